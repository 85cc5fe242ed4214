import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../batch/database.ts'
import { levelOf, type Columns } from '../levels/level-of.ts'
import { levelSql } from '../levels/level-to-sql.ts'
import { featuresOf } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'
import { levelNames, personComparisons } from './person-comparisons.ts'
import { personRow } from './person-row.ts'

let store: Store
const folder = mkdtempSync(join(tmpdir(), 'people-'))
beforeAll(async () => {
  store = await openStore({ folder, memory: '500MB', threads: 1 })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

type Draft = Parameters<typeof aSubject>[0]
const levels = (a: Draft, b: Draft): Readonly<Record<string, string | undefined>> => {
  const [left, right] = [a, b].map((draft) => personRow(featuresOf(aSubject(draft))))
  return Object.fromEntries(personComparisons.map((one) => [one.field, levelNames(one)[levelOf(one, left ?? {}, right ?? {})]]))
}

test.each([
  ['Yolanda Carolina', 'Carolina Yolanda', 'all'],
  ['Yolanda', 'Llolanda', 'sound'],
  ['Yusmary', 'Yusmery', 'near'],
  ['Sergio', 'Sfrgio', 'near'],
  ['Karina', 'Karlna', 'near'],
  ['Yuleisy', 'Yulexiy', 'alike'],
  ['Luis', 'Luis Miguel', 'within'],
  ['Luis Miguel', 'Luis Manuel', 'one'],
  ['Yolanda', 'Pedro', 'none'],
  ['Hernández', 'Yolanda', 'none'],
])('%s and %s agree as given names: %s', (a, b, level) => {
  expect(levels({ given: a }, { given: b })['given']).toBe(level)
})

test('names that changed places are told once', () => {
  const swapped = levels({ given: 'Yolanda', family: 'Quiaro' }, { given: 'Quiaro', family: 'Yolanda' })
  expect(swapped).toMatchObject({ given: 'crossed', family: undefined })
})

test.each([
  ['1990-05-03', '1990-05-03', 'day'],
  ['1990-05-03', '1990-03-05', 'swapped'],
  ['1990-05-03', '1990-05-08', 'digit'],
  ['1990-05', '1990-05-03', 'month'],
  ['1990-05-03', '1990-05-27', 'near'],
  ['1990-05-03', '1980-05-03', 'digit'],
  ['1990-05-03', '1988-05-03', 'near'],
  ['1990', '1990-05-03', 'year'],
  ['1990-01-01', '1990-01-01', 'first'],
  ['1990-01-01', '1990-05-03', 'first'],
  ['1991~', '1990-05-03', 'about'],
  ['1991-11-20', '1990-05-03', 'years'],
  ['1984-11-20', '1990-05-03', 'different'],
])('births on %s and %s: %s', (a, b, level) => {
  expect(levels({ birth: a }, { birth: b })['birth']).toBe(level)
})

test('how many years lie between is asked only where births do not agree', () => {
  expect(levels({ birth: '1990-05-03' }, { birth: '1990' })['generation']).toBeUndefined()
  expect(levels({ birth: '1990-05-03' }, { birth: '1984-11-20' })['generation']).toBe('near')
  expect(levels({ birth: '1990-05-03' }, { birth: '1962-11-20' })['generation']).toBe('far')
})

test('a passport never contradicts an identity card', () => {
  const paper = (kind: string, number: string): Draft => ({ documents: [{ kind, country: 'VEN', number }] })
  expect(levels(paper('passport', '084512339'), paper('national_id', '20123456'))['document']).toBeUndefined()
  expect(levels(paper('passport', '084512339'), paper('passport', '20123456'))['document']).toBe('different')
  expect(levels(paper('passport', '084512339'), paper('national_id', '084512339'))['document']).toBe('same')
  expect(levels(paper('passport', '084512339'), paper('passport', '084512399'))['document']).toBe('near')
})

test('each level has a sentence in five languages', () => {
  const texts = readFileSync(join(import.meta.dirname, '../messages/reasons.yaml'), 'utf8')
  // How many years lie between is said of the birth.
  const said = personComparisons.flatMap((one) =>
    one.field === 'generation' ? ['birth.far'] : levelNames(one).map((level) => `${one.field}.${level}`),
  )
  for (const name of said)
    expect(texts).toMatch(new RegExp(`^matching\\.${name}:\\n  es: .+\\n  pt: .+\\n  en: .+\\n  fr: .+\\n  ht: .+\\n`, 'm'))
  const known = [...texts.matchAll(/^matching\.(.+):$/gm)].map(([, name]) => name)
  expect(known.toSorted()).toEqual(said.toSorted())
})

const word = fc.constantFrom('Yolanda', 'Llolanda', 'Yoladna', 'Luis', 'Miguel', 'Manuel', 'Hernández', 'Ernandes', 'Moreno', '')
const names = fc.array(word, { maxLength: 3 }).map((all) => all.join(' '))
const number = fc.constantFrom('084512339', '084512399', '20123456', '20132456', '1')
const draft: fc.Arbitrary<Draft> = fc.record({
  given: names,
  family: names,
  birth: fc.constantFrom(
    '',
    '1990-05-03',
    '1990-03-05',
    '1990-05-08',
    '1990-05',
    '1990',
    '1990-01-01',
    '1989~',
    '1989-05-03',
    '1962-11-20',
  ),
  sex: fc.constantFrom('F', 'M', 'U'),
  documents: fc.array(fc.record({ kind: fc.constantFrom('passport', 'national_id'), country: fc.constant('VEN'), number }), {
    maxLength: 2,
  }),
  phones: fc.array(fc.constantFrom('+595 981 123 456', '0981 123457'), { maxLength: 2 }),
  motherName: names,
  householdNames: fc.array(word, { maxLength: 3 }),
  nationalities: fc.array(fc.constantFrom('VEN', 'COL'), { maxLength: 2 }),
})

const lists = new Set(['g_w', 'g_s', 'f_w', 'f_s', 'documents', 'kinds', 'phones', 'mother', 'household', 'nationalities'])
const numbers = new Set(['g_n', 'f_n', 'b_year'])
function rowSql(row: Columns): string {
  const text = (value: unknown): string => `'${String(value)}'`
  const columns = Object.entries(row).map(([name, value]) => {
    const type = lists.has(name) ? 'varchar[]' : numbers.has(name) ? 'integer' : 'varchar'
    const told = value === null ? 'null' : typeof value === 'object' ? `[${value.map(text).join(', ')}]` : text(value)
    return `${name}: cast(${told} as ${type})`
  })
  return `{${columns.join(', ')}}`
}

test('people are compared in SQL as here', async () => {
  const pairs = fc.sample(fc.tuple(draft, draft), { numRuns: 600, seed: 6 })
  const rows = pairs.map(([l, r], place) => ({
    place,
    l: personRow(featuresOf(aSubject(l))),
    r: personRow(featuresOf(aSubject(r))),
  }))
  const values = rows.map(({ place, l, r }) => `(${place}, ${rowSql(l)}, ${rowSql(r)})`)
  // The pairs are a table first: one plan for all of them, and nothing is worked out while it is made.
  await store.run(`create table pairs as select * from (values ${values.join(', ')}) as p (place, l, r)`)
  const ways = personComparisons.map((one, at) => `${levelSql(one)} as g${at}`)
  const found = await store.rows<Record<string, number>>(`select ${ways.join(', ')} from pairs order by place`)
  const expected = rows.map(({ l, r }) => personComparisons.map((one) => levelOf(one, l, r)))
  const told = found.map((row) => personComparisons.map((_, at) => row[`g${at}`]))
  const apart = pairs.filter((_, place) => JSON.stringify(told[place]) !== JSON.stringify(expected[place]))
  expect(apart, 'pairs that are compared in another way').toEqual([])
  expect(told).toEqual(expected)
  expect(new Set(expected.flatMap((own) => own.map((level, at) => `${at} ${level}`))).size).toBeGreaterThan(40)
})
