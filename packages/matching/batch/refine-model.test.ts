import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseModel } from '../frozen/parse-model.ts'
import type { FrozenModel } from '../frozen/frozen-model.ts'
import { linesOf, madeUpPeople } from '../testing/table-of-people.ts'
import { runMatch } from './run-match.ts'

const folder = mkdtempSync(join(tmpdir(), 'refine-'))
let before: Awaited<ReturnType<typeof matched>>
beforeAll(async () => {
  before = await matched('before', {})
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const people = madeUpPeople({ seed: 7, people: 400 })
const familyOf = new Map(people.map(({ id, family }) => [id, family]))

async function matched(
  run: string,
  asked: { readonly decided?: string; readonly refine?: boolean; readonly model?: FrozenModel },
) {
  const file = join(folder, 'people.csv')
  writeFileSync(file, `${linesOf(people).join('\n')}\n`)
  const report = await runMatch({ files: [file], out: join(folder, run), ...asked })
  const pairs = readFileSync(join(folder, run, 'pairs.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const weights = new Map(pairs.map((line) => line.split(',')).map(([a, b, , weight]) => [`${a},${b}`, Number(weight)]))
  return { report, weights, model: parseModel(readFileSync(join(folder, run, 'model.json'), 'utf8'), 'model.json') }
}

function isAlike(pair: string): boolean {
  const [a = '', b = ''] = pair.split(',')
  return familyOf.get(a) !== familyOf.get(b)
}

/** An officer says of every pair with another surname that they are two, and of the rest that they are one. */
function decidedFile(pairs: Iterable<string>, more: readonly string[] = []): string {
  const file = join(folder, 'decided.csv')
  const lines = [...pairs].map((pair) => `${pair},${isAlike(pair) ? 'different' : 'same'}`)
  writeFileSync(file, `${['id_a,id_b,decision', ...lines, ...more].join('\n')}\n`)
  return file
}

test('what was decided moves the weights, is told in the model, and holds when the model is used again', async () => {
  // Of a pair that was decided both ways, and of one that was never compared, nothing is learnt.
  const [both = ''] = [...before.weights.keys()].filter((pair) => !isAlike(pair))
  const decided = decidedFile(before.weights.keys(), [`${both},different`, 'p1a,p2a,different'])
  const after = await matched('after', { model: before.model, decided, refine: true })
  const { refined } = after.report.model
  const different = [...before.weights.keys()].filter(isAlike).length
  expect(refined).toMatchObject({ outcome: 'used', same: before.weights.size - different - 1, different })
  const moved = (pair: string): number => (after.weights.get(pair) ?? -99) - (before.weights.get(pair) ?? 0)
  for (const pair of before.weights.keys()) if (isAlike(pair)) expect(moved(pair)).toBeLessThan(-2)
  const again = await matched('again', { model: after.model })
  expect(again.weights).toEqual(after.weights)
  await expect(matched('twice', { model: after.model, decided, refine: true })).rejects.toThrow('matching/refined-before')
})

test('decisions that nobody asked to learn from bind the clusters and leave the weights', async () => {
  const after = await matched('bound', { model: before.model, decided: decidedFile(before.weights.keys()) })
  expect([after.weights, after.report.model.refined]).toEqual([before.weights, undefined])
  expect(after.report.clusters).toBeGreaterThan(before.report.clusters)
})

test('of too few decisions nothing is learnt', async () => {
  const few = [...before.weights.keys()].filter(isAlike).slice(0, 9)
  const { report } = await matched('few', { model: before.model, decided: decidedFile(few), refine: true })
  expect(report.model.refined).toMatchObject({ outcome: 'too-few', same: 0, different: 9 })
})
