import { members, roles } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { judgePassword } from '../domain/secrets.ts'
import { mayAttempt, noteAttempt } from '../store/attempts.ts'
import { hashSecret, secretHolds } from '../store/hash-secret.ts'
import { endMemberSessions, findOwnSecrets, setOwnPassword } from '../store/own-access.ts'
import { startSession } from '../store/sessions.ts'

/** Whoever sits at a session that was left open does not know the password, so it is asked for and its tries are counted. */
export const changePassword = command({
  name: 'accounts/change-password',
  about: 'Change your own password. Every session of yours ends; the answer is the secret of a new one.',
  input: z.object({
    current: z.string().min(1, 'accounts/password-wrong').max(500),
    password: z.string().max(500),
  }),
  may: members(...roles)
    .onTheirOrganisation()
    .forPurpose('account'),
  refusals: [
    'accounts/password-wrong',
    'accounts/password-too-short',
    'accounts/password-too-common',
    'accounts/demo-account',
    'accounts/too-many-tries',
  ],
  repeat: 'anytime',
  onRefusal: 'commit',
  async run(work) {
    const { actor, tx, vault, now } = work
    // A token acts as its member, but is not them: it never becomes a session.
    if (actor.kind !== 'member' || actor.scope !== undefined) return refuse('commands/not-allowed')
    const own = await findOwnSecrets(tx)
    if (own === undefined) return refuse('commands/not-allowed')
    if (own.isDemo) return refuse('accounts/demo-account')
    const attempt = { subject: `password/${actor.memberId}`, ...work.source }
    if (!(await mayAttempt(tx, vault, { attempt, now }))) return refuse('accounts/too-many-tries')
    const held = await secretHolds(own.passwordHash, work.input.current)
    await noteAttempt(tx, vault, { attempt, now, succeeded: held })
    if (!held) return refuse({ code: 'accounts/password-wrong', at: 'current' })
    const password = judgePassword(work.input.password, { name: own.signInName })
    if (!password.ok) return password
    await setOwnPassword(tx, await hashSecret(password.value))
    await endMemberSessions(tx, actor.memberId)
    work.journal(actor.organisationId, { fields: [`member/${actor.memberId}`, 'password'] })
    return ok({ session: await startSession(tx, { actorId: actor.memberId, kind: 'member', now }) })
  },
})
