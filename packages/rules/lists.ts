import {
  anyOther,
  exactly,
  invalid,
  isCertain,
  no,
  outcome,
  present,
  type Lists,
  type Possible,
  type RecordAt,
  type Records,
  type Span,
  type Texts,
  type Truths,
  yes,
} from './possible.ts'
import { canBeText, canHold, same } from './sameness.ts'
import { and, canBeYes, eitherTruth, isNo, isYes, or, truths } from './truth.ts'

type Body = (element: Possible) => Possible<Truths>

/** None is a known absence: a person of whom it is known that they have no ties has the empty list of ties. */
export function asEmpty(list: Possible<Lists>): Possible<Lists> {
  if (!list.none) return list
  const empty: Lists = { kind: 'codes', sure: [], maybe: [], more: false, except: [] }
  if (list.some === undefined) return { ...list, none: false, some: empty }
  if (list.some.kind === 'items') return present(list)
  if (list.some.kind === 'records')
    return {
      ...list,
      none: false,
      some: {
        ...list.some,
        items: list.some.items.map((item) => ({ ...item, in: { ...perhaps, open: list.open, declined: list.declined } })),
      },
    }
  return { ...list, none: false, some: { ...list.some, maybe: [...list.some.sure, ...list.some.maybe], sure: [] } }
}

const perhaps: Possible<Truths> = {
  some: { kind: 'truth', yes: true, no: true },
  none: false,
  invalid: undefined,
  open: [],
  declined: [],
}

export function count(list: Possible<Lists>): Possible<Span> {
  const one = asEmpty(list)
  if (one.some === undefined) return invalid(one.invalid ?? 'rules/none-used')
  if (one.some.kind === 'records') return countRecords(one.some, one)
  const size = one.some.kind === 'items' ? one.some.items.length : one.some.sure.length
  const extra = one.some.kind === 'items' ? 0 : one.some.more ? Number.POSITIVE_INFINITY : one.some.maybe.length
  return outcome({ kind: 'span', low: size, high: size + extra }, { invalid: one.invalid, from: [one] })
}

function countRecords({ items, more }: Records, list: Possible): Possible<Span> {
  const sure = items.filter((item) => isYes(item.in)).length
  const can = items.filter((item) => canBeYes(item.in)).length
  const reason = list.invalid ?? items.map((item) => item.in.invalid).find((one) => one !== undefined)
  return outcome(
    { kind: 'span', low: sure, high: more ? Number.POSITIVE_INFINITY : can },
    { invalid: reason, from: [list, ...items.map((item) => item.in)] },
  )
}

export function contains(list: Possible<Lists>, element: Possible): Possible<Truths> {
  const one = asEmpty(list)
  if (one.some === undefined) return truths({ yes: false, no: false, invalid: one.invalid ?? 'rules/none-used' }, [one])
  if (one.some.kind === 'items') {
    const found = one.some.items.reduce((sofar: Possible<Truths>, item) => or(sofar, same(item, element)), no)
    return one.invalid === undefined ? found : eitherTruth(found, invalid(one.invalid), [one])
  }
  if (one.some.kind === 'records') return no
  const codes = one.some
  const texts = element.some?.kind === 'texts' ? element.some : undefined
  const among = texts?.among
  const can = (test: (text: string) => boolean): boolean => among !== undefined && among.some(test)
  const open = texts !== undefined && among === undefined
  return truths(
    {
      yes:
        can((text) => canHold(codes, text)) ||
        (open && (codes.more || [...codes.sure, ...codes.maybe].some((code) => canBeText(texts, code)))),
      no: element.none || open || can((text) => !codes.sure.includes(text)),
      invalid: one.invalid ?? element.invalid,
    },
    [one, element],
  )
}

/** `text in ("a", "b")` for written texts: one look at the set instead of one comparison each. */
export function among(value: Possible<Texts>, options: readonly string[]): Possible<Truths> {
  const texts = value.some
  const listed = texts?.among
  return truths(
    {
      yes:
        listed === undefined
          ? texts !== undefined && options.some((text) => canBeText(texts, text))
          : listed.some((text) => options.includes(text)),
      no: value.none || (texts !== undefined && (listed === undefined || listed.some((text) => !options.includes(text)))),
      invalid: value.invalid,
    },
    [value],
  )
}

