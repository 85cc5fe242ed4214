import { describe, expect, test } from 'vitest'
import { outcomeOf, shown, text } from './testing/models.ts'

type Column = { readonly name?: string; readonly values?: string; readonly typeRef?: string; readonly otherwise?: string }
type Rule = readonly [string, ...string[]]

function table(policy: string, columns: readonly Column[], rules: readonly Rule[], given = '65', allowed = ''): string {
  const outputs = columns.map(
    ({ name = '', values, typeRef, otherwise }) => `<output name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}>
      ${values === undefined ? '' : `<outputValues>${text(values)}</outputValues>`}
      ${otherwise === undefined ? '' : `<defaultOutputEntry>${text(otherwise)}</defaultOutputEntry>`}</output>`,
  )
  const rows = rules.map(([cell, ...results]) => {
    const entries = results.map((result) => `<outputEntry>${text(result)}</outputEntry>`)
    return `<rule><inputEntry>${text(cell)}</inputEntry>${entries.join('')}</rule>`
  })
  const values = allowed === '' ? '' : `<inputValues>${text(allowed)}</inputValues>`
  return shown(
    outcomeOf(
      `<decisionTable ${policy}><input><inputExpression>${text(given)}</inputExpression>${values}</input>${outputs.join('')}${rows.join('')}</decisionTable>`,
    ),
  )
}

const ages: readonly Rule[] = [
  ['>= 18', '3'],
  ['>= 60', '1'],
  ['< 18', '9'],
]

describe('collecting', () => {
  test.each([
    ['', '[3, 1]'],
    ['aggregation="SUM"', '4'],
    ['aggregation="MIN"', '1'],
    ['aggregation="MAX"', '3'],
    ['aggregation="COUNT"', '2'],
    ['aggregation="MEDIAN"', 'null: unknown aggregation MEDIAN'],
  ])('%s', (aggregation, expected) => {
    expect(table(`hitPolicy="COLLECT" ${aggregation}`, [{}], ages)).toBe(expected)
  })
  test('of several outputs makes contexts', () => {
    expect(table('hitPolicy="COLLECT"', [{ name: 'a' }, { name: 'b c' }], [['-', '1', '2']])).toBe('[{a: 1, b c: 2}]')
  })
})

describe('ranks', () => {
  const rules: readonly Rule[] = [
    ['-', '"low"', '"slow"'],
    ['-', '"high"', '"slow"'],
    ['-', '"high"', '"fast"'],
    ['-', '"unlisted"', '"fast"'],
  ]
  const columns = [
    { name: 'a', values: '"high", "low"' },
    { name: 'b', values: '"fast", "slow"' },
  ]
  test('the first output before the second; what is not listed comes last', () => {
    expect(table('hitPolicy="OUTPUT ORDER"', columns, rules)).toBe(
      '[{a: "high", b: "fast"}, {a: "high", b: "slow"}, {a: "low", b: "slow"}, {a: "unlisted", b: "fast"}]',
    )
    expect(table('hitPolicy="PRIORITY"', columns, rules)).toBe('{a: "high", b: "fast"}')
  })
})

describe('one answer', () => {
  test('ANY is content with rules that agree', () => {
    expect(
      table(
        'hitPolicy="ANY"',
        [{}],
        [
          ['> 1', '"x"'],
          ['> 2', '"x"'],
        ],
      ),
    ).toBe('x')
    expect(
      table(
        'hitPolicy="ANY"',
        [{}],
        [
          ['> 1', '"x"'],
          ['> 2', '"y"'],
        ],
      ),
    ).toMatch(/^null: rules that match/)
  })
  test('UNIQUE is the policy of a table that names none', () => {
    expect(table('', [{}], ages)).toBe('null: more than one rule of a unique table matches')
    expect(table('', [{}], ages, '20')).toBe('3')
  })
  test('an unknown policy says so', () => {
    expect(table('hitPolicy="BEST"', [{}], ages)).toBe('null: unknown hit policy BEST')
  })
  test('no rule: null without a problem, or what the column says', () => {
    expect(table('', [{}], [['> 100', '1']])).toBe('null')
    expect(table('', [{ otherwise: '7' }], [['> 100', '1']])).toBe('7')
    expect(table('', [{ name: 'a', otherwise: '7' }, { name: 'b' }], [['> 100', '1', '2']])).toBe('{a: 7, b: null}')
  })
  test('a result is held to the type of its column', () => {
    expect(table('', [{ typeRef: 'number' }], [['-', '"x"']])).toBe('null: the value is not of the type number')
  })
})

describe('cells', () => {
  test.each([
    ['[60..70]', 'yes'],
    ['(65..70]', 'no'],
    ['1, 2, 65', 'yes'],
    ['not(1, 2, 65)', 'no'],
    ['not(1)', 'yes'],
    ['? > 60 and ? < 70', 'yes'],
    ['null', 'no'],
    ['-', 'yes'],
    ['"65"', 'no'],
  ])('%s for 65: %s', (cell, expected) => {
    expect(
      table(
        'hitPolicy="FIRST"',
        [{}],
        [
          [cell, '"yes"'],
          ['-', '"no"'],
        ],
      ).replace(/:.*/, ''),
    ).toBe(expected)
  })
  test('a value that the input does not allow gives null, and says so', () => {
    expect(table('', [{}], ages, '20', '[0..17]')).toBe('null: an input has a value that is not allowed')
  })
  test('a cell that cannot be read holds for nothing, and says so', () => {
    expect(table('', [{}], [['> > 1', '1']])).toContain('this cannot begin an expression')
  })
})
