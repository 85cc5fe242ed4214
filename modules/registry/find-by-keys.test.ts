import { sql } from '@convive/database'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findByKeys } from './store/persons.ts'
import { openOffice, type Office } from './testing/office.ts'

let office: Office
const others = '01900000-0000-7000-8000-0000000000ff'
const person = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Bearers of a word, by number: the higher, the newer. */
async function bear(
  key: number,
  numbers: readonly number[],
  organisation: string = office.officer.organisationId,
): Promise<void> {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  await client.query('insert into registry.search_key select $1, $2, p from unnest($3::uuid[]) p', [
    key,
    organisation,
    numbers.map(person),
  ])
  await client.end()
}
const range = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, n) => from + n * step)
const find = (groups: readonly (readonly bigint[])[], most = 1001) =>
  office.db.database.transaction(
    {
      actor: office.officer.memberId,
      grantee: office.officer.organisationId,
      organisation: office.officer.organisationId,
      purpose: 'registration',
    },
    (tx) => findByKeys(tx, groups, most),
  )

beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
  await bear(1, range(0, 20_000)) // everybody
  await bear(2, range(0, 20_000, 2)) // every other one
  await bear(3, [5, 6, 8, 19_999]) // hardly anybody
  await bear(4, [7, 8]) // another spelling of 3
  await bear(5, range(0, 12_000)) // only those who came long ago
  await bear(1, [30_000], others)
  await bear(3, [30_000], others)
})
afterAll(() => office.db.drop())

describe('finding by several words', () => {
  test('one word gives the newest, up to as many as are counted', async () => {
    const { persons, complete } = await find([[1n]])
    expect([persons.length, persons[0], persons[1000], complete]).toEqual([1001, person(19_999), person(18_999), true])
    expect(await find([[3n, 4n]])).toEqual({ persons: [19_999, 8, 7, 6, 5].map(person), complete: true })
  })

  test('a rare word and a frequent one give everybody who bears both, however long ago they came', async () => {
    expect(await find([[1n], [3n]])).toEqual({ persons: [19_999, 8, 6, 5].map(person), complete: true })
    expect(await find([[2n], [3n, 4n]])).toEqual({ persons: [8, 6].map(person), complete: true })
    expect(await find([[1n], [2n], [3n]])).toEqual({ persons: [8, 6].map(person), complete: true })
  })

  test('two words that very many bear give the newest, and say that older ones were not looked at', async () => {
    const { persons, complete } = await find([[1n], [2n]])
    expect([persons.length, persons[0], complete]).toEqual([1001, person(19_998), false])
    // Of those who bear the fifth word all came before the newest 2,500.
    expect(await find([[1n], [5n]])).toEqual({ persons: [], complete: false })
  })

  test('a word nobody bears gives nobody, and nobody of another organisation', async () => {
    expect(await find([[1n], [99n]])).toEqual({ persons: [], complete: true })
    expect(await find([[99n]])).toEqual({ persons: [], complete: true })
    expect(await find([])).toEqual({ persons: [], complete: true })
    expect((await find([[3n]])).persons).not.toContain(person(30_000))
    const nobody = await office.db.database.alone(sql`select persons, complete from registry.find_by_keys('{1,3}', '{0,1}', 10)`)
    expect(nobody).toEqual([{ persons: [], complete: true }])
  })
})
