import { anyone } from '@convive/access'
import { deviceFor, hashSecret, judgePin, mayAttempt, noteAttempt, startSession } from '@convive/accounts'
import { command } from '@convive/commands'
import { ok, readCrockford, refuse } from '@convive/kernel'
import { z } from 'zod'
import { readRegistrationNumber } from '../domain/registration-number.ts'
import { findCredential, setPin as set } from '../store/credentials.ts'
import { accessCodeHash } from '../store/save-household.ts'

/** First use of a slip: number and code together let the person choose a PIN, once. */
export const setPin = command({
  name: 'registry/set-pin',
  about: 'Set a PIN with the registration number and access code of a slip, once.',
  input: z.object({ number: z.string().max(40), code: z.string().max(40), pin: z.string().max(20) }),
  may: anyone('account'),
  refusals: [
    'registry/number-and-code-differ',
    'accounts/pin-shape',
    'accounts/pin-too-easy',
    'accounts/pin-already-set',
    'accounts/too-many-tries',
  ],
  repeat: 'anytime',
  onRefusal: 'commit',
  async run(work) {
    const codeHash = accessCodeHash(work.vault, readCrockford(work.input.code))
    // Counted against the code, never against an address that a whole shelter may share.
    const subject = `code/${codeHash.toString('hex')}`
    const attempt = { subject, ...work.source }
    if (!(await mayAttempt(work.tx, work.vault, { attempt, now: work.now }))) return refuse('accounts/too-many-tries')
    const credential = await findCredential(work.tx, codeHash)
    const fits = credential !== undefined && credential.number === readRegistrationNumber(work.input.number)
    await noteAttempt(work.tx, work.vault, { attempt, now: work.now, succeeded: fits })
    if (!fits) return refuse({ code: 'registry/number-and-code-differ', at: 'code' })
    const pin = judgePin(work.input.pin)
    if (!pin.ok) return pin
    if (!(await set(work.tx, { codeHash, pinHash: await hashSecret(pin.value), at: work.now })))
      return refuse('accounts/pin-already-set')
    return ok({
      session: await startSession(work.tx, { actorId: credential.personId, kind: 'person', now: work.now }),
      // Proves later sign-ins from this browser, so that strangers who guess cannot keep its owner out.
      device: deviceFor(work.vault, subject),
    })
  },
})
