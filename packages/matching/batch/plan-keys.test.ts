import { expect, test } from 'vitest'
import { openTestStore } from '../testing/test-store.ts'
import type { Field } from './fields.ts'
import { planKeys, type KeyRule } from './plan-keys.ts'

const fields: readonly Field[] = [
  { column: 'place', kind: 'category', at: 'f1' },
  { column: 'mail', kind: 'email', at: 'f2' },
]
const store = await openTestStore()

async function planned(place: string, mail: string): Promise<readonly KeyRule[]> {
  await store.run(
    `create or replace table rec as select n, 0 as source, ${place} as f1_x, ${mail} as f2_x, ${mail} as f2_h from range(1, 501) t(n)`,
  )
  const { keys } = await planKeys(store, fields, { records: 500, between: false })
  return keys
}

test('what a crowd shares costs no more than its refining brings', async () => {
  // 110 of 500 live in one place: 5,995 pairs, but a crowd is refined, and no more than 30 come of each of them.
  const rules = await planned("case when n <= 110 then 'one' else 'p' || (n // 2) end", "'m' || (n // 2)")
  expect(rules.find(({ columns }) => columns.join() === 'f1_x')?.pairs).toBe(3300 + 194)
})

test('a field that nobody has is no key, and one that few have is not counted on', async () => {
  const none = await planned("'p' || (n // 2)", 'null')
  expect(none.map(({ columns }) => columns.join())).toEqual(['f1_x'])
  // With the mail of one in ten, the place comes first, though as many pairs share it as share a mail.
  const few = await planned("'p' || (n // 2)", "case when n % 20 < 2 then 'm' || (n // 2) end")
  expect(few[0]?.columns).toEqual(['f1_x'])
})

test('a key that only crowds share brings nobody together by itself', async () => {
  // Only one place is known, of a hundred and ten: whoever shares it is found by what else they share.
  const rules = await planned("case when n <= 110 then 'one' end", "'m' || (n // 2)")
  expect(rules.map(({ columns }) => columns.join())).not.toContain('f1_x')
})
