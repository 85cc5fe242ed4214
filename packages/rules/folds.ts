import { asEmpty, elementsOf } from './lists.ts'
import { invalid, outcome, present, type Lists, type Possible, type Reason, type Span } from './possible.ts'
import { isYes } from './truth.ts'

type Element = { readonly sure: boolean; readonly value: Possible<Span> }

/**
 * The sum, the least or the greatest of what the body comes to. The sum of nothing is 0 (in FEEL it is null, and then nobody without
 * absences could have fewer than ninety days of them); the least of nothing is none.
 */
export function folded(
  which: 'sum' | 'min' | 'max',
  list: Possible<Lists>,
  body: (element: Possible) => Possible<Span>,
): Possible<Span> {
  const one = asEmpty(list)
  if (one.some === undefined) return invalid(one.invalid ?? 'rules/none-used')
  const elements = elementsOf(one.some).map(({ element, isIn }) => ({ isIn, sure: isYes(isIn), value: present(body(element)) }))
  const reasons = [one.invalid, ...elements.flatMap(({ value, isIn }) => [value.invalid, isIn.invalid])]
  const reason: Reason | undefined = reasons.find((found) => found !== undefined)
  const lost = elements.find(({ sure, value }) => sure && value.some === undefined)
  if (lost !== undefined) return invalid(reason ?? 'rules/none-used')
  const found = which === 'sum' ? summed(elements, isOpen(one.some)) : extreme(which, elements)
  return outcome(found, {
    none: which !== 'sum' && !elements.some(({ sure }) => sure),
    invalid: reason,
    from: [one, ...elements.flatMap(({ value, isIn }) => [value, isIn])],
  })
}

function isOpen(some: Lists): boolean {
  return some.kind !== 'items' && some.more
}

function summed(elements: readonly Element[], open: boolean): Span {
  let [low, high] = [0, 0]
  for (const { sure, value } of elements) {
    if (value.some === undefined) continue
    low += sure ? value.some.low : Math.min(0, value.some.low)
    high += sure ? value.some.high : Math.max(0, value.some.high)
  }
  const last = open ? elements.at(-1)?.value.some : undefined
  // Of a list that is open any number of others may be there.
  if (last !== undefined && last.low < 0) low = Number.NEGATIVE_INFINITY
  if (last !== undefined && last.high > 0) high = Number.POSITIVE_INFINITY
  return { kind: 'span', low, high }
}

function extreme(which: 'min' | 'max', elements: readonly Element[]): Span | undefined {
  const spans = elements.flatMap(({ value, sure }) => (value.some === undefined ? [] : [{ ...value.some, sure }]))
  if (spans.length === 0) return undefined
  const sure = spans.filter((span) => span.sure)
  const lows = (all: readonly Span[]): readonly number[] => all.map((span) => span.low)
  const highs = (all: readonly Span[]): readonly number[] => all.map((span) => span.high)
  // One that is perhaps there can only make the least less and the greatest greater.
  if (which === 'min')
    return {
      kind: 'span',
      low: Math.min(...lows(spans)),
      high: sure.length > 0 ? Math.min(...highs(sure)) : Math.max(...highs(spans)),
    }
  return {
    kind: 'span',
    low: sure.length > 0 ? Math.max(...lows(sure)) : Math.min(...lows(spans)),
    high: Math.max(...highs(spans)),
  }
}
