import { members } from '@convive/access'
import { organisationNames } from '@convive/accounts'
import { query, type Reading } from '@convive/commands'
import { ok } from '@convive/kernel'
import { queryKeys } from '@convive/matching'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { readRegistrationNumber } from '../domain/registration-number.ts'
import { loadFacts } from '../store/facts.ts'
import { findByNumber, personsByIds } from '../store/persons.ts'
import { findShared, sharesWithUs } from '../store/shares.ts'

const most = 25

/** By name or registration number, among those whom another organisation shares; all of them without a text. */
export const findSharedPersons = query({
  name: 'registry/find-shared',
  about: 'Find persons whom other organisations share with yours, by name or registration number; without a text the newest.',
  input: z.object({ text: z.string().trim().max(200, 'registry/text-too-long').default('') }),
  may: members('registrar', 'protection_officer', 'case_officer', 'adjudicator').onPersonsSharedWithThem().forPurpose('sharing'),
  refusals: ['registry/text-too-long'],
  async run(reading) {
    const shares = new Map((await sharesWithUs(reading, await found(reading))).map((one) => [one.personId, one]))
    const ids = [...shares.keys()]
    const rows = new Map((await personsByIds(reading.tx, ids)).map((row) => [row.personId, row]))
    const known = await loadFacts(reading.tx, reading.vault, { persons: ids, upTo: 1 })
    const names = await organisationNames(reading.tx, [...new Set([...shares.values()].map((one) => one.officeId))])
    reading.shows(...ids)
    return ok({
      persons: [...shares.values()].flatMap(({ personId, officeId, until }) => {
        const [row, facts] = [rows.get(personId), known.get(personId)?.facts]
        if (row === undefined || facts === undefined) return []
        return [{ personId, number: row.number, name: displayName(facts), office: names.get(officeId) ?? '', until }]
      }),
    })
  },
})

/** What has digits in it is a registration number or nothing: a phone or a document tells nobody whose it is. */
async function found(reading: Reading<{ readonly text: string }>): Promise<readonly string[]> {
  const { text } = reading.input
  const number = readRegistrationNumber(text)
  const exact = number === undefined ? undefined : await findByNumber(reading.tx, number)
  if (exact !== undefined) return [exact]
  if (/\d/.test(text)) return []
  const { groups } = queryKeys(text, reading.vault.searchSecret)
  return text !== '' && groups.length === 0 ? [] : findShared(reading.tx, groups, most)
}
