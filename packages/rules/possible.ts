/**
 * What an expression can come out as, over every completion of what is not known: an abstract value in the sense of
 * Cousot and Cousot (1977). It may hold more than really can happen, never less. So if it holds one outcome only, that
 * outcome is certain. Kleene's strong tables are the case of truth values.
 */
export type Possible<S extends Some = Some> = {
  /** The ordinary values that can be; `undefined` when there are none. */
  readonly some: S | undefined
  /** Known absence (`null` in FEEL) can be. */
  readonly none: boolean
  /** Why it can have no meaning: none put in order, division by zero, a day that does not exist. */
  readonly invalid: Reason | undefined
  /** Facts not known, or not known precisely, on which it hangs. Empty as soon as one outcome is certain. */
  readonly open: readonly string[]
  /** The same for facts that the person preferred not to say. */
  readonly declined: readonly string[]
}

/** Why an expression has no meaning for a person. */
export type Reason =
  | 'rules/none-used'
  | 'rules/division-by-zero'
  | 'rules/no-such-day'
  | 'rules/value-not-of-its-type'
  | 'rules/code-not-in-catalogue'
  | 'rules/out-of-range'
  | 'rules/rules-conflict'
  | 'rules/not-in-force'

export type Truths = { readonly kind: 'truth'; readonly yes: boolean; readonly no: boolean }
/** Numbers, days, or lengths in days or months: from low to high, both included. */
export type Span = { readonly kind: 'span'; readonly low: number; readonly high: number }
/** One of `among`; without it, any text but those in `except`. */
export type Texts = { readonly kind: 'texts'; readonly among: readonly string[] | undefined; readonly except: readonly string[] }
/** A set of codes: all of `sure`, any of `maybe`, and with `more` any other but those in `except`. */
export type Codes = {
  readonly kind: 'codes'
  readonly sure: readonly string[]
  readonly maybe: readonly string[]
  readonly more: boolean
  readonly except: readonly string[]
}
/** A list written in the expression. */
export type Items = { readonly kind: 'items'; readonly items: readonly Possible[] }
/** One of a `records` fact: its parts are cells of their own, by `path/part`. */
export type RecordAt = { readonly kind: 'record'; readonly path: string }
/** Records, each with whether it is in the list; with `more`, any others besides. */
export type Records = {
  readonly kind: 'records'
  readonly fact: string
  readonly items: readonly { readonly path: string; readonly in: Possible<Truths> }[]
  readonly more: boolean
}
export type Lists = Codes | Items | Records
export type Some = Truths | Span | Texts | Lists | RecordAt

type Certain = {
  readonly none: boolean
  readonly invalid: undefined
  readonly open: readonly string[]
  readonly declined: readonly string[]
}
const nobody: readonly string[] = []
const certain: Certain = { none: false, invalid: undefined, open: nobody, declined: nobody }

export const yes: Possible<Truths> = { some: { kind: 'truth', yes: true, no: false }, ...certain }
export const no: Possible<Truths> = { some: { kind: 'truth', yes: false, no: true }, ...certain }
const noneOfAll: Possible<never> = { some: undefined, ...certain, none: true }

export function none(): Possible<never> {
  return noneOfAll
}

export function exactly<S extends Some>(some: S): Possible<S> {
  return { some, none: false, invalid: undefined, open: nobody, declined: nobody }
}

export function point(value: number): Possible<Span> {
  return exactly({ kind: 'span', low: value, high: value })
}

export function oneText(text: string): Possible<Texts> {
  return exactly({ kind: 'texts', among: [text], except: nobody })
}

export function invalid(reason: Reason): Possible<never> {
  return { some: undefined, none: false, invalid: reason, open: nobody, declined: nobody }
}

export function isTruth(one: Possible): one is Possible<Truths> {
  return one.some === undefined || one.some.kind === 'truth'
}

export function isSpan(one: Possible): one is Possible<Span> {
  return one.some === undefined || one.some.kind === 'span'
}

export function isTexts(one: Possible): one is Possible<Texts> {
  return one.some === undefined || one.some.kind === 'texts'
}

export function isList(one: Possible): one is Possible<Lists> {
  return one.some === undefined || one.some.kind === 'codes' || one.some.kind === 'items' || one.some.kind === 'records'
}

/** Parts of a record nobody has named: one that may be in an open list besides those known. */
export function anyOther(fact: string): string {
  return `${fact}/*`
}

/** One outcome only. */
export function isCertain(one: Possible): boolean {
  const outcomes = (one.some === undefined ? 0 : 1) + (one.none ? 1 : 0) + (one.invalid === undefined ? 0 : 1)
  return outcomes === 1 && (one.some === undefined || isOne(one.some))
}

function isOne(some: Some): boolean {
  switch (some.kind) {
    case 'truth':
      return some.yes !== some.no
    case 'span':
      return some.low === some.high
    case 'texts':
      return some.among?.length === 1
    case 'codes':
      return some.maybe.length === 0 && !some.more
    case 'items':
      return some.items.every(isCertain)
    case 'records':
      return !some.more && some.items.every((one) => isCertain(one.in))
    case 'record':
      return true
  }
}

export function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0 || a === b) return a
  if (a.length === 0) return b
  const extra = b.filter((id) => !a.includes(id))
  return extra.length === 0 ? a : [...a, ...extra]
}

/** An operand that may not be none: where it can be, the outcome can be invalid. */
export function present<S extends Some>(one: Possible<S>): Possible<S> {
  if (!one.none) return one
  return { some: one.some, none: false, invalid: one.invalid ?? 'rules/none-used', open: one.open, declined: one.declined }
}

/** Puts a result together and forgets what it hangs on as soon as it is certain. */
export function outcome<S extends Some>(
  some: S | undefined,
  rest: { readonly none?: boolean; readonly invalid: Reason | undefined; readonly from: readonly Possible[] },
): Possible<S> {
  const result = { some, none: rest.none ?? false, invalid: rest.invalid, open: nobody, declined: nobody }
  if (isCertain(result)) return result
  let open = nobody
  let declined = nobody
  for (const one of rest.from) {
    open = union(open, one.open)
    declined = union(declined, one.declined)
  }
  return { ...result, open, declined }
}
