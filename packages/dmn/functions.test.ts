import { describe, expect, test } from 'vitest'
import { answer, outcomeOf, shown } from './testing/models.ts'

const decided = (logic: string): string => shown(outcomeOf(logic))

/** Each left side is worked out by hand and must equal the right side. */
describe('built-in functions', () => {
  test.each([
    ['substring("registro", 3)', 'gistro'],
    ['substring("registro", -2, 1)', 'r'],
    ['string length("ñandú")', '5'],
    ['upper case("año")', 'AÑO'],
    ['substring before("P-0042", "-")', 'P'],
    ['substring after("P-0042", "-")', '0042'],
    ['contains("Villa Serena", "Serena")', 'true'],
    ['starts with("Villa", "V")', 'true'],
    ['matches("YS-123", "^[A-Z]{2}-[0-9]+$")', 'true'],
    ['replace("2026/11/26", "/", "-")', '2026-11-26'],
    ['split("a;b;;c", ";")', '["a", "b", "", "c"]'],
    ['string join(["a", "b"], ", ")', 'a, b'],
    ['list contains([1, null], null)', 'true'],
    ['count([1, [2, 3], null])', '3'],
    ['min([3, 1, 2])', '1'],
    ['max("a", "c", "b")', 'c'],
    ['sum([0.1, 0.2])', '0.3'],
    ['mean([1, 2, 6])', '3'],
    ['median([8, 2, 5, 3])', '4'],
    ['mode([6, 3, 9, 6, 3])', '[3, 6]'],
    ['product([2, 3, 4])', '24'],
    ['all([true, false, true])', 'false'],
    ['any([false, true])', 'true'],
    ['sublist([1, 2, 3, 4], -2)', '[3, 4]'],
    ['append([1], 2, 3)', '[1, 2, 3]'],
    ['insert before([1, 3], 2, 2)', '[1, 2, 3]'],
    ['remove([1, 2, 3], 2)', '[1, 3]'],
    ['index of([5, 7, 5], 5)', '[1, 3]'],
    ['union([1, 2], [2, 3])', '[1, 2, 3]'],
    ['flatten([[1, [2]], [3]])', '[1, 2, 3]'],
    ['sort([3, 1, 2], function(x, y) x < y)', '[1, 2, 3]'],
    ['decimal(2.345, 2)', '2.34'],
    ['decimal(2.355, 2)', '2.36'],
    ['floor(-1.5)', '-2'],
    ['ceiling(-1.5)', '-1'],
    ['round half up(-2.5, 0)', '-3'],
    ['round half down(2.5, 0)', '2'],
    ['modulo(-7, 3)', '2'],
    ['abs(-4)', '4'],
    ['sqrt(2) * sqrt(2) > 1.9999999999999999', 'true'],
    ['even(4) and odd(5)', 'true'],
    ['get value({a: 1}, "a")', '1'],
    ['string(years and months duration(date("2000-02-29"), date("2026-02-28")))', 'P25Y11M'],
    ['string(date("2024-02-29") + duration("P1Y"))', '2025-02-28'],
    ['string(date("2026-03-31") - duration("P1M"))', '2026-02-28'],
    ['date("2026-01-01") - date("2025-01-01") = duration("P365D")', 'true'],
    ['day of week(date("2026-11-26"))', 'Thursday'],
    ['day of year(date("2024-12-31"))', '366'],
    ['overlaps([1..5], [5..9])', 'true'],
    ['before([1..5), [5..9])', 'true'],
  ])('%s is %s', (feel, expected) => {
    expect(answer(feel)).toBe(expected)
  })
})

describe('expressions', () => {
  test.each([
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', '[1, 1, 2, 6, 24]'],
    ['for a in [1, 2], b in [10, 20] return a + b', '[11, 21, 12, 22]'],
    ['some a in [1, 2, 3] satisfies a > 2', 'true'],
    ['every a in [1, 2, 3] satisfies a > 2', 'false'],
    ['[1, 2, 3, 4][item > 2]', '[3, 4]'],
    ['[{n: 1, s: "F"}, {n: 2, s: "M"}][s = "M"].n', '[2]'],
    ['{a: 1, b: a + 1}.b', '2'],
    ['{double of: function(n) n * 2, r: double of(4)}.r', '8'],
    ['if null then 1 else 2', '2'],
    ['true or null', 'true'],
    ['false and null', 'false'],
    ['5 in (> 3, < 1)', 'true'],
    ['5 in [1..5)', 'false'],
    ['2 ** 10', '1024'],
    ['"a" instance of string', 'true'],
    ['[1, 2] instance of list<number>', 'true'],
  ])('%s is %s', (feel, expected) => {
    expect(answer(feel)).toBe(expected)
  })

  test.each(['1 + "a"', 'date("2026-02-30")', 'modulo(1, 0)', 'substring("a", 0)'])('%s is null, and says why', (feel) => {
    expect(answer(feel)).toMatch(/^null: ./)
  })
})

describe('a decision table', () => {
  const table = (policy: string): string => {
    const rows = ['>= 18', '>= 60', '< 18'].map((cell, at) => {
      const output = ['"a"', '"b"', '"c"'][at] ?? ''
      return `<rule><inputEntry><text><![CDATA[${cell}]]></text></inputEntry><outputEntry><text>${output}</text></outputEntry></rule>`
    })
    return decided(`<decisionTable ${policy}><input><inputExpression><text>65</text></inputExpression></input>
      <output><outputValues><text>"b", "a", "c"</text></outputValues></output>${rows.join('')}</decisionTable>`)
  }
  test.each([
    ['hitPolicy="FIRST"', 'a'],
    ['hitPolicy="PRIORITY"', 'b'],
    ['hitPolicy="RULE ORDER"', '["a", "b"]'],
    ['hitPolicy="OUTPUT ORDER"', '["b", "a"]'],
    ['hitPolicy="COLLECT"', '["a", "b"]'],
    ['hitPolicy="COLLECT" aggregation="COUNT"', '2'],
  ])('%s', (policy, expected) => {
    expect(table(policy)).toBe(expected)
  })
  test('two rows that apply under UNIQUE, or differ under ANY, are null, and say so', () => {
    expect(table('hitPolicy="UNIQUE"')).toMatch(/^null: ./)
    expect(table('hitPolicy="ANY"')).toMatch(/^null: ./)
  })
})
