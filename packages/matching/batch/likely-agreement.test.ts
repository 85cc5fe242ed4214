import { expect, test } from 'vitest'
import { countLongerKeys, makeCounted } from './count-keys.ts'
import { openTestStore } from '../testing/test-store.ts'
import type { Field } from './fields.ts'
import { likelyAgreement } from './likely-agreement.ts'
import { planKeys } from './plan-keys.ts'

const store = await openTestStore()

const fields: readonly Field[] = [
  { column: 'given', kind: 'given', at: 'f1' },
  { column: 'phone', kind: 'code', at: 'f2' },
  { column: 'mail', kind: 'email', at: 'f3' },
  { column: 'text', kind: 'text', at: 'f4' },
  { column: 'place', kind: 'category', at: 'f5' },
]
const columns = ['f1_s', 'f1_i', 'f2_x', 'f2_h', 'f2_t', 'f3_x', 'f3_h', 'f4_x', 'f4_s', 'f5_x']

/** Two records of each of a thousand people, of whom one in four has moved; everything else is the same of both. */
async function pairsOfPeople(people: string): Promise<void> {
  const named = columns.slice(0, -1).map((column) => `${people.replace('FIELD', column.slice(0, 2))} as ${column}`)
  await store.run(
    `create or replace table rec as select n, 0 as source, ${named.join(', ')}, 'p' || (case when n % 8 = 1 then 50 else (n // 2) % 20 end) as f5_x,
      'f1' || n as f1_x, 'f2' as f2_b from range(0, 2000) t(n)`,
  )
  await makeCounted(
    store,
    columns.map((column) => ({ column, at: 0 })),
    2000,
  )
}

test('how often a field stays the same of one person is seen in pairs that other fields show', async () => {
  await pairsOfPeople('(n // 2)')
  const agreement = await likelyAgreement(store, fields, { between: false })
  const moved = agreement[4]?.filter((parts) => !parts.has('f5_x')) ?? []
  expect(moved.length / (agreement[4]?.length ?? 0)).toBeCloseTo(0.25, 1)
  expect(agreement[0]?.every((parts) => parts.has('f1_s') && parts.has('f1_i'))).toBe(true)
})

test('nothing is learnt of records that are all the same, nor of chance', async () => {
  await pairsOfPeople('1')
  expect((await likelyAgreement(store, fields, { between: false })).every((pairs) => pairs.length === 0)).toBe(true)
  await pairsOfPeople('case when n < 600 then 1 else n end')
  expect((await likelyAgreement(store, fields, { between: false })).every((pairs) => pairs.length === 0)).toBe(true)
  await pairsOfPeople("hash(n, 'FIELD') % 10")
  expect((await likelyAgreement(store, fields, { between: false })).every((pairs) => pairs.length === 0)).toBe(true)
})

test('a key gets a further column as long as it brings too many together', async () => {
  // Ten thousand records, of which any ten share a name and a place, and two these and the year.
  await store.run(
    `create or replace table rec as select n, 0 as source, 'g' || (n // 100) as f1_s, 'g' as f1_i, 'p' || (n % 10) as f2_x, 1900 + n % 50 as f3_y, 'x' || n as f3_x from range(0, 10000) t(n)`,
  )
  const own = [
    { column: 'f1_s', at: 0 },
    { column: 'f2_x', at: 1 },
    { column: 'f3_y', at: 2 },
    { column: 'f3_x', at: 2 },
  ]
  await makeCounted(store, own, 10_000)
  const counted = await countLongerKeys(store, { columns: own, records: 10_000, between: false })
  const pairsOf = new Map(counted.map(({ rule }) => [rule.columns.join(), rule.pairs]))
  expect(pairsOf.get('f1_s,f2_x')).toBe(45_000)
  expect(pairsOf.get('f1_s,f2_x,f3_y')).toBe(5000)
  // Nobody shares a whole date: with a name it finds no more.
  expect(pairsOf.get('f1_s,f3_x')).toBe(0)
  expect(pairsOf.has('f1_s,f2_x,f3_x')).toBe(false)
})

test('where two things are shared by very many, keys of more columns find people, within what may be compared', async () => {
  const dated: readonly Field[] = [
    { column: 'given', kind: 'given', at: 'f1' },
    { column: 'birth', kind: 'date', at: 'f2' },
    { column: 'place', kind: 'category', at: 'f3' },
    { column: 'origin', kind: 'category', at: 'f4' },
  ]
  // Of any two fields two hundred people share both; all four are of two records each.
  await store.run(
    `create or replace table rec as select n, 0 as source, 'g' || (n // 2 % 20) as f1_x, 'g' || (n // 2 % 20) as f1_s, 'g' || (n // 2 % 5) as f1_i,
      '1990' || (n // 40 % 20) as f2_x, '1990' as f2_ym, (n // 40 % 20)::varchar as f2_md, 1990 as f2_y,
      'p' || (n // 800 % 20) as f3_x, 'o' || (n // 16000 % 20) as f4_x from range(0, 320000) t(n)`,
  )
  const { keys } = await planKeys(store, dated, { records: 320_000, between: false })
  expect(keys.some((key) => key.columns.length === 4)).toBe(true)
  expect(keys.reduce((sum, { pairs }) => sum + pairs, 0)).toBeLessThanOrEqual(30 * 320_000)
})
