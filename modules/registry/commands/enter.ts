import { anyone } from '@convive/access'
import { deviceFor, mayAttempt, noteAttempt, secretHolds, startSession } from '@convive/accounts'
import { command } from '@convive/commands'
import { ok, readCrockford, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findCredential } from '../store/credentials.ts'
import { accessCodeHash } from '../store/save-household.ts'

/** A registered person opens their own record with access code and PIN. One answer for every wrong pair. */
export const enter = command({
  name: 'registry/enter',
  about: 'Sign in as a registered person with access code and PIN.',
  input: z.object({ code: z.string().max(40), pin: z.string().max(20) }),
  may: anyone('account'),
  refusals: ['registry/code-or-pin-wrong', 'accounts/too-many-tries'],
  repeat: 'anytime',
  onRefusal: 'commit',
  async run(work) {
    const codeHash = accessCodeHash(work.vault, readCrockford(work.input.code))
    const subject = `code/${codeHash.toString('hex')}`
    const attempt = { subject, ...work.source }
    if (!(await mayAttempt(work.tx, work.vault, { attempt, now: work.now }))) return refuse('accounts/too-many-tries')
    const credential = await findCredential(work.tx, codeHash)
    const held = await secretHolds(credential?.pinHash, work.input.pin.replaceAll(/\s/g, ''))
    await noteAttempt(work.tx, work.vault, { attempt, now: work.now, succeeded: held })
    if (!held || credential === undefined) return refuse('registry/code-or-pin-wrong')
    return ok({
      session: await startSession(work.tx, { actorId: credential.personId, kind: 'person', now: work.now }),
      device: deviceFor(work.vault, subject),
    })
  },
})
