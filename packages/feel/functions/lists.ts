import { equal } from '../compare.ts'
import { callFunction } from '../call-function.ts'
import { pay } from '../environment.ts'
import { isNumber, numberOf } from '../number.ts'
import { textOf } from '../write-value.ts'
import { isFunction, isList, typeName, type FunctionValue, type ListValue, type Run, type Value } from '../value.ts'
import { absent, define, defineVariadic, listIn, wholeIn } from './define.ts'

/** The place in a list, counted from 1 or from the end; as an index from 0. */
function indexIn(list: ListValue, position: number | undefined, beyond = 0): number | undefined {
  if (position === undefined || position === 0) return undefined
  const index = position > 0 ? position - 1 : list.length + position
  return index < 0 || index >= list.length + beyond ? undefined : index
}

/** The first of each value. What is one piece is found by its text; for the rest each comparison is paid for. */
function distinct(values: ListValue, run: Run): ListValue | undefined {
  const [kept, complex, seen]: [Value[], Value[], Set<string>] = [[], [], new Set()]
  for (const value of values) {
    const key = isPlain(value) ? `${typeName(value)} ${textOf(value)}` : undefined
    if (key === undefined ? has(complex, value) : seen.has(key)) continue
    if (key === undefined) complex.push(value)
    else seen.add(key)
    kept.push(value)
    if (!pay(run, complex.length)) return undefined
  }
  return kept
}

function isPlain(value: Value): boolean {
  return value === null || typeof value !== 'object' || isNumber(value)
}

function has(list: ListValue, value: Value): boolean {
  return list.some((one) => equal(one, value) === true)
}

function flat(value: Value): ListValue {
  return isList(value) ? value.flatMap(flat) : [value]
}

function onList(name: string, way: string, work: (list: ListValue) => Value | undefined): FunctionValue {
  return define(name, [way], ([given]) => {
    const list = listIn(given)
    return list === undefined ? undefined : work(list)
  })
}

function joined(given: readonly (Value | undefined)[]): ListValue | undefined {
  const lists = given.map(listIn).filter((list) => list !== undefined)
  return lists.length === given.length ? lists.flat() : undefined
}

function replaced(given: readonly (Value | undefined)[], run: Run): Value | undefined {
  const [first, where = null, item = null] = given
  const list = listIn(first)
  if (list === undefined) return undefined
  if (!isFunction(where)) {
    const index = indexIn(list, wholeIn(where))
    return index === undefined ? undefined : list.with(index, item)
  }
  const answers = list.map((one) => callFunction(where, [{ value: one }, { value: item }], run))
  return answers.every((answer) => typeof answer === 'boolean')
    ? list.map((one, at) => (answers[at] === true ? item : one))
    : undefined
}

/** Sorts by halves, as the function that says what precedes may not be an order at all. */
function sorted(list: ListValue, precedes: (left: Value, right: Value) => boolean): ListValue {
  if (list.length < 2) return list
  const middle = list.length >> 1
  const [left, right] = [sorted(list.slice(0, middle), precedes), sorted(list.slice(middle), precedes)]
  const result: Value[] = []
  let [a, b] = [0, 0]
  while (a < left.length && b < right.length) {
    const [one = null, other = null] = [left[a], right[b]]
    if (precedes(other, one)) {
      result.push(other)
      b += 1
    } else {
      result.push(one)
      a += 1
    }
  }
  return [...result, ...left.slice(a), ...right.slice(b)]
}

/** DMN 1.5, table 76 and 10.3.4.5. */
export const listFunctions: readonly FunctionValue[] = [
  define('list contains', ['list, element'], ([given, element = null]) => {
    const list = listIn(given)
    return list === undefined ? undefined : has(list, element)
  }),
  onList('count', 'list', (list) => numberOf(list.length)),
  define('sublist', ['list, start position, length?'], ([given, position, length]) => {
    const list = listIn(given)
    const index = list === undefined ? undefined : indexIn(list, wholeIn(position))
    const size = wholeIn(length)
    if (list === undefined || index === undefined || (!absent(length) && (size === undefined || size < 1))) return undefined
    if (size !== undefined && index + size > list.length) return undefined
    return list.slice(index, size === undefined ? undefined : index + size)
  }),
  { ...define('append', ['list, item'], ([first, ...items]) => appended(first, items)), variadic: true },
  defineVariadic('concatenate', 'list', joined),
  define('insert before', ['list, position, newItem'], ([given, position, item = null]) => {
    const list = listIn(given)
    const index = list === undefined ? undefined : indexIn(list, wholeIn(position), 1)
    return index === undefined ? undefined : list?.toSpliced(index, 0, item)
  }),
  define('remove', ['list, position'], ([given, position]) => {
    const list = listIn(given)
    const index = list === undefined ? undefined : indexIn(list, wholeIn(position))
    return index === undefined ? undefined : list?.toSpliced(index, 1)
  }),
  define('list replace', ['list, position, newItem', 'list, match, newItem'], replaced),
  onList('reverse', 'list', (list) => list.toReversed()),
  define('index of', ['list, match'], ([given, match = null]) =>
    listIn(given)?.flatMap((item, at) => (equal(item, match) === true ? [numberOf(at + 1)] : [])),
  ),
  defineVariadic('union', 'list', (given, run) => {
    const all = joined(given)
    return all === undefined ? undefined : distinct(all, run)
  }),
  define('distinct values', ['list'], ([given], run) => {
    const list = listIn(given)
    return list === undefined ? undefined : distinct(list, run)
  }),
  onList('flatten', 'list', flat),
  define('sort', ['list, precedes?'], ([given, precedes], run) => {
    const list = listIn(given)
    if (list === undefined || !isFunction(precedes)) return undefined
    return sorted(list, (left, right) => callFunction(precedes, [{ value: left }, { value: right }], run) === true)
  }),
]

function appended(first: Value | undefined, items: readonly (Value | undefined)[]): ListValue | undefined {
  if (first === undefined || first === null) return undefined
  return [...(listIn(first) ?? []), ...items.map((item) => item ?? null)]
}
