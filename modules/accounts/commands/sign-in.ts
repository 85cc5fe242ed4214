import { anyone } from '@convive/access'
import { command, type Work } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { deviceFor, mayAttempt, noteAttempt } from '../store/attempts.ts'
import { secretHolds } from '../store/hash-secret.ts'
import { totpStep } from '../store/one-time-code.ts'
import { startSession } from '../store/sessions.ts'
import { findMemberNamed, takeTotpStep } from '../store/members.ts'

const input = z.object({
  signInName: z.string().trim().min(1, 'accounts/sign-in-failed').max(200).toLowerCase(),
  password: z.string().min(1, 'accounts/sign-in-failed').max(500),
  code: z.string().max(20),
})

/** A member signs in with name, password and the code of their authenticator app. The answer is the session's secret. */
export const signIn = command({
  name: 'accounts/sign-in',
  about: 'Sign in as a member with password and one-time code.',
  input,
  may: anyone('account'),
  refusals: ['accounts/sign-in-failed', 'accounts/too-many-tries'],
  repeat: 'anytime',
  onRefusal: 'commit',
  async run(work) {
    const subject = `member/${work.input.signInName}`
    const attempt = { subject, ...work.source }
    if (!(await mayAttempt(work.tx, work.vault, { attempt, now: work.now }))) return refuse('accounts/too-many-tries')
    const memberId = await recognise(work)
    await noteAttempt(work.tx, work.vault, { attempt, now: work.now, succeeded: memberId !== undefined })
    if (memberId === undefined) return refuse('accounts/sign-in-failed')
    const session = await startSession(work.tx, { actorId: memberId, kind: 'member', now: work.now })
    return ok({ session, device: deviceFor(work.vault, subject) })
  },
})

/** One answer for an unknown name, a wrong password and a wrong or used code. */
async function recognise({ input: typed, tx, vault, now }: Work<z.output<typeof input>>): Promise<string | undefined> {
  const member = await findMemberNamed(tx, typed.signInName)
  const held = await secretHolds(member?.passwordHash, typed.password)
  if (!held || member?.totpSealed === undefined || member.status !== 'active') return undefined
  const secret = vault.open(`accounts.member/totp/${member.memberId}`, member.totpSealed).toString()
  const step = await totpStep(secret, typed.code, now)
  if (step === undefined) return undefined
  // Several visitors of a demonstration enter with the same public code at once.
  if (!member.isDemo && !(await takeTotpStep(tx, member.memberId, step))) return undefined
  return member.memberId
}
