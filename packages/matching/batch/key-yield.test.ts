import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from './database.ts'
import { keyYield } from './key-yield.ts'

test('what each key finds, what it alone finds, and from pairs found once how many were not found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yield-'))
  const store = await openStore({ folder, memory: '500MB', threads: 1 })
  try {
    // A hundred persons with two records each. Key x fails for every fifth, key y for every fourth: by chance of five of the hundred both do.
    await store.run(`create table rec as select 2 * i + s as n, case when s = 1 and i % 5 = 0 then 'x' else 'x' || i end as x,
      case when s = 1 and i % 4 = 0 then 'y' else 'y' || i end as y from range(100) t(i), range(2) u(s)`)
    await store.run('create table scored as select 2 * i as a, 2 * i + 1 as b, 1.0 as p from range(100) t(i) where i % 20 <> 0')
    const rule = (column: string) => ({ columns: [column], fields: [0], pairs: 80 })
    const { keys, recall, unsure } = await keyYield(store, [rule('x'), rule('y')])
    expect(keys).toEqual([
      { found: 80, alone: 20 },
      { found: 75, alone: 15 },
    ])
    // 35 were found once and 60 twice: 35 × 34 / 122 = 9.8 more are thought to be there; five are, so that it errs on the careful side.
    expect(recall).toBeCloseTo(95 / (95 + (35 * 34) / 122), 6)
    // Of 61 and 35 / 61 = .574, Chao's variance is 61 (.165 + .189 + .027), its root 4.8 of 9.8.
    expect(unsure).toBeCloseTo(0.494, 3)
    expect(await keyYield(store, [])).toEqual({ keys: [], recall: 1, unsure: 0 })
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('keys that are much alike find the same pairs: what the others find says what they miss', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yield-'))
  const store = await openStore({ folder, memory: '500MB', threads: 1 })
  try {
    // A thousand persons with two records each. Column x fails for every fifth and y for every fourth: forty-nine of the thousand have no key.
    await store.run(`create table rec as select 2 * i + s as n, case when s = 1 and i % 5 = 0 then 'x' else 'x' || i end as x,
      case when s = 1 and i % 4 = 0 then 'y' else 'y' || i end as y, 'z' as z, 'w' as w from range(1000) t(i), range(2) u(s)`)
    await store.run('create table scored as select 2 * i as a, 2 * i + 1 as b, 1.0 as p from range(1000) t(i) where i % 20 <> 0')
    const rule = (...columns: string[]) => ({ columns, fields: columns.map((one) => 'xyzw'.indexOf(one)), pairs: 800 })
    const { recall, unsure } = await keyYield(store, [
      rule('x', 'z'),
      rule('x', 'z', 'w'),
      rule('x'),
      rule('y', 'z'),
      rule('y', 'z', 'w'),
      rule('y'),
    ])
    expect(recall).toBeCloseTo(0.95, 2)
    expect(unsure).toBeLessThan(0.2)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
