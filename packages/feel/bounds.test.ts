import { describe, expect, test } from 'vitest'
import { builtInNames, builtInParts, readFeel } from './index.ts'
import { says, worked } from './testing/expressions.ts'

const names = { scope: builtInNames, parts: builtInParts }

function faultOf(feel: string): unknown {
  const read = readFeel(feel, names)
  return read.ok ? 'read' : read.fault
}

const nested = (open: string, inside: string, close: string): string => open.repeat(10_000) + inside + close.repeat(10_000)

describe('text that is refused', () => {
  test.each([
    ['round brackets', nested('(', '1', ')')],
    ['lists', nested('[', '1', ']')],
    ['contexts', nested('{a:', '1', '}')],
    ['calls', nested('not(', 'true', ')')],
    ['filters', nested('x[', '1', ']')],
    ['minus signs', nested('-', '1', '')],
    ['conditions', nested('if a then b else ', '1', '')],
    ['loops', nested('for i in ', '1', ' return i')],
    ['variables of a loop', `for ${'i in a,'.repeat(9000)} i in a return i`],
    ['functions', nested('function() ', '1', '').slice(0, 65_000)],
    ['types', `1 instance of ${nested('list<', 'number', '>').slice(0, 60_000)}`],
  ])('%s nested ten thousand deep', (_name, feel) => {
    expect(faultOf(feel)).toMatchObject({ code: expect.stringMatching(/^feel\/too-(deep|long)$/) })
    expect(faultOf(feel.slice(0, 60_000))).toMatchObject({ code: expect.stringMatching(/^feel\/(too-deep|syntax)$/) })
  })

  test.each([
    ['a hundred kilobytes', `"${'a'.repeat(100_000)}"`, 'feel/too-long'],
    ['a number of a million digits', '1'.repeat(1_000_000), 'feel/too-long'],
    ['a number of sixty thousand digits', '1'.repeat(60_000), 'feel/number-too-long'],
    ['a number beyond all numbers', '1e999999', 'feel/bad-literal'],
    ['a chain of two thousand sums', `1${' + 1'.repeat(2000)}`, 'feel/too-deep'],
    ['a chain of two thousand paths', `a${'.b'.repeat(2000)}`, 'feel/too-deep'],
    ['a text without an end', '1 + "abc', 'feel/syntax'],
    ['nothing', '', 'feel/syntax'],
  ])('%s', (_name, feel, code) => {
    expect(faultOf(feel)).toMatchObject({ code })
  })

  test('the fault names the line, the column and the word', () => {
    expect(faultOf('if a\n  then b\n  otherwise c')).toEqual({
      code: 'feel/syntax',
      message: '"else" is expected',
      line: 3,
      column: 3,
      word: 'otherwise',
    })
  })
})

describe('work that would have no end', () => {
  test.each([
    ['a loop over a thousand million', 'count(for i in 1..1000000000 return i)', 'this takes too long'],
    ['loops within loops', 'for a in 1..1000, b in 1..1000, c in 1..1000 return 1', 'this takes too long'],
    ['a list that doubles', 'for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])', 'too large'],
    ['a text that doubles', 'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]', 'has no value'],
    [
      'a value that holds itself twice, sixty times',
      'string(for i in 1..60 return if i = 1 then 1 else [partial[-1], partial[-1]])',
      'too large',
    ],
    ['a value nested ten thousand deep', 'for i in 1..10000 return if i = 1 then [1] else [[partial[-1]]]', 'nested too deep'],
    ['a range of ranges', 'for i in 1..10000 return if i = 1 then (=1) else (=partial[-1])', 'too large'],
    [
      'a text joined out of long texts',
      'string join(for i in 1..10000 return string join(for j in 1..1000 return "0123456789"))',
      'too',
    ],
    [
      'comparing long lists again and again',
      '{l: for i in 1..20000 return i, r: for i in 1..20000 return l = l}',
      'takes too long',
    ],
    ['comparing each with each', 'distinct values(for i in 1..3000 return {a: i})', 'distinct values has no result'],
    ['a function that calls itself', '{f: function(n) f(n + 1), r: f(1)}', 'calls are nested too deep'],
    ['a pattern that tries everything', 'matches(string join(for i in 1..60 return "a"), "^(a+)+\\\\1b$")', 'too long'],
  ])('%s says so', (_name, feel, says) => {
    const { problems } = worked(feel)
    expect(problems.map(({ message }) => message).join('; ')).toContain(says)
  })

  test('a value from outside that is too deep is not walked through', () => {
    let deep: readonly unknown[] = []
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep]
    const given: unknown = deep
    expect(Array.isArray(given) && says('string(x)', { x: given })).toContain('nested too deep')
  })

  test('what is counted twice is paid twice: the steps left bound the time', () => {
    expect(says('count(for i in 1..100000 return i)')).toBe('100000')
    expect(worked('count(for i in 1..100000 return i)', {}, 1000).problems[0]?.message).toBe('this takes too long')
  })
})

describe('values that are none', () => {
  test.each([
    ['@"2026-02-30"', 'null: this is no date, time or duration'],
    ['@"2026-13-01"', 'null: this is no date, time or duration'],
    ['@"25:00:00"', 'null: this is no date, time or duration'],
    ['@"12:00:00@Nowhere/Town"', 'null: this is no date, time or duration'],
    ['@"P1Y2D"', 'null: this is no date, time or duration'],
    ['date("2023-02-29")', 'null: date has no result for these arguments'],
    ['date(2023, 2, 29)', 'null: date has no result for these arguments'],
    ['time(24, 0, 0)', 'null: time has no result for these arguments'],
    ['date and time("2026-11-26T10:00:00+19:00")', 'null: date and time has no result for these arguments'],
    ['duration("1 day")', 'null: duration has no result for these arguments'],
    ['{a: 1, a: 2}', 'null: the key a stands twice'],
    ['{a: 1, "a": 2}', 'null: the key a stands twice'],
    ['1 / 0', 'null: number / number has no value'],
    ['10 ** 7000', 'null: number ** number has no value'],
    ['exp(100000)', 'null: exp has no result for these arguments'],
    ['brith', 'null: unknown name: brith'],
  ])('%s is %s', (feel, expected) => {
    expect(says(feel)).toBe(expected)
  })

  test('the problem tells where, with the word at fault', () => {
    expect(worked('1 +\n  brith').problems).toEqual([
      { message: 'unknown name: brith', at: 6, line: 2, column: 3, word: 'brith' },
      { message: 'number + null has no value', at: 0, line: 1, column: 1, word: '1' },
    ])
  })
})
