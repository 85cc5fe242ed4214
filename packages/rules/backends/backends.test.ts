import { expect, test } from 'vitest'
import type { FactState, FactValue } from '@convive/facts'
import { dateOf, dayOf } from '../day.ts'
import { aCatalogue, aRuleset, aView, feel, type Sketch } from '../testing/builders.ts'
import { closuresFor } from './closures.ts'
import { columnsFor, emptyColumns, setRow } from './columns.ts'
import { generatedFor } from './generate.ts'
import { layoutOf } from './layout.ts'
import { truthOf } from './masks.ts'
import { packRow } from './pack.ts'
import { treeOfRuleset } from './ruleset-tree.ts'

type Facts = Readonly<Record<string, FactValue | FactState>>

/** What the three backends on rows say, or the codes of their faults. */
function say(text: string, sketch: Sketch, facts: Facts = {}, today = '2024-02-29'): readonly string[] {
  const tree = treeOfRuleset(aRuleset(aCatalogue(sketch), { one: text }))
  const [layout, view] = [layoutOf([tree]), aView(today, facts)]
  const packed = packRow(layout, view)
  if (!packed.ok) return [packed.fault.code]
  const day = dayOf(view.today)
  const rows = [closuresFor(tree, layout, day), generatedFor(tree, layout, day)].map((run) =>
    run.ok ? truthOf(run.value(packed.row)) : (run.faults[0]?.code ?? ''),
  )
  const columns = columnsFor(tree, layout, day)
  if (!columns.ok) return [...rows, columns.faults[0]?.code ?? '']
  const table = emptyColumns(layout, 2)
  setRow(table, 1, packed.row)
  const outcomes = new Uint8Array(2)
  columns.value(table, outcomes, { from: 1, to: 2 })
  return [...rows, truthOf(outcomes[1] ?? 0)]
}

const all = (word: string): readonly string[] => [word, word, word]

test('a tenth and two tenths are three tenths', () => {
  expect(say('0.1 + 0.2 = 0.3', {})).toEqual(all('yes'))
  const sketch: Sketch = { income: ['number', { decimals: 2, min: 0, max: 1e6 }] }
  expect(say('income + 0.1 = 0.3', sketch, { income: 0.2 })).toEqual(all('yes'))
  expect(say('income * 1.1 <= 1.21', sketch, { income: 1.1 })).toEqual(all('yes'))
  expect(say('706.55 * 3 = income', sketch, { income: 2119.65 })).toEqual(all('yes'))
})

test('a household on the limit to the cent is not below it', () => {
  const sketch: Sketch = {
    income: ['number', { decimals: 2, min: 0, max: 1e6 }],
    people: ['number', { decimals: 0, min: 1, max: 60 }],
  }
  const text = 'income / people < 706.55'
  expect(say(text, sketch, { income: 2119.65, people: 3 })).toEqual(all('no'))
  expect(say(text, sketch, { income: 2119.64, people: 3 })).toEqual(all('yes'))
  expect(say(text, sketch, { people: 3 })).toEqual(all('unknown'))
})

test('what is on the limit is not before it, for facts compared with each other as well', () => {
  const sketch: Sketch = {
    a: ['number', { decimals: 1, min: -9, max: 9 }],
    b: ['number', { decimals: 1, min: 1, max: 9 }],
    start: 'date',
    end: 'date',
  }
  expect(say('a - b < 1', sketch, { a: 2.5, b: 1.5 })).toEqual(all('no'))
  expect(say('a - b <= 1', sketch, { a: 2.5, b: 1.5 })).toEqual(all('yes'))
  expect(say('a / b < 2', sketch, { a: 3, b: 1.5 })).toEqual(all('no'))
  expect(say('a / (0 - b) < -2', sketch, { a: 3, b: 1.5 })).toEqual(all('no'))
  expect(say('start < end', sketch, { start: '2024-02-29', end: '2024-02-29' })).toEqual(all('no'))
  expect(say('start + duration("P1M") < end', sketch, { start: '2024-01-31', end: '2024-02-29' })).toEqual(all('no'))
  expect(say('end - start < duration("P1D")', sketch, { start: '2024-02-28', end: '2024-02-29' })).toEqual(all('no'))
})

