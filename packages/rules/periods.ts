import { asEmpty, elementsOf } from './lists.ts'
import { invalid, outcome, present, type Lists, type Possible, type Span } from './possible.ts'
import { isYes } from './truth.ts'

type Period = { readonly from: number; readonly to: number }

/** Where each period begins and ends; one that ends at none goes on. */
export type Ends = (element: Possible) => { readonly starts: Possible<Span>; readonly ends: Possible<Span> }

/**
 * Days of a stretch, both ends included, that lie in any of the periods (`covered`; a day in two of them counts once), or the longest row of
 * days that lie in none (`gap`). Dates known in part give bounds: the days surely covered, and those that may be.
 */
export function coverage(
  which: 'covered' | 'gap',
  list: Possible<Lists>,
  { ends, from, to }: { readonly ends: Ends; readonly from: Possible<Span>; readonly to: Possible<Span> },
): Possible<Span> {
  const [one, start, end] = [asEmpty(list), present(from), present(to)]
  const reason = one.invalid ?? start.invalid ?? end.invalid
  if (one.some === undefined || start.some === undefined || end.some === undefined) return invalid(reason ?? 'rules/none-used')
  const [surely, perhaps]: [Period[], Period[]] = [[], []]
  const hangsOn: Possible[] = [one, start, end]
  let fault = reason
  for (const { element, isIn } of elementsOf(one.some)) {
    const period = ends(element)
    const [begins, stops] = [present(period.starts), period.ends]
    fault = fault ?? begins.invalid ?? stops.invalid ?? isIn.invalid
    hangsOn.push(isIn, begins, stops)
    if (begins.some === undefined || stops.invalid !== undefined) {
      if (isYes(isIn) && begins.some === undefined) return invalid(fault ?? 'rules/none-used')
      continue
    }
    const goesOn = Number.POSITIVE_INFINITY
    perhaps.push({ from: begins.some.low, to: stops.none ? goesOn : (stops.some?.high ?? goesOn) })
    if (isYes(isIn)) surely.push({ from: begins.some.high, to: stops.some?.low ?? goesOn })
  }
  const narrow = { from: start.some.high, to: end.some.low }
  const wide = { from: start.some.low, to: end.some.high }
  const measure = which === 'covered' ? daysIn : longestOutside
  const [low, high] =
    which === 'covered' ? [measure(surely, narrow), measure(perhaps, wide)] : [measure(perhaps, narrow), measure(surely, wide)]
  return outcome({ kind: 'span', low, high }, { invalid: fault, from: hangsOn })
}

/** Periods in order, those that meet as one, within the stretch. */
function joinedWithin(periods: readonly Period[], stretch: Period): readonly Period[] {
  const inside = periods
    .map(({ from, to }) => ({ from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => a.from - b.from)
  const joined: Period[] = []
  for (const one of inside) {
    const last = joined.at(-1)
    if (last !== undefined && one.from <= last.to + 1)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else joined.push(one)
  }
  return joined
}

function daysIn(periods: readonly Period[], stretch: Period): number {
  return joinedWithin(periods, stretch).reduce((sum, { from, to }) => sum + (to - from + 1), 0)
}

function longestOutside(periods: readonly Period[], stretch: Period): number {
  let [longest, next] = [0, stretch.from]
  for (const { from, to } of joinedWithin(periods, stretch)) {
    longest = Math.max(longest, from - next)
    next = to + 1
  }
  return Math.max(longest, stretch.to - next + 1, 0)
}
