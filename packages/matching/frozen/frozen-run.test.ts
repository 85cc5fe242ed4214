import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMatch } from '../batch/run-match.ts'
import { linesOf, madeUpPeople, peopleColumns } from '../testing/table-of-people.ts'
import type { FrozenModel } from './frozen-model.ts'
import { parseModel } from './parse-model.ts'
import { digestOfValues } from './value-digest.ts'

const folder = mkdtempSync(join(tmpdir(), 'frozen-'))
const people = madeUpPeople({ seed: 7, people: 400 })
let model: FrozenModel
let before = { pairs: '', clusters: '' }

beforeAll(async () => {
  await matched('before', linesOf(people))
  before = { pairs: read('before', 'pairs.csv'), clusters: read('before', 'clusters.csv') }
  model = parseModel(read('before', 'model.json'), 'model.json')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(run: string, name: string): string {
  return readFileSync(join(folder, run, name), 'utf8')
}

async function matched(run: string, lines: readonly string[], of?: FrozenModel) {
  const file = join(folder, `${run}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return runMatch({ files: [file], out: join(folder, run), model: of, day: '2026-05-03' })
}

test('a model that is used again gives the same pairs and clusters of the same people, in whatever order rows and columns stand', async () => {
  expect(before.pairs.split('\n').length).toBeGreaterThan(100)
  await matched('again', linesOf(people), model)
  expect([read('again', 'pairs.csv'), read('again', 'clusters.csv')]).toEqual([before.pairs, before.clusters])
  await matched('turned', linesOf(people.toReversed(), peopleColumns.toReversed()), model)
  expect([read('turned', 'pairs.csv'), read('turned', 'clusters.csv')]).toEqual([before.pairs, before.clusters])
  expect(read('again', 'model.json')).toBe(read('before', 'model.json'))
})

test('two records alone weigh what they weighed among all', async () => {
  const [, pair = ''] = before.pairs.split('\n')
  const two = people.filter(({ id }) => pair.split(',').slice(0, 2).includes(id))
  expect(two.length).toBe(2)
  await matched('two', linesOf(two), model)
  expect(read('two', 'pairs.csv').split('\n')[1]).toBe(pair)
})

test('a model says how it was made, and nothing of a value that fewer than ten records bear', () => {
  expect(model.learntFrom).toEqual({ files: expect.stringMatching(/^[0-9a-f]{64}$/), day: '2026-05-03', engine: '0.1.0' })
  const told = new Set(model.frozen.terms.flatMap(({ bits }) => Object.keys(bits)))
  const bearers = Map.groupBy(people, ({ family }) => family.toLowerCase())
  const [often, seldom] = [[...bearers].filter(([, own]) => own.length >= 10), [...bearers].filter(([, own]) => own.length < 10)]
  expect([often.length > 0, seldom.length > 0]).toEqual([true, true])
  for (const [name] of often) expect(told.has(digestOfValues([name]))).toBe(true)
  for (const [name] of seldom) expect(told.has(digestOfValues([name]))).toBe(false)
  for (const { document } of people) expect(told.has(digestOfValues([document.toLowerCase()]))).toBe(false)
})

test('a file without a column of the model is refused with what to do', async () => {
  const lacking = peopleColumns.filter((one) => one !== 'surname')
  await expect(matched('lacking', linesOf(people, lacking), model)).rejects.toThrow(
    /matching\/model-columns .*"lacking":"surname"/,
  )
})

test.each([
  ['{', 'matching/model-broken'],
  [{ version: 3 }, 'matching/model-version'],
  [{ frozen: undefined }, 'matching/model-version'],
  [{ sounds: 1 }, 'matching/model-version'],
  [{ keys: [{ columns: ['f1_x); drop table rec; --'], fields: [1], pairs: 1 }] }, 'matching/model-broken'],
  [{ kind: 'date' }, 'matching/model-version'],
  [{ share: 'x' }, 'matching/model-broken {"file":"m.json","place":"share"}'],
])('a model with %j is refused: %s', (other, expected) => {
  const { frozen } = model
  const written = typeof other === 'string' ? other : JSON.stringify(altered(other))
  expect(() => parseModel(written, 'm.json')).toThrow(expected)
  function altered({ sounds, keys, kind, ...top }: Record<string, unknown>): unknown {
    const columns = kind === undefined ? frozen.columns : frozen.columns.map((one) => ({ ...one, kind }))
    return { ...model, frozen: { ...frozen, columns, sounds: sounds ?? frozen.sounds, keys: keys ?? frozen.keys }, ...top }
  }
})
