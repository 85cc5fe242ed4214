import type { Expression } from '@convive/feel'
import { faulty, notSupported, type Reading } from './reading.ts'
import type { Syntax } from './syntax.ts'

type Call = Expression & { readonly kind: 'call' }
type Inner = (one: Expression) => Syntax

/** Functions that rules may call, with their arguments' names in order; `…` may be given any number of. */
const calls: ReadonlyMap<string, readonly string[]> = new Map([
  ['not', ['negand']],
  ['list contains', ['list', 'element']],
  ['count', ['list']],
  ['years and months duration', ['from', 'to']],
  ['sum', ['list']],
  ['min', ['list', '…']],
  ['max', ['list', '…']],
  ['abs', ['n']],
  ['floor', ['n']],
  ['ceiling', ['n']],
  ['days covered', ['periods', 'from', 'to']],
  ['longest gap', ['periods', 'from', 'to']],
])

/** A function call. The clock is refused by name: `today` is an input, so that every answer can be given again. */
export function callOf(read: Call, reading: Reading, inner: Inner): Syntax {
  const { callee, given, from: at } = read
  const name = callee.kind === 'name' ? callee.name : ''
  if (name === 'now' || name === 'today') {
    const message = `${name}() reads the clock; write today, which is an input`
    return faulty(read, reading, { code: 'rules/clock', message })
  }
  if (name === 'date' || name === 'duration') return literalOf(name, read, reading)
  const expected = calls.get(name)
  if (expected === undefined) {
    // A dated parameter, as it stood on a day.
    const [day] = given
    if (callee.kind !== 'name' || day === undefined || given.length > 1 || day.name !== undefined)
      return notSupported(read, reading)
    return { kind: 'call', name, given: [inner(day.value)], at }
  }
  const values = argumentsOf(read, expected)
  if (values === undefined)
    return faulty(read, reading, { code: 'rules/syntax', message: `${name} takes: ${expected.join(', ')}` })
  return { kind: 'call', name, given: values.map(inner), at }
}

function argumentsOf({ given }: Call, expected: readonly string[]): readonly Expression[] | undefined {
  const many = expected.at(-1) === '…'
  if (given.every((one) => one.name === undefined)) {
    const fits = many ? given.length > 0 : given.length === expected.length
    return fits ? given.map((one) => one.value) : undefined
  }
  const values = expected.flatMap((name) => given.filter((one) => one.name === name).map((one) => one.value))
  return values.length === given.length && values.length === expected.length ? values : undefined
}

/** `date("…")`, `duration("…")` of a literal text, and `date(2026, 5, 3)` of literal numbers. */
function literalOf(name: 'date' | 'duration', read: Call, reading: Reading): Syntax {
  const values = read.given.map((one) => one.value)
  const [first] = values
  if (values.length === 1 && first?.kind === 'string') return { kind: name, text: first.value, at: read.from }
  const numbers = values.flatMap((one) => (one.kind === 'number' ? [one.value.toNumber()] : []))
  if (name !== 'date' || numbers.length !== 3 || values.length !== 3) return notSupported(read, reading)
  const [year, month, day] = numbers.map((one, index) => String(one).padStart(index === 0 ? 4 : 2, '0'))
  return { kind: 'date', text: `${year}-${month}-${day}`, at: read.from }
}
