import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { nextDown, nextUp } from './next-double.ts'
import type { Codes, Possible, Some, Span, Texts, Truths } from './possible.ts'
import { readableAt } from './read-state.ts'
import { canBeText } from './sameness.ts'

/**
 * Cuts what a fact can be into two or three disjoint parts that together cover it; `undefined` where it cannot be cut.
 * None is cut off first; dates are cut at hints, then in halves; numbers only at hints.
 */
export function split(id: string, environment: Environment, subject: Subject): readonly Possible[] | undefined {
  const cell = environment.cells.get(id)
  if (cell?.some === undefined) return undefined
  if (cell.none)
    return [
      { ...cell, none: false },
      { ...cell, some: undefined, open: [], declined: [] },
    ]
  const parts = splitSome(cell.some, { id, environment, subject })
  return parts?.map((some) => ({ ...cell, some }))
}

type Where = { readonly id: string; readonly environment: Environment; readonly subject: Subject }

function splitSome(some: Some, where: Where): readonly Some[] | undefined {
  switch (some.kind) {
    case 'truth':
      return some.yes && some.no ? splitTruth : undefined
    case 'texts':
      return splitTexts(some, where.subject)
    case 'codes':
      return splitCodes(some, where.subject)
    case 'items':
    case 'records':
    case 'record':
      return undefined
    case 'span':
      return splitSpan(some, where)
  }
}

const splitTruth: readonly Truths[] = [
  { kind: 'truth', yes: true, no: false },
  { kind: 'truth', yes: false, no: true },
]

function splitTexts(texts: Texts, subject: Subject): readonly Texts[] | undefined {
  const { among } = texts
  if (among?.length === 1) return undefined
  const cut = subject.texts.find((text) => canBeText(texts, text)) ?? among?.[0]
  if (cut === undefined) return undefined
  const one: Texts = { kind: 'texts', among: [cut], except: [] }
  if (among === undefined) return [one, { ...texts, except: [...texts.except, cut] }]
  return [one, { ...texts, among: among.filter((text) => text !== cut) }]
}

function splitCodes(codes: Codes, subject: Subject): readonly Codes[] | undefined {
  const wanted = subject.texts.find((text) => codes.maybe.includes(text)) ?? codes.maybe[0]
  if (wanted !== undefined) {
    const maybe = codes.maybe.filter((code) => code !== wanted)
    return [
      { ...codes, sure: [...codes.sure, wanted], maybe },
      { ...codes, maybe },
    ]
  }
  const other = codes.more ? subject.texts.find((text) => !codes.sure.includes(text) && !codes.except.includes(text)) : undefined
  if (other === undefined) return undefined
  return [
    { ...codes, sure: [...codes.sure, other] },
    { ...codes, except: [...codes.except, other] },
  ]
}

function splitSpan(span: Span, { id, environment, subject }: Where): readonly Span[] | undefined {
  if (span.low === span.high) return undefined
  const whole = readableAt(subject.read, id)?.type === 'date'
  return splitAt(span, hintsInside(span, { of: id, environment, subject }), whole)
}

/** Values inside a span at which an outcome may turn, in order. */
export function hintsInside(
  span: Span,
  { of, environment, subject }: { readonly of: string; readonly environment: Environment; readonly subject: Subject },
): readonly number[] {
  const found = new Set<number>()
  for (const hint of subject.hints) {
    if (hint.of !== partName(of)) continue
    for (const target of hint.at(environment)) if (target >= span.low && target <= span.high) found.add(target)
  }
  return [...found].toSorted((a, b) => a - b)
}

/** At the middle hint: below, at it, above. Without a hint, days are halved. */
export function splitAt(span: Span, hints: readonly number[], whole: boolean): readonly Span[] | undefined {
  const hint = hints[Math.floor(hints.length / 2)]
  if (hint === undefined) {
    if (!whole) return undefined
    const middle = Math.floor((span.low + span.high) / 2)
    return [
      { ...span, high: middle },
      { ...span, low: middle + 1 },
    ]
  }
  const below = whole ? Math.ceil(hint) - 1 : nextDown(hint)
  const above = whole ? Math.floor(hint) + 1 : nextUp(hint)
  const parts: readonly Span[] = [
    { ...span, high: Math.min(span.high, below) },
    { kind: 'span', low: whole ? Math.ceil(hint) : hint, high: whole ? Math.floor(hint) : hint },
    { ...span, low: Math.max(span.low, above) },
  ]
  return parts.filter((part) => part.low <= part.high)
}

/** Hints are about a part of every record: `absences/2/ends` is looked for as `absences/ends`. */
function partName(id: string): string {
  const [fact, , field] = id.split('/')
  return field === undefined ? id : `${fact}/${field}`
}
