import {
  isCertain,
  type Codes,
  type Items,
  type Lists,
  type Possible,
  type Some,
  type Span,
  type Texts,
  type Truths,
} from './possible.ts'
import { truths } from './truth.ts'

type Can = { readonly yes: boolean; readonly no: boolean }

/**
 * `a = b`. None equals none and nothing else, so a known absence compared with a value is a certain no.
 * Lists of codes are compared as sets: the order in which a person's ties were noted says nothing.
 */
export function same(a: Possible, b: Possible): Possible<Truths> {
  const values: Can = a.some !== undefined && b.some !== undefined ? sameSome(a.some, b.some) : { yes: false, no: false }
  return truths(
    {
      yes: values.yes || (a.none && b.none),
      no: values.no || (a.none && b.some !== undefined) || (b.none && a.some !== undefined),
      invalid: a.invalid ?? b.invalid,
    },
    [a, b],
  )
}

function sameSome(a: Some, b: Some): Can {
  if (a.kind === 'truth' && b.kind === 'truth') {
    return { yes: (a.yes && b.yes) || (a.no && b.no), no: (a.yes && b.no) || (a.no && b.yes) }
  }
  if (a.kind === 'span' && b.kind === 'span') return sameSpan(a, b)
  if (a.kind === 'texts' && b.kind === 'texts') return sameTexts(a, b)
  if (isListed(a) && isListed(b)) return sameLists(a, b)
  return { yes: false, no: true }
}

function isListed(some: Some): some is Lists {
  return some.kind === 'codes' || some.kind === 'items' || some.kind === 'records'
}

function sameSpan(a: Span, b: Span): Can {
  return { yes: a.low <= b.high && b.low <= a.high, no: a.low !== a.high || b.low !== b.high || a.low !== b.low }
}

function sameTexts(a: Texts, b: Texts): Can {
  const [left, right] = [a.among, b.among]
  const meet =
    left === undefined ? right === undefined || right.some((text) => canBeText(a, text)) : left.some((text) => canBeText(b, text))
  const one = left?.length === 1 && right?.length === 1 && left[0] === right[0]
  return { yes: meet, no: !one }
}

export function canBeText(texts: Texts, text: string): boolean {
  return texts.among === undefined ? !texts.except.includes(text) : texts.among.includes(text)
}

function sameLists(a: Lists, b: Lists): Can {
  const [left, right] = [asCodes(a), asCodes(b)]
  if (left === undefined || right === undefined) return { yes: true, no: true }
  const meet = left.sure.every((code) => canHold(right, code)) && right.sure.every((code) => canHold(left, code))
  const exact = !left.more && !right.more && left.maybe.length === 0 && right.maybe.length === 0
  return { yes: meet, no: !(exact && meet) }
}

export function canHold(codes: Codes, code: string): boolean {
  return codes.sure.includes(code) || codes.maybe.includes(code) || (codes.more && !codes.except.includes(code))
}

/** A written list of known texts is a set of codes. */
export function asCodes(list: Lists): Codes | undefined {
  if (list.kind === 'records') return undefined
  return list.kind === 'codes' ? list : codesOf(list)
}

function codesOf(list: Items): Codes | undefined {
  const sure: string[] = []
  for (const item of list.items) {
    const text = isCertain(item) && item.some?.kind === 'texts' ? item.some.among?.[0] : undefined
    if (text === undefined) return undefined
    if (!sure.includes(text)) sure.push(text)
  }
  return { kind: 'codes', sure, maybe: [], more: false, except: [] }
}
