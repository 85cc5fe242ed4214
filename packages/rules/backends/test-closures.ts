import type { RunAmount } from './amount-closures.ts'
import type { Layout } from './layout.ts'
import { no, yes, type Mask } from './masks.ts'
import type { Row } from './pack.ts'
import type { Amount, Test } from './plan.ts'

type RunTest = (row: Row) => Mask

type Parts = {
  readonly amount: (amount: Amount) => RunAmount
  readonly sets: Layout['sets']
  /** Answers where the test cannot. */
  readonly otherwise: RunTest
}

export function testClosure(test: Test, parts: Parts): RunTest {
  const { otherwise } = parts
  switch (test.kind) {
    case 'order':
      return orderClosure(test, parts)
    case 'equal': {
      const [left, right] = [parts.amount(test.left), parts.amount(test.right)]
      const guard = test.guard === undefined ? undefined : parts.amount(test.guard)
      return (row) => {
        const [a, b] = [left(row), right(row)]
        if (guard !== undefined && guard(row) === 0) return otherwise(row)
        return a === b ? yes : Number.isNaN(a) || Number.isNaN(b) ? otherwise(row) : no
      }
    }
    case 'between': {
      const { column, low, high } = test
      return (row) => {
        const value = row[column] ?? Number.NaN
        return value >= low && value <= high ? yes : Number.isNaN(value) ? otherwise(row) : no
      }
    }
    case 'one-of': {
      const [of, ids] = [parts.amount(test.of), new Set(test.ids)]
      const [inside, outside] = test.outside ? [no, yes] : [yes, no]
      return (row) => {
        const value = of(row)
        return Number.isNaN(value) ? otherwise(row) : ids.has(value) ? inside : outside
      }
    }
    case 'any-bit': {
      const { column, bits } = test
      return (row) => {
        const value = row[column] ?? Number.NaN
        return Number.isNaN(value) ? otherwise(row) : (value & bits) === 0 ? no : yes
      }
    }
    case 'any-text': {
      const { column, outside } = test
      const [ids, { sets }] = [new Set(test.ids), parts]
      return (row) => {
        const set = sets[row[column] ?? -1]
        return set === undefined ? otherwise(row) : set.some((id) => ids.has(id) !== outside) ? yes : no
      }
    }
    case 'holds':
      return holdsClosure(test, parts)
    case 'valued': {
      const of = parts.amount(test.of)
      const guard = test.guard === undefined ? undefined : parts.amount(test.guard)
      return (row) => (Number.isNaN(of(row)) || (guard !== undefined && !(guard(row) !== 0)) ? otherwise(row) : no)
    }
    case 'never':
      return otherwise
  }
}

function orderClosure(test: Extract<Test, { readonly kind: 'order' }>, parts: Parts): RunTest {
  const { otherwise } = parts
  const [left, right] = [parts.amount(test.left), parts.amount(test.right)]
  if (test.guard !== undefined) {
    const [guard, { strict }] = [parts.amount(test.guard), test]
    return (row) => {
      const [sign, a, b] = [guard(row), left(row), right(row)]
      const [x, y] = sign < 0 ? [b, a] : [a, b]
      if (sign === 0 || Number.isNaN(x) || Number.isNaN(y)) return otherwise(row)
      return x < y || (!strict && x === y) ? yes : no
    }
  }
  if (test.strict) {
    return (row) => {
      const [a, b] = [left(row), right(row)]
      return a < b ? yes : a >= b ? no : otherwise(row)
    }
  }
  return (row) => {
    const [a, b] = [left(row), right(row)]
    return a <= b ? yes : a > b ? no : otherwise(row)
  }
}

function holdsClosure(test: Extract<Test, { readonly kind: 'holds' }>, parts: Parts): RunTest {
  const { column } = test
  const [element, { sets, otherwise }] = [parts.amount(test.element), parts]
  if (test.bits === undefined) {
    return (row) => {
      const [set, id] = [sets[row[column] ?? -1], element(row)]
      return set === undefined || Number.isNaN(id) ? otherwise(row) : set.includes(id) ? yes : no
    }
  }
  const bits = new Map(test.bits.map(({ id, bit }) => [id, bit]))
  return (row) => {
    const [set, id] = [row[column] ?? Number.NaN, element(row)]
    if (Number.isNaN(set) || Number.isNaN(id)) return otherwise(row)
    return (set & (bits.get(id) ?? 0)) === 0 ? no : yes
  }
}
