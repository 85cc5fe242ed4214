import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openRun } from '../scope.ts'
import { fits, patternOf, replaceAll, splitBy } from './pattern.ts'

const run = (): ReturnType<typeof openRun> => openRun({ nanos: 0n, zone: { offset: 0 } })

function matches(text: string, pattern: string, flags = ''): boolean | undefined | 'no pattern' {
  const ready = patternOf(pattern, flags)
  return ready === undefined ? 'no pattern' : fits(text, ready, run())
}
function replaced(text: string, pattern: string, by: string, flags = ''): string | undefined {
  const ready = patternOf(pattern, flags)
  return ready === undefined ? 'no pattern' : replaceAll(text, ready, { by, run: run() })
}

describe('patterns of XPath', () => {
  test.each([
    ['P-0042', '^[A-Z]-\\d{4}$', '', true],
    ['P-042', '^[A-Z]-\\d{4}$', '', false],
    ['xay', '[a-z-[aeiou]]{2}', '', false],
    ['xyz', '[a-z-[aeiou]]{2}', '', true],
    ['ñ', '^\\w$', '', true],
    ['·', '^\\w$', '', false],
    ['٣', '^\\d$', '', true],
    ['a\u00A0b', 'a\\sb', '', false],
    ['abab', '^(ab)\\1$', '', true],
    ['abba', '^(ab)\\1$', '', false],
    ['ABab', '^(ab)\\1$', 'i', true],
    ['a\nb', 'a.b', '', false],
    ['a\nb', 'a.b', 's', true],
    ['a\nb', '^b$', '', false],
    ['a\nb', '^b$', 'm', true],
    ['ab', 'a b', 'x', true],
    ['a.b', 'a.b', 'q', true],
    ['axb', 'a.b', 'q', false],
    ['Año', '^\\p{Lu}\\p{Ll}+$', '', true],
    ['😀', '^.$', '', true],
    ['b', '(a*)*b', '', true],
    ['aXbX', '^(?:(a|b)X)+$', '', true],
    ['', '^(a?)*$', '', true],
    ['aaa', '^a{2,3}?$', '', true],
    ['aaaa', '^a{2,3}$', '', false],
    ['x]', '[\\]]', '', true],
    ['-', '[a-]', '', true],
  ])('%j, %s, flags "%s": %s', (text, pattern, flags, expected) => {
    expect(matches(text, pattern, flags)).toBe(expected)
  })

  test.each([
    '(',
    ')',
    '[',
    'a**',
    '*a',
    'a{3,1}',
    '\\q',
    '\\1(a)',
    '(?=a)',
    'a{99999}{99999}',
    '[z-a]',
    '\\',
    '((a){1000}){1000}',
  ])('%s is no pattern', (pattern) => {
    expect(matches('a', pattern)).toBe('no pattern')
  })

  test.each([
    ['abracadabra', 'a.*?a', '*', '*c*bra'],
    ['0123456789', '(\\d{3})(\\d{3})(\\d{4})', '($1) $2-$3', '(012) 345-6789'],
    ['abcd', '(ab)|(a)', '[1=$1][2=$2]', '[1=ab][2=]cd'],
    ['price', 'i', '\\$', 'pr$ce'],
    ['abc', 'b', '$12', 'a2c'],
  ])('replace(%j, %s, %j) is %j', (text, pattern, by, expected) => {
    expect(replaced(text, pattern, by)).toBe(expected)
  })

  test('what fits nothing at all replaces nothing and splits nothing', () => {
    expect(replaced('abc', 'x*', '-')).toBeUndefined()
    const ready = patternOf('', '')
    expect(ready === undefined ? '' : splitBy('abc', ready, run())).toBeUndefined()
  })

  test.each(['(a+)+$', '^(a|a)*$', '(a|aa)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a*)*b'])(
    '%s on forty thousand letters is told in linear time',
    (pattern) => {
      const counted = run()
      const ready = patternOf(pattern, '')
      const before = counted.left.steps
      expect(ready === undefined ? true : fits(`${'a'.repeat(40_000)}!`, ready, counted)).toBe(false)
      expect(before - counted.left.steps).toBeLessThan(400_000)
    },
  )

  test('a pattern that looks back has no such bound: it stops when the steps are used up', () => {
    const counted = run()
    const ready = patternOf('^(a+)+\\1b$', '')
    expect(ready === undefined ? true : fits('a'.repeat(60), ready, counted)).toBeUndefined()
    expect(counted.problems[0]?.message).toBe('this takes too long')
  })

  test('agrees with the engine of JavaScript wherever both read the pattern alike', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '(a)', '(?:b|ab)', '(a|b)', '[^a]')
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '?', '*', '+', '*?', '+?', '??', '{2}', '{1,2}'))
      .map((parts) => parts.join(''))
    const pattern = fc
      .array(fc.oneof(piece, fc.constantFrom('^', '$', '|')), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''))
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(pattern, text, (source, given) => {
        const ready = patternOf(source, '')
        if (ready === undefined) return
        expect(fits(given, ready, run())).toBe(new RegExp(source, 'u').test(given))
        if (fits('', ready, run()) === false)
          expect(replaceAll(given, ready, { by: '<$0>', run: run() })).toBe(given.replace(new RegExp(source, 'gu'), '<$&>'))
      }),
      { numRuns: 4000, seed: 20_261_126 },
    )
  })
})
