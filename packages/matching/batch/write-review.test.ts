import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from './database.ts'
import { writeReview, type ReviewPair } from './write-review.ts'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'review-'))
  store = await openStore({ folder, memory: '500MB', threads: 1 })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Pairs 2n and 2n + 1, by their probability and the level of their one field. */
async function reviewed(
  pairs: readonly { readonly p: number; readonly level: number }[],
  given: { readonly known?: readonly ReviewPair[]; readonly decided?: readonly (readonly [number, number])[] } = {},
): Promise<readonly (readonly string[])[]> {
  await store.run(
    `create table rec as select i as n, 'r' || lpad(i::varchar, 3, '0') as id, 0 as source from range(${2 * pairs.length}) t(i)`,
  )
  await store.run('create table scored (a integer, b integer, p double)')
  await store.run('create table comp (a integer, b integer, g0 integer)')
  const rows = (of: (pair: { readonly p: number; readonly level: number }) => number): string =>
    pairs.map((pair, at) => `(${2 * at}, ${2 * at + 1}, ${of(pair)})`).join(', ')
  await store.run(`insert into scored values ${rows(({ p }) => p)}`)
  await store.run(`insert into comp values ${rows(({ level }) => level)}`)
  const file = join(folder, 'review.csv')
  const names = { ids: 'least(l.id, r.id) as id_a, greatest(l.id, r.id) as id_b', files: '', order: 'id_a, id_b', clashing: 0 }
  await writeReview(store, given.known ?? [], { fields: 1, decided: given.decided ?? [], file, names })
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => line.split(','))
}

/** One pair in doubt that stands alone, and forty that compare in one way and are rather likely. */
const alone = { p: 0.5, level: 1 }
const many = Array.from({ length: 40 }, () => ({ p: 0.8, level: 2 }))

test('a pair that stands for many comes before one that is nearest to one half', async () => {
  const lines = await reviewed([alone, ...many])
  expect(lines.map(([a, , , why]) => `${a} ${why}`)).toEqual(['r002 doubt', 'r004 doubt', 'r006 doubt', 'r000 doubt'])
  // Forty times .8 × .2, divided by 3 × 4, 4 × 5 and 5 × 6: each further answer teaches less.
  expect(lines.slice(0, 3).map(([, , , , teaches]) => Number(teaches))).toEqual([0.5333, 0.32, 0.2133])
})

test('who was decided is not asked again, and what teaches next comes up', async () => {
  const lines = await reviewed([alone, ...many], {
    decided: [
      [2, 3],
      [5, 4],
    ],
  })
  expect(lines.map(([a]) => a)).toEqual(['r006', 'r008', 'r010', 'r000'])
})

test('contradictions come first, and a pair that was no bridge is told once, as that', async () => {
  const known: readonly ReviewPair[] = [
    { a: 1, b: 0, why: 'bridge' },
    { a: 10, b: 20, why: 'contradiction' },
  ]
  const lines = await reviewed([alone, ...many], { known })
  expect(lines[0]?.slice(0, 4)).toEqual(['r010', 'r020', '', 'contradiction'])
  expect(lines.filter(([a]) => a === 'r000').map(([, , , why]) => why)).toEqual(['bridge'])
})

test('what is sure is not asked', async () => {
  expect(
    await reviewed([
      { p: 0.99, level: 1 },
      { p: 0.02, level: 2 },
    ]),
  ).toEqual([])
})
