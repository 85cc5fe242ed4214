import { builtInNames, builtInParts, namesWithin, readFeel, textOf, type Expression } from '@convive/feel'
import { writeXPath } from '../xpath/write-xpath.ts'
import type { Sign, XPath } from '../xpath/xpath.ts'
import type { Around } from './around.ts'
import { callToXPath } from './call-to-xpath.ts'
import { daysBetween, daysLater, guarded, yearsBetween } from './periods.ts'
import { callOf, chain, joined, type Inner } from './xpath-parts.ts'

/** FEEL as an expression of an XLSForm; nothing where ODK has no equivalent. */
export function toXPath(feel: string, around: Around, as: 'condition' | 'value' = 'condition'): string | undefined {
  const found = xpathOf(feel, around, as)
  if (found === undefined) return undefined
  return writeXPath(as === 'value' ? guarded(found) : found)
}

/** A bare yes-or-no question is, as a condition, the answer yes. */
export function xpathOf(feel: string, around: Around, as: 'condition' | 'value'): XPath | undefined {
  const known = [...around.names.keys(), ...(around.columns ?? []), 'today']
  const read = readFeel(feel, { scope: namesWithin(builtInNames, known), parts: builtInParts })
  if (!read.ok) return undefined
  return as === 'condition' ? truth(read.value, around) : translated(read.value, around)
}

function translated(of: Expression, around: Around): XPath | undefined {
  const inner: Inner = (one) => translated(one, around)
  switch (of.kind) {
    case 'null':
      return { kind: 'text', value: '' }
    case 'boolean':
      return { kind: 'call', name: String(of.value), given: [] }
    case 'number':
      return { kind: 'number', text: textOf(of.value) }
    case 'string':
      return { kind: 'text', value: of.value }
    case 'name':
      return nameToXPath(of.name, around)
    case 'and':
    case 'or':
      return chain(
        of.kind,
        of.items.map((one) => truth(one, around)),
      )
    case 'comparison':
      return compared(of.sign, of, around)
    case 'between': {
      const [value, low, high] = [inner(of.value), inner(of.low), inner(of.high)]
      return chain('and', [joined('>=', value, low), joined('<=', value, high)])
    }
    case 'in':
      return chain(
        'or',
        of.tests.map((test) => among(of.value, test, around)),
      )
    case 'arithmetic':
      return arithmetic(of, inner)
    case 'minus': {
      const value = inner(of.of)
      return value === undefined ? undefined : { kind: 'minus', of: value }
    }
    case 'if': {
      const parts = [truth(of.condition, around), inner(of.then), inner(of.otherwise)]
      return callOf('if', parts)
    }
    case 'path':
      return pathToXPath(of, inner)
    case 'some':
    case 'every':
      return of.kind === 'some' ? anyOf(of, around) : undefined
    case 'call':
      return callToXPath(of, around, { inner, truth: (one) => truth(one, around) })
    case 'context':
    case 'filter':
    case 'for':
    case 'function':
    case 'instance of':
    case 'list':
    case 'open range':
    case 'range':
    case 'temporal':
      return undefined
  }
}

function nameToXPath(name: string, { names, columns, self }: Around): XPath | undefined {
  if (name === 'today') return { kind: 'call', name: 'today', given: [] }
  if (name === self) return { kind: 'self' }
  if (names.has(name)) return { kind: 'question', name }
  return columns?.has(name) === true ? { kind: 'column', name } : undefined
}

/** A yes-or-no question as a condition. */
function truth(of: Expression, around: Around): XPath | undefined {
  const value = translated(of, around)
  return isYesNo(of, around) ? joined('=', value, { kind: 'text', value: 'yes' }) : value
}

function isYesNo(of: Expression, { names }: Around): boolean {
  return of.kind === 'name' && names.get(of.name) === 'yes-no'
}

type Sides = { readonly left: Expression; readonly right: Expression }

function compared(sign: Sign, { left, right }: Sides, around: Around): XPath | undefined {
  const side = (one: Expression, other: Expression): XPath | undefined =>
    one.kind === 'boolean' && isYesNo(other, around) ? { kind: 'text', value: one.value ? 'yes' : 'no' } : translated(one, around)
  return joined(sign, side(left, right), side(right, left))
}

/** One test of `x in (…)`. */
function among(value: Expression, test: Expression, around: Around): XPath | undefined {
  const left = translated(value, around)
  if (test.kind === 'string' || test.kind === 'number' || test.kind === 'boolean' || test.kind === 'null')
    return compared('=', { left: value, right: test }, around)
  if (test.kind === 'open range') return joined(test.sign, left, translated(test.than, around))
  if (test.kind !== 'range') return undefined
  const low = joined(test.lowIncluded ? '>=' : '>', left, translated(test.low, around))
  return chain('and', [low, joined(test.highIncluded ? '<=' : '<', left, translated(test.high, around))])
}

/** `some t in ties satisfies t in ("work", "family")`: any of them was chosen. */
function anyOf(of: Expression & { kind: 'some' | 'every' }, { names, self }: Around): XPath | undefined {
  const [first, ...more] = of.iterations
  const { body } = of
  if (first === undefined || more.length > 0 || first.over.kind !== 'name' || names.get(first.over.name) !== 'many')
    return undefined
  const tests = body.kind === 'in' ? body.tests : body.kind === 'comparison' && body.sign === '=' ? [body.right] : []
  const subject = body.kind === 'in' ? body.value : body.kind === 'comparison' ? body.left : undefined
  if (subject?.kind !== 'name' || subject.name !== first.name || tests.length === 0) return undefined
  const list: XPath = first.over.name === self ? { kind: 'self' } : { kind: 'question', name: first.over.name }
  return chain(
    'or',
    tests.map((test) => (test.kind === 'string' ? callOf('selected', [list, { kind: 'text', value: test.value }]) : undefined)),
  )
}

/** `years and months duration(a, b).years` and `(b - a).days`. */
function pathToXPath({ of, name }: Expression & { kind: 'path' }, inner: Inner): XPath | undefined {
  if (name === 'years' && of.kind === 'call' && of.callee.kind === 'name' && of.callee.name === 'years and months duration') {
    const [from, to] = of.given.map(({ value }) => inner(value))
    return from === undefined || to === undefined ? undefined : yearsBetween(from, to)
  }
  if (name !== 'days' || of.kind !== 'arithmetic' || of.sign !== '-') return undefined
  const [to, from] = [inner(of.left), inner(of.right)]
  return from === undefined || to === undefined ? undefined : daysBetween(from, to)
}

function arithmetic({ sign, left, right }: Expression & { kind: 'arithmetic' }, inner: Inner): XPath | undefined {
  const period =
    right.kind === 'call' && right.callee.kind === 'name' && right.callee.name === 'duration' ? right.given[0]?.value : undefined
  const first = inner(left)
  if (period?.kind === 'string') {
    const days = /^P(\d+)D$/u.exec(period.value)?.[1]
    return first === undefined || days === undefined || (sign !== '+' && sign !== '-') ? undefined : daysLater(first, days, sign)
  }
  if (sign === '**') return callOf('pow', [first, inner(right)])
  return joined(sign === '/' ? 'div' : sign, first, inner(right))
}
