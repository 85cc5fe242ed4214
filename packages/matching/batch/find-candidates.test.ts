import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from './database.ts'
import { findCandidates } from './find-candidates.ts'

test('a key that a crowd shares is refined by a further part, and two are not lost because many bear their name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candidates-'))
  const store = await openStore({ folder, memory: '500MB', threads: 1 })
  try {
    // A hundred bear one name; the first two also share a telephone, which is a key only together with a place that they do not share.
    await store.run(
      "create table rec as select n, 0 as source, 'perez' as f1_s, case when n <= 2 then 'same' else 'p' || n end as f2_x, 'place ' || n as f3_x from range(1, 101) t(n)",
    )
    const rules = [
      { columns: ['f1_s'], fields: [1], pairs: 4950 },
      { columns: ['f2_x', 'f3_x'], fields: [2, 3], pairs: 1 },
    ]
    const [name] = rules
    if (name === undefined) throw new Error('no rule')
    const refined = await findCandidates(store, rules, { between: false })
    expect(refined).toMatchObject({ count: 1, hot: { refined: 1, dropped: 0 } })
    expect(await store.rows('select a, b from cand')).toEqual([{ a: 1, b: 2 }])
    // Told which keys are crowded, two alone are candidates by what they are; a crowd that was not told of is no crowd.
    await store.run('create or replace table rec as select * from rec where n <= 2')
    const { crowds } = refined
    expect((await findCandidates(store, rules, { between: false, crowds })).count).toBe(1)
    await store.run("update rec set f2_x = 'p' || n")
    expect((await findCandidates(store, rules, { between: false, crowds })).count).toBe(0)
    expect((await findCandidates(store, rules, { between: false, crowds: [] })).count).toBe(1)
    await store.run("insert into rec select n, 0, 'perez', 'p' || n, 'place ' || n from range(3, 301) t(n)")
    await expect(findCandidates(store, rules, { between: false, crowds: [] })).rejects.toThrow('matching/model-too-wide')
    // With nothing to refine by, nobody is compared rather than everybody with everybody.
    expect((await findCandidates(store, [name], { between: false })).count).toBe(0)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
