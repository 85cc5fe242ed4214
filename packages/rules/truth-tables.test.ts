import { expect, test } from 'vitest'
import type { FactState, FactValue } from '@convive/facts'
import { aCatalogue, aView, declined, feel, known, none, unknown } from './testing/builders.ts'

/**
 * T yes, F no, U unknown, D declined, N none, X invalid. A declined fact comes out as unknown (`?`), so results are T, F, ? and X.
 * A yes-or-no fact that is none has no truth: as an operand it is invalid.
 */
const catalogue = aCatalogue({ a: 'boolean', b: 'boolean', m: 'number', n: 'number', zero: 'number', list: ['codes', 'x', 'y'] })

type Sign = 'T' | 'F' | 'U' | 'D' | 'N' | 'X'
const signs: readonly Sign[] = ['T', 'F', 'U', 'D', 'N', 'X']

/** The fact's state for a sign, and the text that stands for the operand: an invalid one is a division by zero. */
function operand(sign: Sign, name: string): { readonly text: string; readonly state: FactState } {
  const states: Readonly<Record<Sign, FactState>> = {
    T: known(true),
    F: known(false),
    U: unknown,
    D: declined,
    N: none,
    X: unknown,
  }
  return { text: sign === 'X' ? '(1 / zero > 0)' : name, state: states[sign] }
}

function outcome(text: string, facts: Readonly<Record<string, FactState | FactValue>>): string {
  const found = feel(text, catalogue).evaluate(aView('2024-09-01', { zero: 0, ...facts }))
  if (found.kind === 'unknown') return '?'
  if (found.kind === 'invalid') return 'X'
  return found.value === true ? 'T' : 'F'
}

/** Rows are the left operand, columns the right one, both in the order T F U D N X. */
function table(operator: string): readonly string[] {
  return signs.map((left) =>
    signs
      .map((right) => {
        const [a, b] = [operand(left, 'a'), operand(right, 'b')]
        return outcome(`${a.text} ${operator} ${b.text}`, { a: a.state, b: b.state })
      })
      .join(' '),
  )
}

test('and', () => {
  expect(table('and')).toEqual([
    /* T */ 'T F ? ? X X',
    /* F */ 'F F F F F F',
    /* U */ '? F ? ? ? ?',
    /* D */ '? F ? ? ? ?',
    /* N */ 'X F ? ? X X',
    /* X */ 'X F ? ? X X',
  ])
})

test('or', () => {
  expect(table('or')).toEqual([
    /* T */ 'T T T T T T',
    /* F */ 'T F ? ? X X',
    /* U */ 'T ? ? ? ? ?',
    /* D */ 'T ? ? ? ? ?',
    /* N */ 'T X ? ? X X',
    /* X */ 'T X ? ? X X',
  ])
})

test('not', () => {
  const row = signs.map((sign) => {
    const a = operand(sign, 'a')
    return outcome(`not(${a.text})`, { a: a.state })
  })
  expect(row.join(' ')).toBe('F T ? ? X X')
})

test('equality of truths: none is the same as none only', () => {
  expect(table('=')).toEqual([
    /* T */ 'T F ? ? F X',
    /* F */ 'F T ? ? F X',
    /* U */ '? ? ? ? ? X',
    /* D */ '? ? ? ? ? X',
    /* N */ 'F F ? ? T X',
    /* X */ 'X X X X X X',
  ])
})

test('the condition of an if, with every pair of branches', () => {
  const row = (then: Sign, otherwise: Sign): string =>
    signs
      .map((sign) => {
        const [a, t, o] = [
          operand(sign, 'a'),
          operand(then, then === 'T' ? 'true' : 'false'),
          operand(otherwise, otherwise === 'T' ? 'true' : 'false'),
        ]
        return outcome(`if ${a.text} then ${t.text} else ${o.text}`, { a: a.state })
      })
      .join(' ')
  // condition:           T F U D N X
  expect(row('T', 'T')).toBe('T T T T X X')
  expect(row('T', 'F')).toBe('T F ? ? X X')
  expect(row('F', 'T')).toBe('F T ? ? X X')
  expect(row('F', 'F')).toBe('F F F F X X')
  expect(row('T', 'X')).toBe('T X ? ? X X')
  expect(row('X', 'F')).toBe('X F ? ? X X')
})

