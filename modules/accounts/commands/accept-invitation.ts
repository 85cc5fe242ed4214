import { anyone } from '@convive/access'
import { command } from '@convive/commands'
import { ok, readCrockford, refuse } from '@convive/kernel'
import { z } from 'zod'
import { networkOf } from '../domain/network.ts'
import { judgePassword } from '../domain/secrets.ts'
import { deviceFor, mayAttempt, noteAttempt } from '../store/attempts.ts'
import { hashSecret } from '../store/hash-secret.ts'
import { invitationHash } from '../store/invite.ts'
import { acceptInvitation as accept, findInvitation } from '../store/members.ts'
import { totpStep } from '../store/one-time-code.ts'

/** A member uses their one-time code: sets a password and proves their authenticator app. */
export const acceptInvitation = command({
  name: 'accounts/accept-invitation',
  about: 'Use an invitation: set a password and confirm an authenticator app.',
  input: z.object({
    code: z.string().max(60),
    password: z.string().max(500),
    totpSecret: z.string().regex(/^[A-Z2-7]{16,64}$/),
    oneTimeCode: z.string().max(20),
  }),
  may: anyone('account'),
  refusals: [
    'accounts/code-unknown',
    'accounts/password-too-short',
    'accounts/password-too-common',
    'accounts/one-time-code-wrong',
    'accounts/too-many-tries',
  ],
  repeat: 'anytime',
  onRefusal: 'commit',
  async run(work) {
    const codeHash = invitationHash(work.vault, readCrockford(work.input.code))
    const attempt = { subject: `invitation/${networkOf(work.source.address)}`, ...work.source }
    if (!(await mayAttempt(work.tx, work.vault, { attempt, now: work.now }))) return refuse('accounts/too-many-tries')
    const invited = await findInvitation(work.tx, codeHash, work.now)
    await noteAttempt(work.tx, work.vault, { attempt, now: work.now, succeeded: invited !== undefined })
    if (invited === undefined) return refuse({ code: 'accounts/code-unknown', at: 'code' })
    const password = judgePassword(work.input.password, { name: invited.signInName })
    if (!password.ok) return password
    const step = await totpStep(work.input.totpSecret, work.input.oneTimeCode, work.now)
    if (step === undefined) return refuse({ code: 'accounts/one-time-code-wrong', at: 'oneTimeCode' })
    const memberId = await accept(work.tx, {
      codeHash,
      now: work.now,
      passwordHash: await hashSecret(password.value),
      totpSealed: work.vault.seal(`accounts.member/totp/${invited.memberId}`, Buffer.from(work.input.totpSecret)),
    })
    if (memberId === undefined) return refuse({ code: 'accounts/code-unknown', at: 'code' })
    // Handing over a code in person opens the way for this browser too, whatever strangers try meanwhile.
    return ok({ memberId, device: deviceFor(work.vault, `member/${invited.signInName}`) })
  },
})
