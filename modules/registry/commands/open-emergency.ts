import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { ownWords } from '../domain/own-words.ts'
import { readRegistrationNumber } from '../domain/registration-number.ts'
import { emergencyContext, openEmergency } from '../store/emergencies.ts'

/** Opens a record that the organisation does not serve, when somebody is in danger: to read, for an hour, and everybody concerned sees it. */
export const openEmergencyRecord = command({
  name: 'registry/open-emergency',
  about:
    'In an emergency, open the ordinary facts of somebody another organisation registered, to read, for an hour. The person, both organisations and a reviewer see it.',
  input: z.object({ number: z.string().trim().min(3).max(40), reason: ownWords }),
  may: members('registrar', 'protection_officer').onNobody().forPurpose('emergency'),
  refusals: ['registry/person-not-found', 'registry/too-many-emergencies', 'registry/words-required', 'registry/text-too-long'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const number = readRegistrationNumber(work.input.number)
    if (number === undefined) return refuse({ code: 'registry/person-not-found', at: 'number' })
    const emergencyId = work.newId<'emergency'>()
    const reasonSealed = work.vault.seal(emergencyContext(emergencyId, 'reason'), Buffer.from(work.input.reason))
    const opened = await openEmergency(work.tx, { number, emergencyId, at: work.now, reasonSealed })
    if (opened?.tooMany === true) return refuse('registry/too-many-emergencies')
    if (opened === undefined || opened.personId === null) return refuse({ code: 'registry/person-not-found', at: 'number' })
    work.journal(work.actor.organisationId, { fields: [`emergency/${emergencyId}/opened`] })
    work.tell('registry/emergency-opened', { personId: opened.personId, emergencyId })
    return ok({ personId: opened.personId, emergencyId })
  },
})