const numbers: Readonly<Record<string, FactState>> = {
  1: known(1),
  2: known(2),
  U: unknown,
  D: declined,
  N: none,
  X: known('not a number'),
}

function numberTable(operator: string): readonly string[] {
  const order = ['1', '2', 'U', 'D', 'N', 'X']
  return order.map((left) =>
    order.map((right) => outcome(`m ${operator} n`, { m: numbers[left] ?? none, n: numbers[right] ?? none })).join(' '),
  )
}

test('order of numbers: against none it is invalid, never yes', () => {
  expect(numberTable('<')).toEqual([
    /* 1 */ 'F T ? ? X X',
    /* 2 */ 'F F ? ? X X',
    /* U */ '? ? ? ? X X',
    /* D */ '? ? ? ? X X',
    /* N */ 'X X X X X X',
    /* X */ 'X X X X X X',
  ])
  expect(numberTable('<=')).toEqual([
    /* 1 */ 'T T ? ? X X',
    /* 2 */ 'F T ? ? X X',
    /* U */ '? ? ? ? X X',
    /* D */ '? ? ? ? X X',
    /* N */ 'X X X X X X',
    /* X */ 'X X X X X X',
  ])
  expect(numberTable('>')).toEqual([
    /* 1 */ 'F F ? ? X X',
    /* 2 */ 'T F ? ? X X',
    /* U */ '? ? ? ? X X',
    /* D */ '? ? ? ? X X',
    /* N */ 'X X X X X X',
    /* X */ 'X X X X X X',
  ])
  expect(numberTable('>=')).toEqual([
    /* 1 */ 'T F ? ? X X',
    /* 2 */ 'T T ? ? X X',
    /* U */ '? ? ? ? X X',
    /* D */ '? ? ? ? X X',
    /* N */ 'X X X X X X',
    /* X */ 'X X X X X X',
  ])
})

test('equality of numbers', () => {
  expect(numberTable('=')).toEqual([
    /* 1 */ 'T F ? ? F X',
    /* 2 */ 'F T ? ? F X',
    /* U */ '? ? ? ? ? X',
    /* D */ '? ? ? ? ? X',
    /* N */ 'F F ? ? T X',
    /* X */ 'X X X X X X',
  ])
  expect(numberTable('!=')).toEqual([
    /* 1 */ 'F T ? ? T X',
    /* 2 */ 'T F ? ? T X',
    /* U */ '? ? ? ? ? X',
    /* D */ '? ? ? ? ? X',
    /* N */ 'T T ? ? F X',
    /* X */ 'X X X X X X',
  ])
})

test('= null asks for none', () => {
  const row = (text: string): string =>
    ['1', 'U', 'D', 'N', 'X'].map((sign) => outcome(text, { m: numbers[sign] ?? none })).join(' ')
  expect(row('m = null')).toBe('F ? ? T X')
  expect(row('m != null')).toBe('T ? ? F X')
})

/** Two elements whose condition comes out as the two signs. */
function quantified(which: string): readonly string[] {
  return signs.map((left) =>
    signs
      .map((right) => {
        const [a, b] = [operand(left, 'a'), operand(right, 'b')]
        const text = `${which} e in ["x", "y"] satisfies if e = "x" then ${a.text} else ${b.text}`
        return outcome(text, { a: a.state, b: b.state })
      })
      .join(' '),
  )
}

test('some over two elements is their or, every is their and', () => {
  expect(quantified('some')).toEqual(table('or'))
  expect(quantified('every')).toEqual(table('and'))
})

test('some and every over a list that is empty, unknown, declined, none or invalid', () => {
  const lists: readonly (FactState | FactValue)[] = [[], unknown, declined, none, 'no list']
  const row = (text: string): string => lists.map((list) => outcome(text, { list })).join(' ')
  // the list is:                                                  empty U D N X
  expect(row('some e in list satisfies e = "x"')).toBe('F ? ? F X')
  expect(row('every e in list satisfies e = "x"')).toBe('T ? ? X X')
  expect(row('some e in list satisfies e != "x" and e != "y"')).toBe('F F F F X')
  expect(row('every e in list satisfies e = "x" or e = "y"')).toBe('T ? ? X X')
})
