import { isPartialDate } from '@convive/kernel'
import type { HouseholdInput, MemberInput } from '@convive/registry'
import { recordsA } from '../matching/errors-a.ts'
import type { Row } from '../matching/records.ts'
import { recordsB } from '../matching/visits-b.ts'

export type Generator = 'A' | 'B'

/** Those who came together to one office, with what was written down of each. */
export type Visit = readonly { readonly entity: string; readonly row: Row }[]

/** The visits of a made-up family in their order. */
export function visitsOf(generator: Generator, seed: number, n: number): readonly Visit[] {
  const visits: { entity: string; row: Row }[][] = []
  let before = Number.POSITIVE_INFINITY
  for (const { person, row } of (generator === 'A' ? recordsA : recordsB)(seed, n)) {
    const place = Number(person.entity.split('.')[1])
    // People stand in the order of their family: whoever does not stand behind the last one has come again.
    if (place <= before) visits.push([])
    visits.at(-1)?.push({ entity: person.entity, row })
    before = place
  }
  return visits
}

const unknown = { state: 'unknown' } as const
/** A form refuses a day to come, and what was slipped into one is left out. */
const lastDay = '2026-11-01'

/** A visit as the registration takes it; what an office left blank is not known. */
export function asInput(rows: readonly Row[]): HouseholdInput {
  const place = rows.find((row) => row.place !== '')?.place
  return { place: place ?? unknown, legalBasis: 'public_task', members: rows.map((row, at) => memberOf(row, at === 0)) }
}

function memberOf(row: Row, isFocal: boolean): MemberInput {
  return {
    given: row.given_names === '' ? unknown : row.given_names,
    family: row.family_names === '' ? unknown : [row.family_names],
    sex: row.sex === 'F' || row.sex === 'M' ? row.sex : unknown,
    birth: isPartialDate(row.birth_date) && row.birth_date <= lastDay ? row.birth_date : unknown,
    origin: row.nationality === '' ? unknown : row.nationality,
    relation: isFocal ? 'focal_point' : unknown,
    ...(row.document === '' ? {} : { documents: [{ kind: 'national_id', number: row.document }] }),
    ...(row.phone === '' ? {} : { phone: row.phone }),
    ...(row.mother_name === '' ? {} : { motherName: row.mother_name }),
    needs: { any: 'unknown', codes: [] },
    privateInterview: false,
    consents: { contact: 'given', share_services: 'given', share_offices: 'refused', photo: 'given' },
    consentBy: 'self',
  }
}
