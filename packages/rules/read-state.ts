import type { FactDefinition, FactState, FactValue } from '@convive/facts'
import { isPartialDate, rangeOf } from '@convive/kernel'
import { domainOf, valueTypeOf } from './check-name.ts'
import { dayOf, firstDay, lastDay } from './day.ts'
import { exactly, invalid, none, oneText, point, type Possible, type Some, yes, no } from './possible.ts'
import type { ValueType } from './tree.ts'

/** What is to be read: a fact, or a local name that the caller brings. */
export type Readable = {
  readonly id: string
  readonly type: ValueType
  readonly domain: readonly string[] | undefined
  /** How hard the fact is to answer or to prove. */
  readonly cost: number
}

export function readableFact(fact: FactDefinition): Readable {
  const domain = domainOf(fact)
  return { id: fact.id, type: valueTypeOf(fact), domain: domain?.length === 0 ? undefined : domain, cost: fact.cost }
}

/**
 * What a fact can be. Declined is as open as unknown and is named apart. `mayBeNone`: an expression asks whether the fact is
 * none or compares it with a value, so a completion by none has an answer of its own and must be counted.
 */
export function possibleOf(of: Readable, state: FactState | undefined, mayBeNone: boolean): Possible {
  if (state === undefined || state.state === 'unknown') return anything(of, { none: mayBeNone, open: [of.id], declined: [] })
  if (state.state === 'declined') return anything(of, { none: mayBeNone, open: [], declined: [of.id] })
  return state.state === 'none' ? none() : valueOf(of, state.value)
}

function anything(
  of: Readable,
  rest: { readonly none: boolean; readonly open: readonly string[]; readonly declined: readonly string[] },
): Possible {
  return { some: anySome(of), none: rest.none, invalid: undefined, open: rest.open, declined: rest.declined }
}

function anySome({ type, domain }: Readable): Some {
  switch (type) {
    case 'boolean':
      return { kind: 'truth', yes: true, no: true }
    case 'date':
      return { kind: 'span', low: firstDay, high: lastDay }
    case 'number':
    case 'days':
    case 'months':
      return { kind: 'span', low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
    case 'text':
      return { kind: 'texts', among: domain, except: [] }
    case 'list':
      return { kind: 'codes', sure: [], maybe: domain ?? [], more: domain === undefined, except: [] }
  }
}

/** A value of another type or a code outside the list is invalid: it can then neither open nor close a right. */
function valueOf(of: Readable, value: FactValue): Possible {
  const { type, domain } = of
  if (type === 'boolean' && typeof value === 'boolean') return value ? yes : no
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return point(value)
  if (type === 'date' && typeof value === 'string') return dateValue(of.id, value)
  if (type === 'text' && typeof value === 'string')
    return listed(domain, [value]) ? oneText(value) : invalid('rules/code-not-in-catalogue')
  if (type === 'list' && typeof value === 'object') {
    if (!listed(domain, value)) return invalid('rules/code-not-in-catalogue')
    return exactly({ kind: 'codes', sure: [...new Set(value)], maybe: [], more: false, except: [] })
  }
  return invalid('rules/value-not-of-its-type')
}

function listed(domain: readonly string[] | undefined, codes: readonly string[]): boolean {
  return domain === undefined || codes.every((code) => domain.includes(code))
}

/** A date that is not known to the day is a constrained unknown: some day of its range, and the fact stays open. */
function dateValue(id: string, text: string): Possible {
  if (!isPartialDate(text)) return invalid('rules/value-not-of-its-type')
  // "About 9999" would reach into years that four digits cannot write.
  if (text.endsWith('~') && Number(text.slice(0, 4)) > 9990) return invalid('rules/out-of-range')
  const { first, last } = rangeOf(text)
  const [low, high] = [dayOf(first), dayOf(last)]
  if (low === high) return point(low)
  return { some: { kind: 'span', low, high }, none: false, invalid: undefined, open: [id], declined: [] }
}
