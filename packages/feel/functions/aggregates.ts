import { calculate } from '../arithmetic.ts'
import { compare } from '../compare.ts'
import { finite, isNumber, numberOf, type FeelNumber } from '../number.ts'
import { type FunctionValue, type ListValue, type Value } from '../value.ts'
import { defineVariadic, membersIn } from './define.ts'

function ofMembers(name: string, work: (members: ListValue) => Value | undefined): FunctionValue {
  return defineVariadic(name, 'list', (given) => {
    const members = membersIn(given)
    return members === undefined ? undefined : work(members)
  })
}

function ofNumbers(name: string, work: (numbers: readonly FeelNumber[]) => Value | undefined): FunctionValue {
  return ofMembers(name, (members) => (members.every(isNumber) ? work(members) : undefined))
}

/** The first that no other is beyond; all must have an order among them. */
function furthest(members: ListValue, beyond: (order: number) => boolean): Value | undefined {
  if (members.length === 0) return null
  let best = members[0] ?? null
  if (compare(best, best) === undefined) return undefined
  for (const member of members.slice(1)) {
    const order = compare(member, best)
    if (order === undefined) return undefined
    if (beyond(order)) best = member
  }
  return best
}

function total(members: ListValue): Value | undefined {
  return members.length === 0
    ? null
    : members.slice(1).reduce<Value | undefined>((sum, one) => calculate('+', sum ?? null, one), summand(members[0]))
}

function summand(value: Value | undefined): Value | undefined {
  return typeof value === 'string' || value === null ? undefined : value
}

function ascending(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  return numbers.toSorted((left, right) => left.comparedTo(right))
}

/** Kleene's logic over a list: one that absorbs decides, else one that is no truth value leaves it open. */
function quantified(name: string, absorbing: boolean): FunctionValue {
  return ofMembers(name, (members) => {
    if (members.includes(absorbing)) return absorbing
    if (members.every((member) => typeof member === 'boolean')) return !absorbing
    return members.every((member) => member === null || typeof member === 'boolean') ? null : undefined
  })
}

function mode(numbers: readonly FeelNumber[]): ListValue {
  const counts = new Map<string, { readonly number: FeelNumber; count: number }>()
  for (const number of numbers) {
    const known = counts.get(number.toString())
    if (known === undefined) counts.set(number.toString(), { number, count: 1 })
    else known.count += 1
  }
  const most = [...counts.values()].reduce((highest, { count }) => Math.max(highest, count), 0)
  return ascending([...counts.values()].filter(({ count }) => count === most).map(({ number }) => number))
}

function sumOf(numbers: readonly FeelNumber[]): FeelNumber {
  return numbers.reduce((sum, number) => sum.plus(number), numberOf(0))
}

export const aggregateFunctions: readonly FunctionValue[] = [
  ofMembers('min', (members) => furthest(members, (order) => order < 0)),
  ofMembers('max', (members) => furthest(members, (order) => order > 0)),
  ofMembers('sum', total),
  ofMembers('mean', (members) => {
    const sum = total(members)
    return members.length === 0 || sum === undefined ? undefined : calculate('/', sum, numberOf(members.length))
  }),
  quantified('all', false),
  quantified('any', true),
  ofNumbers('product', (numbers) =>
    numbers.length === 0 ? null : finite(numbers.reduce((result, number) => result.times(number), numberOf(1))),
  ),
  ofNumbers('median', (numbers) => {
    if (numbers.length === 0) return null
    const [sorted, middle] = [ascending(numbers), numbers.length >> 1]
    const [low, high] = [sorted[middle - 1], sorted[middle]]
    return numbers.length % 2 === 1 ? high : low === undefined || high === undefined ? undefined : low.plus(high).div(2)
  }),
  ofNumbers('stddev', (numbers) => {
    if (numbers.length < 2) return undefined
    const mean = sumOf(numbers).div(numbers.length)
    return sumOf(numbers.map((number) => number.minus(mean).pow(2)))
      .div(numbers.length - 1)
      .sqrt()
  }),
  ofNumbers('mode', (numbers) => (numbers.length === 0 ? [] : mode(numbers))),
]
