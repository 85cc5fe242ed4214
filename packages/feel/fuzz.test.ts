import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  builtInFunctions,
  builtInNames,
  builtInParts,
  evaluate,
  namesIn,
  noTypes,
  openRun,
  readFeel,
  readUnaryTests,
  scopeWithin,
  textOf,
} from './index.ts'
import { noon } from './testing/expressions.ts'

const names = { scope: builtInNames, parts: builtInParts }
const settings = { numRuns: 3000, seed: 20_261_126 }
const scope = scopeWithin(undefined, builtInFunctions)

/** Reads and, where it can be read, works out. Whatever comes, nothing is thrown, places lie in the text, and steps are bounded. */
function survives(feel: string): void {
  const tests = readUnaryTests(feel, names)
  if (!tests.ok) expect(tests.fault.line).toBeGreaterThan(0)
  const read = readFeel(feel, names)
  if (!read.ok) {
    expect(read.fault.message).not.toBe('')
    return
  }
  expect(read.value.from).toBeGreaterThanOrEqual(0)
  expect(read.value.to).toBeLessThanOrEqual(feel.length)
  for (const { name, from, to } of namesIn(read.value))
    expect(feel.slice(from, to).replaceAll(/\s/gu, '')).toContain(name.replaceAll(/\s/gu, ''))
  const run = openRun(noon)
  run.left.steps = 20_000
  const value = evaluate(read.value, { scope, types: noTypes, run, evaluate, source: { text: feel } })
  expect(textOf(value)).toBeTypeOf('string')
}

const functionNames = [...builtInFunctions.keys()]
const words = [
  functionNames.map((name) => `${name}(`),
  '( ) [ ] { } , : . .. + - * ** / < <= > >= = != " @" -> ? // /* */'.split(' '),
  'if then else for in return some every satisfies function external and or between instance of not null true false partial item'.split(
    ' ',
  ),
  'list< context< range< function< number string 0 1 -1 1.5e10 1e6000 "abc" "(a+)+$" @"PT1H" @"P1M" [1..5] (1..5)'.split(' '),
  [
    'date and time',
    'years and months duration',
    'x y',
    '@"2026-11-26"',
    '@"10:00:00@America/Lima"',
    '{a: 1}',
    '[1, 2, 3]',
    '\n',
    ' ',
  ],
].flat()

test('no text of any letters crashes or hangs the reader or the evaluator', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), survives), settings)
})

test('no row of words of the language does', () => {
  const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 25 }).map((parts) => parts.join(' '))
  fc.assert(fc.property(text, survives), settings)
})

/** Expressions that can be read, by the grammar. */
const { expression } = fc.letrec<{ expression: string; list: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      '1',
      '0',
      '2.5',
      '-3',
      '1e40',
      '"ab"',
      '""',
      'null',
      'true',
      '@"2026-02-28"',
      '@"P1M"',
      '@"P1D"',
      '@"23:30:00-03:00"',
      'i',
    ),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or', 'in'),
        tie('expression'),
      )
      .map(([l, sign, r]) => `(${l}) ${sign} (${r})`),
    fc
      .tuple(fc.constantFrom(...functionNames), fc.array(tie('expression'), { maxLength: 4 }))
      .map(([name, given]) => `${name}(${given.join(', ')})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
    fc.tuple(tie('list'), tie('expression')).map(([list, body]) => `for i in ${list} return ${body}`),
    fc
      .tuple(fc.constantFrom('some', 'every'), tie('list'), tie('expression'))
      .map(([kind, list, body]) => `${kind} i in ${list} satisfies ${body}`),
    fc.tuple(tie('list'), tie('expression')).map(([list, by]) => `${list}[${by}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([low, high]) => `[${low}..${high})`),
    fc.tuple(tie('expression'), fc.constantFrom('a', 'year', 'start included', 'days')).map(([of, name]) => `(${of}).${name}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{a: ${a}, b c: ${b}}`),
    tie('list'),
  ),
  list: fc.oneof(
    { maxDepth: 3 },
    fc.constant('1..3'),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  ),
}))

test('no expression of the grammar does, however its values fit', () => {
  fc.assert(fc.property(expression, survives), settings)
})

test('no expression that was changed at random does', () => {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(3), put: fc.constantFrom('', ...words) })
  const changed = fc.tuple(expression, fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((now, { at, cut, put }) => {
      const place = Math.floor(at * now.length)
      return now.slice(0, place) + put + now.slice(place + cut)
    }, text),
  )
  fc.assert(fc.property(changed, survives), settings)
})

test('what an expression comes to is the same every time', () => {
  const once = (feel: string): string => {
    const read = readFeel(feel, names)
    if (!read.ok) return read.fault.code
    const run = openRun(noon)
    run.left.steps = 20_000
    const value = evaluate(read.value, { scope, types: noTypes, run, evaluate })
    return `${textOf(value)} ${run.problems.length}`
  }
  fc.assert(
    fc.property(expression, (feel) => {
      expect(once(feel)).toBe(once(feel))
    }),
    { numRuns: 500, seed: 7 },
  )
})
