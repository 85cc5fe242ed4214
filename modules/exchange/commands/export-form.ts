import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { loadFacts, membersOf } from '@convive/registry'
import { z } from 'zod'
import { insertHandover } from '../store/handovers.ts'

/**
 * Notes that a household is handed over in UNHCR's resettlement form, with everybody's agreement; the file is then there for whoever
 * noted it, for an hour. The consents of registration do not cover it: they speak of this network and of services.
 */
export const exportForm = command({
  name: 'exchange/export-form',
  about:
    "Note that a household is handed over in UNHCR's resettlement form; `agreed` names everybody who agreed, for a child their guardian. The file is fetched with exported-form within an hour.",
  input: z.object({
    householdId: z.uuid(),
    version: z.enum(['3.1', '4.1']),
    /** Asked for this file, each of them; a guardian answers for a child. */
    agreed: z.array(z.uuid()).max(100).default([]),
  }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['registry/household-not-found', 'exchange/agreement-needed', 'exchange/form-birth-needed'],
  async run(work) {
    const { actor, tx, vault, input } = work
    if (actor.kind !== 'member') return refuse('commands/not-allowed')
    const { householdId, version, agreed } = input
    const persons = (await membersOf(tx, householdId)).map(({ personId }) => personId)
    const known = await loadFacts(tx, vault, { persons, upTo: 1 })
    if (persons.length === 0 || known.size !== persons.length) return refuse('registry/household-not-found')
    // Half a family would be handed over without the other half knowing.
    if (persons.some((personId) => !agreed.includes(personId))) return refuse({ code: 'exchange/agreement-needed', at: 'agreed' })
    const isBornSomeday = [...known.values()].some(({ facts }) => facts['birth_date']?.state !== 'value')
    if (version === '3.1' && isBornSomeday) return refuse({ code: 'exchange/form-birth-needed', at: 'version' })
    const exportId = work.newId<'export'>()
    const { memberId, organisationId } = actor
    await insertHandover(tx, { exportId, organisationId, memberId, householdId, version, persons, made: work.now })
    const fields = [`form/${exportId}/${version}`, 'agreed']
    for (const personId of persons) work.journal(personId, { fields })
    work.journal(organisationId, { fields: [...fields, `household/${householdId}`] })
    return ok({ exportId })
  },
})
