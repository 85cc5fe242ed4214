import { members } from '@convive/access'
import { query, type Reading } from '@convive/commands'
import { isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { ageOn } from '../domain/age.ts'
import { displayName, textOf } from '../domain/match-subject.ts'
import { loadFacts } from '../store/facts.ts'
import { membersOf } from '../store/persons.ts'

/** A household as a strip of its members. */
export const showHousehold = query({
  name: 'registry/show-household',
  about: 'A household with its members.',
  input: z.object({ householdId: z.uuid() }),
  may: members('registrar', 'protection_officer', 'case_officer', 'adjudicator')
    .onPersonsTheyServe()
    .forPurpose('registration', 'casework', 'protection'),
  refusals: ['registry/household-not-found'],
  async run(reading) {
    const strip = await householdStrip(reading, reading.input.householdId)
    return strip.length === 0
      ? refuse('registry/household-not-found')
      : ok({ householdId: reading.input.householdId, members: strip })
  },
})

export type StripMember = {
  readonly personId: string
  readonly name: string
  readonly relation: string
  readonly number: string
  readonly ages: { readonly youngest: number; readonly oldest: number } | undefined
}

/** Members with name, relation and age, the focal point first. */
export async function householdStrip(reading: Reading, householdId: string): Promise<readonly StripMember[]> {
  const rows = await membersOf(reading.tx, householdId)
  const known = await loadFacts(reading.tx, reading.vault, { persons: rows.map((row) => row.personId), upTo: 1 })
  reading.shows(...rows.map((row) => row.personId))
  return rows.map((row) => {
    const facts = known.get(row.personId)?.facts ?? {}
    const birth = textOf(facts['birth_date'])
    return {
      personId: row.personId,
      name: displayName(facts),
      relation: row.relation ?? '',
      number: row.number,
      ages: birth !== undefined && isPartialDate(birth) ? ageOn(birth, reading.today) : undefined,
    }
  })
}
