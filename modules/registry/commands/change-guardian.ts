import { members } from '@convive/access'
import { command } from '@convive/commands'
import { addDays, isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { adultFrom, isChildOn } from '../domain/age.ts'
import { textOf } from '../domain/match-subject.ts'
import { loadFacts } from '../store/facts.ts'
import { endRepresentation, represent } from '../store/representation.ts'

/** Says who opens a child's record with their own code, and who does so no longer. Never longer than until the child is 18. */
export const changeGuardian = command({
  name: 'registry/change-guardian',
  about: "Let an adult open a child's record with their own code, or end that.",
  input: z.object({ personId: z.uuid(), guardianId: z.uuid('registry/guardian-not-adult'), represents: z.boolean() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found', 'registry/not-a-child', 'registry/guardian-not-adult'],
  async run(work) {
    const { personId, guardianId, represents } = work.input
    const known = await loadFacts(work.tx, work.vault, { persons: [personId, guardianId], upTo: 1 })
    const [child, guardian] = [known.get(personId), known.get(guardianId)]
    if (child === undefined || guardian === undefined) return refuse('registry/person-not-found')
    if (represents) {
      const born = textOf(child.facts['birth_date'])
      const guardianBorn = textOf(guardian.facts['birth_date'])
      if (born === undefined || !isPartialDate(born) || isChildOn(born, work.today) !== true)
        return refuse('registry/not-a-child')
      if (guardianBorn !== undefined && isPartialDate(guardianBorn) && isChildOn(guardianBorn, work.today) !== false)
        return refuse({ code: 'registry/guardian-not-adult', at: 'guardianId' })
      await represent(work.tx, { childId: personId, guardianId, last: addDays(adultFrom(born), -1) })
    } else await endRepresentation(work.tx, { personId, others: [guardianId], last: addDays(work.today, -1) })
    for (const id of [personId, guardianId]) work.journal(id, { fields: ['representation'] })
    work.tell('registry/guardian-changed', { personId, guardianId, represents })
    return ok({ personId })
  },
})
