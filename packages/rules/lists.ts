import {
  exactly,
  invalid,
  no,
  outcome,
  present,
  type Lists,
  type Possible,
  type Span,
  type Texts,
  type Truths,
  yes,
} from './possible.ts'
import { canBeText, canHold, same } from './sameness.ts'
import { and, eitherTruth, or, truths } from './truth.ts'

type Body = (element: Possible) => Possible<Truths>

/** None is a known absence: a person of whom it is known that they have no ties has the empty list of ties. */
function asEmpty(list: Possible<Lists>): Possible<Lists> {
  if (!list.none) return list
  const empty: Lists = { kind: 'codes', sure: [], maybe: [], more: false, except: [] }
  if (list.some === undefined) return { ...list, none: false, some: empty }
  if (list.some.kind === 'items') return present(list)
  return { ...list, none: false, some: { ...list.some, maybe: [...list.some.sure, ...list.some.maybe], sure: [] } }
}

export function count(list: Possible<Lists>): Possible<Span> {
  const one = asEmpty(list)
  if (one.some === undefined) return invalid(one.invalid ?? 'rules/none-used')
  const size = one.some.kind === 'items' ? one.some.items.length : one.some.sure.length
  const extra = one.some.kind === 'items' ? 0 : one.some.more ? Number.POSITIVE_INFINITY : one.some.maybe.length
  return outcome({ kind: 'span', low: size, high: size + extra }, { invalid: one.invalid, from: [one] })
}

export function contains(list: Possible<Lists>, element: Possible): Possible<Truths> {
  const one = asEmpty(list)
  if (one.some === undefined) return truths({ yes: false, no: false, invalid: one.invalid ?? 'rules/none-used' }, [one])
  if (one.some.kind === 'items') {
    const found = one.some.items.reduce((sofar: Possible<Truths>, item) => or(sofar, same(item, element)), no)
    return one.invalid === undefined ? found : eitherTruth(found, invalid(one.invalid), [one])
  }
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
  if (one.some.kind === 'items') {
    for (const item of one.some.items) result = join(result, body(item))
  } else {
    for (const code of one.some.sure) result = join(result, body(text([code], [])))
    for (const code of one.some.maybe) result = join(result, eitherTruth(body(text([code], [])), neutral, [one]))
    if (one.some.more) result = join(result, eitherTruth(body(text(undefined, one.some.except)), neutral, [one]))
  }
  return one.invalid === undefined ? result : eitherTruth(result, invalid(one.invalid), [one])
}

function text(listed: readonly string[] | undefined, except: readonly string[]): Possible<Texts> {
  return exactly({ kind: 'texts', among: listed, except })
}