/**
 * `some … satisfies` is a disjunction over the elements, `every` a conjunction. An element that is perhaps in the list counts
 * or does not. `every` over a list known to be absent is invalid: an empty truth is no reason for a yes.
 */
export function quantified(which: 'some' | 'every', list: Possible<Lists>, body: Body): Possible<Truths> {
  const one = which === 'every' ? present(list) : asEmpty(list)
  const [join, neutral] = which === 'some' ? [or, no] : [and, yes]
  if (one.some === undefined) return truths({ yes: false, no: false, invalid: one.invalid ?? 'rules/none-used' }, [one])
  let result: Possible<Truths> = neutral
  const add = (isIn: Possible<Truths>, found: Possible<Truths>): void => {
    result = join(result, ofMember(from(isIn, one), found, neutral))
  }
  if (one.some.kind === 'codes') {
    for (const code of one.some.sure) add(yes, body(text([code], [])))
    for (const found of alike(one.some.maybe, body)) add(perhaps, found)
    if (one.some.more) add(perhaps, body(text(undefined, one.some.except)))
  } else for (const { element, isIn } of elementsOf(one.some)) add(isIn, body(element))
  return one.invalid === undefined ? result : eitherTruth(result, invalid(one.invalid), [one])
}

/**
 * What the body comes to for codes that may be in a list: codes for which it comes to the same are asked about together, so that a list of
 * all countries costs about as much as those that the rule names.
 */
function alike(codes: readonly string[], body: Body): readonly Possible<Truths>[] {
  if (codes.length === 0) return []
  const found = body(text(codes, []))
  if (codes.length === 1 || isCertain(found)) return [found]
  const half = codes.length >> 1
  return [...alike(codes.slice(0, half), body), ...alike(codes.slice(half), body)]
}

/** One element, and whether it is in the list. */
export type Element = { readonly element: Possible; readonly isIn: Possible<Truths> }

/** Every element that may be in a list. Of an open list, the last one stands for any others. */
export function elementsOf(some: Lists): readonly Element[] {
  if (some.kind === 'items') return some.items.map((element) => ({ element, isIn: yes }))
  if (some.kind === 'records') {
    const known = some.items.map((item) => ({ element: recordAt(item.path), isIn: item.in }))
    return some.more ? [...known, { element: recordAt(anyOther(some.fact)), isIn: perhaps }] : known
  }
  return [
    ...some.sure.map((code) => ({ element: text([code], []), isIn: yes })),
    ...some.maybe.map((code) => ({ element: text([code], []), isIn: perhaps })),
    ...(some.more ? [{ element: text(undefined, some.except), isIn: perhaps }] : []),
  ]
}

/** The elements of which the body is true; of lists of records only. */
export function filtered(list: Possible<Lists>, body: Body): Possible<Lists> {
  const one = asEmpty(list)
  if (one.some?.kind !== 'records') return one
  const items = one.some.items.map((item) => ({ ...item, in: and(item.in, body(recordAt(item.path))) }))
  const kept = items.filter((item) => !isNo(item.in))
  const other = one.some.more ? body(recordAt(anyOther(one.some.fact))) : no
  const some: Records = { ...one.some, items: kept, more: canBeYes(other) }
  const hangsOn = [one, ...kept.map((item) => item.in)]
  return outcome<Lists>(some, { invalid: one.invalid ?? other.invalid, from: hangsOn })
}

/** A membership that is open because the list is. */
function from(isIn: Possible<Truths>, list: Possible): Possible<Truths> {
  return isIn === perhaps ? { ...perhaps, open: list.open, declined: list.declined } : isIn
}

/** What an element adds that is in the list, is not, or perhaps is. */
function ofMember(isIn: Possible<Truths>, found: Possible<Truths>, neutral: Possible<Truths>): Possible<Truths> {
  if (isYes(isIn)) return found
  if (isNo(isIn)) return neutral
  const either = eitherTruth(found, neutral, [isIn])
  return isIn.invalid === undefined ? either : eitherTruth(either, invalid(isIn.invalid), [isIn])
}

export function recordAt(path: string): Possible<RecordAt> {
  return exactly({ kind: 'record', path })
}

function text(listed: readonly string[] | undefined, except: readonly string[]): Possible<Texts> {
  return exactly({ kind: 'texts', among: listed, except })
}