test('a day that is not known is still a day: nothing comes before the first one', () => {
  const sketch: Sketch = { start: 'date', end: 'date' }
  expect(say('start < end', sketch, { end: '0001-01-01' })).toEqual(all('no'))
  expect(say('start < end', sketch, { end: '0001-01-02' })).toEqual(all('unknown'))
  expect(say('start + duration("P10D") <= end', sketch, { end: '0001-01-05' })).toEqual(all('no'))
  expect(say('start + duration("P10D") <= end', sketch, { end: '0001-01-11' })).toEqual(all('unknown'))
  expect(say('end - duration("P10D") <= start', sketch, { end: '0001-01-11' })).toEqual(all('yes'))
  expect(say('start + duration("P1M") <= end', sketch, { end: '0001-01-31' })).toEqual(all('no'))
  expect(say('years and months duration(start, end).years < 1', sketch, { end: '0001-12-31' })).toEqual(all('yes'))
})

test('the day on which a comparison turns is the first, whatever it is', () => {
  const sketch: Sketch = { start: 'date' }
  for (let at = 0; at < 60; at += 1) {
    const [day, next] = [dateOf(8000 + at * 211), dateOf(8001 + at * 211)]
    if (day === undefined || next === undefined) throw new Error('in range')
    expect(say(`start <= date("${day}")`, sketch, { start: day })).toEqual(all('yes'))
    expect(say(`start <= date("${day}")`, sketch, { start: next })).toEqual(all('no'))
  }
})

test('a division by nothing has no meaning, and one by less than nothing turns the order round', () => {
  const sketch: Sketch = {
    a: ['number', { decimals: 0, min: -9, max: 9 }],
    b: ['number', { decimals: 0, min: -9, max: 8 }],
  }
  expect(say('a / b < 2', sketch, { a: 1, b: 8 })).toEqual(all('yes'))
  expect(say('a / b < 2', sketch, { a: 1, b: 0 })).toEqual(all('invalid'))
  expect(say('a / b < 2', sketch, { a: -9, b: -3 })).toEqual(all('no'))
  expect(say('a / b = -3', sketch, { a: 9, b: -3 })).toEqual(all('yes'))
})

test('what whole numbers cannot prove is refused by name, not worked out nearly', () => {
  expect(say('loose + 0.1 = 0.3', { loose: 'number' })).toEqual(all('rules/not-exact'))
  expect(say('loose < 0.3', { loose: 'number' }, { loose: 0.2 })).toEqual(all('yes'))
  const large: Sketch = { large: ['number', { decimals: 2, min: 0, max: 1e13 }] }
  expect(say('large * large > 4', large)).toEqual(all('rules/not-exact'))
  const third: Sketch = { a: ['number', { decimals: 0, min: 0, max: 9 }] }
  expect(say('a / 3 + a / 3 = 2', third)).toEqual(all('rules/not-exact'))
  expect(say('a / 4 + a / 4 = 2', third, { a: 4 })).toEqual(all('yes'))
})

test('a row is refused by name where a fact is known only in part or is not what the catalogue declares', () => {
  const sketch: Sketch = { entry: 'date', people: ['number', { decimals: 0, min: 1, max: 60 }] }
  const text = 'entry <= today or people > 3'
  expect(say(text, sketch, { entry: '2024' })).toEqual(['rules/row-not-packed'])
  expect(say(text, sketch, { people: 2.5 })).toEqual(['rules/row-not-packed'])
  expect(say(text, sketch, { people: 61 })).toEqual(['rules/row-not-packed'])
  expect(say(text, sketch, { people: 60 })).toEqual(all('yes'))
})

test('a child of 29 February is of age on the day that the rounding says', () => {
  const sketch: Sketch = { birth: 'date' }
  const text = 'years and months duration(birth, today).years >= 18'
  expect(say(text, sketch, { birth: '2004-02-29' }, '2022-02-27')).toEqual(all('no'))
  expect(say(text, sketch, { birth: '2004-02-29' }, '2022-02-28')).toEqual(all('yes'))
  expect(say('birth + duration("P18Y") <= today', sketch, { birth: '2004-02-29' }, '2022-02-28')).toEqual(all('yes'))
})

