import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { queryKeys } from '@convive/matching'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { readRegistrationNumber } from '../domain/registration-number.ts'
import { loadFacts } from '../store/facts.ts'
import { findByKeys, findByNumber, personsByIds } from '../store/persons.ts'

const pageSize = 25
/** Counted exactly up to here; above, a page says "more than". */
const mostCounted = 1000

/** One box: a name in any spelling, a document, a phone, a registration number. Only persons the organisation serves. */
export const findPersons = query({
  name: 'registry/find-persons',
  about: 'Find persons by name, document, phone or registration number.',
  input: z.object({
    text: z.string().trim().min(2, 'registry/search-too-short').max(200, 'registry/text-too-long'),
    page: z.number().int().min(0).max(39).default(0),
  }),
  may: members('registrar', 'protection_officer', 'case_officer', 'adjudicator')
    .onPersonsTheyServe()
    .forPurpose('registration', 'casework', 'protection'),
  refusals: ['registry/search-too-short', 'registry/text-too-long'],
  async run(reading) {
    const { text, page } = reading.input
    const number = readRegistrationNumber(text)
    const exact = number === undefined ? undefined : await findByNumber(reading.tx, number)
    const { groups } = queryKeys(text, reading.vault.searchSecret)
    if (exact === undefined && groups.length === 0) return refuse('registry/search-too-short')
    const { persons: ids, complete } =
      exact === undefined ? await findByKeys(reading.tx, groups, mostCounted + 1) : { persons: [exact], complete: true }
    const shown = ids.slice(page * pageSize, (page + 1) * pageSize)
    const rows = new Map((await personsByIds(reading.tx, shown)).map((row) => [row.personId, row]))
    const known = await loadFacts(reading.tx, reading.vault, { persons: shown, upTo: 1 })
    reading.shows(...shown)
    const persons = shown.flatMap((id) => {
      const [row, facts] = [rows.get(id), known.get(id)?.facts]
      if (row === undefined || facts === undefined) return []
      const birth = facts['birth_date']
      return [
        {
          personId: id,
          householdId: row.householdId,
          number: row.number,
          name: displayName(facts),
          birth: birth?.state === 'value' ? String(birth.value) : undefined,
          linked: row.survivorId !== null,
        },
      ]
    })
    return ok({
      persons,
      total: Math.min(ids.length, mostCounted),
      more: ids.length > mostCounted || !complete,
      /** So many bear these names that only the newest were looked at. */
      partial: !complete,
      page,
      pages: Math.ceil(Math.min(ids.length, mostCounted) / pageSize),
    })
  },
})
