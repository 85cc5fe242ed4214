import { members } from '@convive/access'
import { endSessionsOf } from '@convive/accounts'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { renewCode } from '../store/credentials.ts'
import { findPerson } from '../store/persons.ts'
import { openOwnRecord } from '../store/representation.ts'
import { accessCodeHash, newAccessCode, sealCode } from '../store/save-household.ts'

/**
 * A new access code for somebody who lost theirs, forgot the PIN, or has grown up. The old code and PIN open nothing any more,
 * and whoever is signed in with them is out.
 */
export const renewAccessCode = command({
  name: 'registry/renew-access-code',
  about: 'Make a new access code for a person; the old code and PIN stop working.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found'],
  async run(work) {
    const person = await findPerson(work.tx, work.input.personId)
    if (person === undefined) return refuse('registry/person-not-found')
    const code = newAccessCode(work)
    await renewCode(work.tx, {
      personId: person.personId,
      codeHash: accessCodeHash(work.vault, code),
      codeSealed: sealCode(work.vault, person.personId, code),
    })
    await openOwnRecord(work.tx, person.personId)
    await endSessionsOf(work.tx, person.personId)
    work.journal(person.personId, { fields: ['access-code'] })
    return ok({ personId: person.personId })
  },
})
