import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileExpression, type ValueType } from './index.ts'
import { aCatalogue, aView, declined, known, none } from './testing/builders.ts'

const catalogue = aCatalogue({
  a: 'date',
  b: ['date', { always: ['a <= b'] }],
  n: 'number',
  flag: 'boolean',
  code: ['code', 'x', 'y'],
  set: ['codes', 'x', 'y'],
  word: 'text',
  age: ['number', { derive: 'years and months duration(a, today).years' }],
  wage: ['number', { dated: [{ from: '2024-01-01', value: 700 }] }],
  limit: [
    'number',
    {
      cases: [
        { is: '1', rank: 0 },
        { is: '2', when: 'flag', rank: 1 },
      ],
    },
  ],
  stays: ['records', { fields: [...aCatalogue({ starts: 'date', ends: 'date', days: 'number', away: 'boolean' }).values()] }],
})

const pieces = [
  'a',
  'b',
  'n',
  'flag',
  'code',
  'set',
  'word',
  'age',
  'wage',
  'limit',
  'stays',
  'today',
  's',
  's.days',
  'item',
  '?',
  'null',
  'true',
  '1',
  '0.1',
  '1e400',
  '"x"',
  '"\\u00e9"',
  '"',
  'date("2024-02-30")',
  '@"P1M"',
  'duration("P1Y2M")',
  '2024-01-01',
  '🌊',
  'ן',
  '\u202E',
  'and',
  'or',
  'not(',
  'if',
  'then',
  'else',
  'some',
  'every',
  'for',
  's in stays',
  'satisfies',
  'return',
  'in',
  'between',
  'instance of',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '**',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '..',
  ',',
  '.',
  ':',
  '.year',
  '.days',
  'sum(',
  'min(',
  'max(',
  'count(',
  'abs(',
  'wage(',
  'now()',
  'list contains(',
  'days covered(',
  'longest gap(',
  'function(',
]
const rows = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((row) => row.join(' '))
const valid = fc.constantFrom(
  'some s in stays[away] satisfies s.days > 3 and s.starts <= b',
  'days covered(stays, a, today) > 3 or sum(stays.days) < wage(a)',
  'if flag then a + duration("P18Y") <= today else code in ("x", "y")',
  'n between 1 and limit and every e in set satisfies e != code',
)
/** A text with a word put in the place of another, or a few letters cut out. */
const mutated = fc
  .tuple(valid, fc.nat(20), fc.oneof(fc.constant(undefined), fc.constantFrom(...pieces)), fc.nat(2))
  .map(([text, at, piece, length]) => {
    if (piece === undefined) return text.slice(0, at * 3) + text.slice(at * 3 + length)
    return text
      .split(' ')
      .with(at % text.split(' ').length, piece)
      .join(' ')
  })
const types: readonly ValueType[] = ['boolean', 'number', 'date', 'text']

test('no text throws or hangs: it is compiled, or refused with a place inside it', () => {
  const view = aView('2024-09-01', { a: '2001', n: declined, flag: none, set: ['x'], word: known('') })
  let compiled = 0
  fc.assert(
    fc.property(
      fc.oneof(rows, mutated, fc.string({ unit: 'binary', maxLength: 60 })),
      fc.constantFrom(...types),
      (feel, expects) => {
        const found = compileExpression({ feel, catalogue, expects })
        if (found.ok) {
          compiled += 1
          expect(['value', 'unknown', 'invalid']).toContain(found.value.evaluate(view).kind)
          return
        }
        expect(found.faults.length).toBeGreaterThan(0)
        for (const { line, column, message } of found.faults) {
          expect(message).not.toBe('')
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(feel.split('\n').length)
          expect(column).toBeGreaterThanOrEqual(1)
        }
      },
    ),
    { seed: 19, numRuns: 6000 },
  )
  expect(compiled).toBeGreaterThan(100)
})

test.each([
  ['a text of ten megabytes', 'flag and '.repeat(1_200_000)],
  ['brackets ten thousand deep', `${'('.repeat(10_000)}flag${')'.repeat(10_000)}`],
  ['not ten thousand deep', `${'not('.repeat(10_000)}flag${')'.repeat(10_000)}`],
  ['a number of a million digits', `n = ${'9'.repeat(1_000_000)}`],
  ['a list without an end', `code in (${'"x", '.repeat(200_000)}`],
])('%s is refused', (_name, feel) => {
  expect(compileExpression({ feel, catalogue, expects: 'boolean' }).ok).toBe(false)
})

test.each(['toString', 'constructor(1)', '__proto__ = 1', 'stays.toString', 'hasOwnProperty(flag)'])(
  '%s is no name here, although every object has it',
  (feel) => {
    const found = compileExpression({ feel, catalogue, expects: 'boolean' })
    expect(found.ok ? '' : found.faults[0]?.code).toMatch(/unknown-fact|not-supported/u)
  },
)

test('a long row of conditions is read, as long as it is bounded', () => {
  const feel = Array.from({ length: 400 }, (_, at) => `n != ${at}`).join(' and ')
  const found = compileExpression({ feel, catalogue, expects: 'boolean' })
  expect(found.ok && found.value.evaluate(aView('2024-09-01', { n: -1 }))).toEqual({ kind: 'value', value: true })
})