test('a yes-or-no word that nobody said, or that was declined, is never a no', () => {
  const sketch: Sketch = { record: 'boolean' }
  expect(say('not(record)', sketch)).toEqual(all('unknown'))
  expect(say('record', sketch, { record: { state: 'declined' } })).toEqual(all('unknown'))
  expect(say('record', sketch, { record: { state: 'none' } })).toEqual(all('invalid'))
  expect(say('record = null', sketch, { record: { state: 'none' } })).toEqual(all('yes'))
})

test('words of a pack stay data: no text of a rule or a person reaches the generated code', () => {
  const wicked = '`${globalThis.harm = 1}`\'"); globalThis.harm = 1; ("\\u0022'
  const sketch: Sketch = { word: 'text', codes: ['codes', wicked, 'b'] }
  const text = `word = ${JSON.stringify(wicked)} or list contains(codes, ${JSON.stringify(wicked)})`
  expect(say(text, sketch, { word: wicked })).toEqual(all('yes'))
  expect(say(text, sketch, { word: 'x', codes: [wicked] })).toEqual(all('yes'))
  expect(say(text, sketch, { word: 'x', codes: ['b'] })).toEqual(all('no'))
  expect(Object.keys(globalThis)).not.toContain('harm')
})

test('a list of more codes than a number has bits, and one of free texts', () => {
  const many = Array.from({ length: 250 }, (_, n) => `c${n}`)
  const sketch: Sketch = { nations: ['codes', ...many], names: 'codes' }
  const text = 'some n in nations satisfies n in ("c7", "c240")'
  expect(say(text, sketch, { nations: ['c1', 'c240'] })).toEqual(all('yes'))
  expect(say(text, sketch, { nations: ['c1', 'c2'] })).toEqual(all('no'))
  expect(say(text, sketch)).toEqual(all('unknown'))
  expect(say(text, sketch, { nations: { state: 'none' } })).toEqual(all('no'))
  expect(say('every n in names satisfies n != "b"', sketch, { names: ['a', 'zzz'] })).toEqual(all('yes'))
  expect(say('every n in names satisfies n != "b"', sketch, { names: { state: 'none' } })).toEqual(all('invalid'))
})

test('names that only the caller knows, and lists chosen by a condition, are left to the first engine', () => {
  const tree = feel('a or b', aCatalogue({ b: 'boolean' }), { locals: { a: 'boolean' } }).inside.tree
  if (tree.type !== 'boolean') throw new Error('a condition')
  const found = closuresFor(tree, layoutOf([tree]), 0)
  expect(found.ok ? [] : found.faults.map((fault) => fault.code)).toEqual(['rules/not-in-backend'])
  const sketch: Sketch = { b: 'boolean', c: ['codes', 'x'], d: ['codes', 'x'] }
  expect(say('count(if b then c else d) > 0', sketch)).toEqual(all('rules/not-in-backend'))
})

test('a whole ruleset is one condition: its joining expression and its window count', () => {
  const catalogue = aCatalogue({ a: 'boolean', b: 'boolean', c: 'boolean' })
  const ruleset = aRuleset(
    catalogue,
    { one: 'a', two: 'b', three: 'c' },
    { eligibleWhen: 'one and (two or three)', opens: '2024-01-01', closes: '2024-12-31' },
  )
  const tree = treeOfRuleset(ruleset)
  const layout = layoutOf([tree])
  const on = (today: string, facts: Facts): string => {
    const view = aView(today, facts)
    const [run, packed] = [closuresFor(tree, layout, dayOf(view.today)), packRow(layout, view)]
    return run.ok && packed.ok ? truthOf(run.value(packed.row)) : 'refused'
  }
  expect(on('2024-06-01', { a: true, b: false, c: true })).toBe('yes')
  expect(on('2024-06-01', { a: true, b: false })).toBe('unknown')
  expect(on('2024-06-01', { a: false })).toBe('no')
  expect(on('2025-01-01', { a: true, b: true, c: true })).toBe('no')
})
