import { chanceOf } from '@convive/kernel'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FrozenModel, Terms } from '../frozen/frozen-model.ts'
import { parseModel } from '../frozen/parse-model.ts'
import { digestOfValues } from '../frozen/value-digest.ts'
import { prepareModel } from '../incremental/prepare-model.ts'
import { recordOf, type Cells } from '../incremental/record-of.ts'
import { weighRecords } from '../incremental/weigh-records.ts'
import { cellsOf, madeUpPeople } from '../testing/table-of-people.ts'
import { runMatch } from './run-match.ts'

const folder = mkdtempSync(join(tmpdir(), 'terms-'))
const columns = ['id', 'given_name', 'surname', 'birth_date', 'document', 'phone', 'nationality', 'area']
/** One in eight is of an origin where every other one has one of two surnames, and names of its own; families of one name live in one area. */
const people = peopleOfTwoOrigins()
let model: FrozenModel

beforeAll(async () => {
  model = await learnt('two', people)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function peopleOfTwoOrigins(): readonly (readonly [string, Cells])[] {
  const chance = chanceOf(3)
  const firsts = new Map<string, Cells>()
  return madeUpPeople({ seed: 5, people: 3600 }).map((one): readonly [string, Cells] => {
    const person = one.id.slice(0, -1)
    const isChinese = Number(person.slice(1)) % 8 === 1
    const family = chance() < 0.5 ? (chance() < 0.5 ? 'Wang' : 'Li') : one.family
    const made = isChinese
      ? { nationality: 'CHN', surname: family, given_name: chance() < 0.4 ? 'Xiaoming' : 'Jing' }
      : { nationality: 'VEN' }
    const cells = { ...cellsOf(one), ...made, ...(isChinese ? firsts.get(person) : {}) }
    const { surname, given_name } = cells
    firsts.set(person, { surname, given_name })
    // Families stay together.
    return [one.id, { ...cells, area: (isChinese ? one.family : surname).slice(0, 2) }]
  })
}

async function learnt(name: string, of: readonly (readonly [string, Cells])[]): Promise<FrozenModel> {
  const lines = of.map(([, cells]) => columns.map((column) => cells[column] ?? '').join(','))
  writeFileSync(join(folder, `${name}.csv`), `${[columns.join(','), ...lines].join('\n')}\n`)
  await runMatch({ files: [join(folder, `${name}.csv`)], out: join(folder, name) })
  return parseModel(readFileSync(join(folder, name, 'model.json'), 'utf8'), 'model.json')
}

function termsOf(of: FrozenModel, column: string): Terms | undefined {
  const at = of.frozen.columns.find((field) => field.column === column)?.at ?? ''
  return of.frozen.terms.find((one) => one.column.startsWith(`${at}_`))
}

test('names are counted within the origin that tells most about them, and nothing else is', () => {
  const by = model.frozen.columns.find(({ column }) => column === 'nationality')?.at
  expect([termsOf(model, 'given_name'), termsOf(model, 'surname')].map((one) => one?.within?.by)).toEqual([`${by}_x`, `${by}_x`])
  expect([termsOf(model, 'birth_date'), termsOf(model, 'area')].map((one) => one?.within)).toEqual([undefined, undefined])
  const family = termsOf(model, 'surname')
  const among = family?.bits[digestOfValues(['wang'])] ?? 0
  const within = family?.within?.bits[digestOfValues(['chn', 'wang'])] ?? 0
  // Two bits for one in eight: that both are called so says so much less between people of that origin.
  expect(among - within).toBeCloseTo(3, 0)
})

test('a pair weighs in the batch what it weighs alone, whether both are of one origin or not', () => {
  const prepared = prepareModel(model)
  const records = new Map(people.map(([id, cells]) => [id, recordOf(prepared, id, cells)]))
  const [, ...lines] = readFileSync(join(folder, 'two/pairs.csv'), 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.split(','))
  const weights = rows.map(([a = '', b = '', , weight]) => {
    const [l, r] = [records.get(a), records.get(b)]
    const own = l === undefined || r === undefined ? undefined : weighRecords(prepared, l, r)
    return [Number(weight), Number((own ?? 0).toFixed(4))]
  })
  expect(weights.length).toBeGreaterThan(500)
  for (const [batch = 0, alone = 1] of weights) expect(alone).toBeCloseTo(batch, 3)
})

test('between people of two origins, or where one is not told, a name is as frequent as among all', () => {
  const among = model.frozen.terms.map((one) => ({ ...one, within: undefined }))
  const [, cells = {}] = people.find(([, one]) => one['surname'] === 'Wang') ?? []
  const weightsOf = (origin: string): readonly number[] =>
    [model, { ...model, frozen: { ...model.frozen, terms: among } }].map((one) => {
      const prepared = prepareModel(one)
      const other = recordOf(prepared, 'b', { ...cells, nationality: origin })
      return weighRecords(prepared, recordOf(prepared, 'a', cells), other) ?? 0
    })
  const [within = 0, without = 0] = weightsOf('CHN')
  expect(within).toBeLessThan(without - 1.5)
  for (const origin of ['VEN', '']) expect(weightsOf(origin)[0]).toBe(weightsOf(origin)[1])
})

test('in a file of few records of each origin nothing is told by origin', async () => {
  const few = await learnt('few', people.slice(0, 250))
  expect(few.frozen.terms.map(({ within }) => within)).toEqual(few.frozen.terms.map(() => undefined))
})
