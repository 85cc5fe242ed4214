import { featuresOf } from '@convive/matching'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rarestShared } from './domain/rarest-shared.ts'
import { matchSubject } from './domain/match-subject.ts'
import { hitsAmong } from './store/candidates.ts'
import type { Newcomer } from './store/gather-candidates.ts'
import { openOffice, type Office } from './testing/office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
})
afterAll(() => office.db.drop())

const idOf = (n: number): string => `01940000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
/** Who bears each key that is asked for: some keys the same few, others nearly everybody. */
const some = (max: number, lengths: { readonly minLength: number; readonly maxLength: number }) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), lengths)
const bearers = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: some(8, { minLength: 0, maxLength: 4 }) },
    { weight: 1, arbitrary: some(60, { minLength: 5, maxLength: 20 }) },
    { weight: 1, arbitrary: some(60, { minLength: 35, maxLength: 60 }) },
  ),
  { minLength: 1, maxLength: 14 },
)

test('among records those are chosen who would be chosen among people who come in one file', async () => {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  const { organisationId } = office.officer
  const met = new Set<number>()
  try {
    await client.query('begin')
    await client.query({ text: `select set_config('app.organisation', $1, true)`, values: [organisationId] })
    await fc.assert(
      fc.asyncProperty(bearers, async (numbers) => {
        const keys = numbers.map((some) => some.map(idOf))
        await client.query('delete from registry.search_key')
        await client.query({
          text: `insert into registry.search_key (key, organisation_id, person_id) select k::bigint, $1::uuid, p::uuid from unnest($2::text[], $3::text[]) as n (k, p)`,
          values: [organisationId, keys.flatMap((some, key) => some.map(() => String(key))), keys.flat()],
        })
        const asked = keys.map((_, key) => String(key))
        const { rows } = await client.query<{ id: string }>({
          text: `select person_id as id from registry.find_duplicates($1::int[], $2::bigint[], '{}', '{}')`,
          values: [asked.map(() => 0), asked],
        })
        const chosen = rarestShared(keys)
        met.add(chosen.length)
        expect(rows.map((row) => row.id)).toEqual(chosen)
      }),
      { numRuns: 150, seed: 4 },
    )
  } finally {
    await client.query('rollback')
    await client.end()
  }
  // Fewer than five, five, more, and all twenty.
  expect([...met].some((size) => size > 5 && size < 20) && met.has(5) && met.has(20)).toBe(true)
})

test('whoever shares one rare key comes before many who share a frequent one; who shares far less than the best is left out', () => {
  const many = Array.from({ length: 40 }, (_, n) => idOf(100 + n))
  const rare = [idOf(1)]
  expect(rarestShared([many, many, rare])[0]).toBe(idOf(139))
  expect(rarestShared([many, rare])[0]).toBe(idOf(1))
  expect(rarestShared([many, rare])).toHaveLength(20)
  expect(rarestShared([many, rare, rare, rare])).toHaveLength(5)
  expect(rarestShared([])).toEqual([])
})

test('of people who come in one file each is held against those of earlier households, chosen by the same rule', () => {
  const features = featuresOf(matchSubject({}, []))
  const come = (n: number, household: number, keys: readonly bigint[]): Newcomer => ({
    personId: idOf(n),
    household,
    findable: { features, askedKeys: keys, strongKeys: [], keptKeys: keys },
  })
  const [rare, frequent] = [7n, 1n]
  const chosen = hitsAmong([
    come(1, 0, [rare]),
    come(2, 1, [frequent]),
    come(3, 2, [frequent]),
    come(4, 3, [frequent]),
    come(5, 4, [frequent, rare]),
    come(6, 4, [frequent, rare]),
    come(7, 5, [rare]),
  ]).map((beside) => beside.map(({ newcomer }) => newcomer.personId))
  expect(chosen[4]).toEqual([1, 4, 3, 2].map(idOf))
  expect(chosen[0]).toEqual([])
  expect(chosen[6]).toEqual([6, 5, 1].map(idOf))
})
