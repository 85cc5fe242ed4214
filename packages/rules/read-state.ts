import type { FactDefinition, FactRecord, FactState, FactValue, RecordsState } from '@convive/facts'
import { isPartialDate, rangeOf } from '@convive/kernel'
import { domainOf, valueTypeOf } from './fact-tree.ts'
import { dayOf, firstDay, lastDay } from './day.ts'
import type { FactView } from './environment.ts'
import {
  anyOther,
  exactly,
  invalid,
  no,
  none,
  oneText,
  point,
  yes,
  type Codes,
  type Possible,
  type Records,
  type Some,
} from './possible.ts'
import type { ValueType } from './tree.ts'

/** What is to be read: a fact, or a local name that the caller brings. */
export type Readable = {
  readonly id: string
  readonly type: ValueType
  readonly domain: readonly string[] | undefined
  /** How hard the fact is to answer or to prove. */
  readonly cost: number
  /** The parts of each record, by name; `none`: it may be absent. */
  readonly fields?: ReadonlyMap<string, Readable & { readonly none: boolean }>
}

export function readableFact(fact: FactDefinition): Readable {
  const domain = domainOf(fact)
  if (fact.type === 'records') return { id: fact.id, type: 'list', domain: undefined, cost: fact.cost, fields: fieldsOf(fact) }
  return { id: fact.id, type: valueTypeOf(fact), domain: domain?.length === 0 ? undefined : domain, cost: fact.cost }
}

function fieldsOf({ id, fields = [] }: FactDefinition): Readable['fields'] {
  return new Map(
    fields.map((field) => [field.id, { ...readableFact(field), id: `${id}/${field.id}`, none: field.none ?? false }]),
  )
}

/** What there is to read of a cell: of a fact, or of a part of one of its records. */
export function readableAt(read: ReadonlyMap<string, Readable>, id: string): Readable | undefined {
  const [fact, , field] = id.split('/')
  return field === undefined ? read.get(id) : read.get(fact ?? '')?.fields?.get(field)
}

/** The cell of a `records` fact and those of each record's parts. */
export function recordCells(
  of: Readable,
  state: RecordsState | undefined,
  mayBeNone: boolean,
): readonly (readonly [string, Possible])[] {
  const fields = [...(of.fields ?? [])]
  const partsOf = (path: string, record: FactRecord): readonly (readonly [string, Possible])[] =>
    fields.map(([name, field]) => [`${path}/${name}`, possibleOf({ ...field, id: `${path}/${name}` }, record[name], field.none)])
  const others = partsOf(anyOther(of.id), {})
  if (state?.state === 'none') return [[of.id, none()], ...others]
  if (state?.state !== 'value') {
    const said = state?.state === 'declined' ? { open: [], declined: [of.id] } : { open: [of.id], declined: [] }
    const some: Records = { kind: 'records', fact: of.id, items: [], more: true }
    return [[of.id, { some, none: mayBeNone, invalid: undefined, ...said }], ...others]
  }
  const items = state.items.map((_record, index) => ({ path: `${of.id}/${index}`, in: yes }))
  const more = state.open === true
  const some: Records = { kind: 'records', fact: of.id, items, more }
  return [
    [of.id, { some, none: false, invalid: undefined, open: more ? [of.id] : [], declined: [] }],
    ...state.items.flatMap((record, index) => partsOf(`${of.id}/${index}`, record)),
    ...others,
  ]
}

/**
 * What a fact can be. Declined is as open as unknown and is named apart. `mayBeNone`: an expression asks whether the fact is
 * none or compares it with a value, so a completion by none has an answer of its own and must be counted.
 */
export function possibleOf(of: Readable, state: FactState | undefined, mayBeNone: boolean): Possible {
  if (state === undefined || state.state === 'unknown') return anything(of, { none: mayBeNone, open: [of.id], declined: [] })
  if (state.state === 'declined') return anything(of, { none: mayBeNone, open: [], declined: [of.id] })
  return state.state === 'none' ? none() : valueOf(of, state.value, state.open === true)
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
function valueOf(of: Readable, value: FactValue, isOpen: boolean): Possible {
  const { type, domain } = of
  if (type === 'boolean' && typeof value === 'boolean') return value ? yes : no
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return point(value)
  if (type === 'date' && typeof value === 'string') return dateValue(of.id, value)
  if (type === 'text' && typeof value === 'string')
    return listed(domain, [value]) ? oneText(value) : invalid('rules/code-not-in-catalogue')
  if (type === 'list' && typeof value === 'object') {
    if (!listed(domain, value)) return invalid('rules/code-not-in-catalogue')
    const sure = [...new Set(value)]
    if (!isOpen) return exactly({ kind: 'codes', sure, maybe: [], more: false, except: [] })
    // At least these: any other of the list may be one of them as well.
    const maybe = (domain ?? []).filter((code) => !sure.includes(code))
    const some: Codes = { kind: 'codes', sure, maybe, more: domain === undefined, except: [] }
    return { some, none: false, invalid: undefined, open: [of.id], declined: [] }
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

/** A view as cells, for these facts. */
export function cellsOf(
  read: Iterable<Readable>,
  { facts, records }: Pick<FactView, 'facts' | 'records'>,
  absence: ReadonlySet<string>,
): Map<string, Possible> {
  return new Map(
    [...read].flatMap((of): readonly (readonly [string, Possible])[] =>
      of.fields === undefined
        ? [[of.id, possibleOf(of, facts[of.id], absence.has(of.id))]]
        : recordCells(of, records?.[of.id], absence.has(of.id)),
    ),
  )
}
