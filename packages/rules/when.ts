import { addMonths, type CalendarDate } from '@convive/kernel'
import { dateOf, dayOf, type Day } from './day.ts'
import type { Environment, FactView } from './environment.ts'
import { environmentFor, judge, subjectOf, type Subject } from './judge.ts'
import { exactly, point, type Possible, type Span, type Truths } from './possible.ts'
import type { Ruleset } from './ruleset.ts'
import { hintsInside, splitAt } from './split.ts'
import { survey, type Survey } from './survey.ts'
import { not } from './truth.ts'

/** Years ahead that are looked at. */
const longest = 50

/** Evaluations for one stretch of days, and stretches looked at: they bound the time of one answer. */
const limits = { evaluations: 512, stretches: 2048 } as const

/**
 * The first day after today on which the answer is yes if nothing happens but that time passes; `undefined` if it is yes today
 * already or there is no such day within the years. The window counts, and facts not known must not matter on that day.
 */
export function fromWhen(ruleset: Ruleset, view: FactView, horizonYears = longest): CalendarDate | undefined {
  const search = prepare(ruleset, view)
  if (search.look(point(dayOf(view.today))) === 'all-yes') return undefined
  const day = firstDay(search, range(view.today, horizonYears), { take: 'all-yes', skip: 'some-not', undecidedDay: 'skip' })
  return day === undefined ? undefined : dateOf(day)
}

/**
 * The last day on which a yes of today still holds if nothing happens but that time passes; `undefined` if the answer is not
 * yes today, or stays yes for all these years.
 */
export function untilWhen(ruleset: Ruleset, view: FactView, horizonYears = longest): CalendarDate | undefined {
  const search = prepare(ruleset, view)
  if (search.look(point(dayOf(view.today))) !== 'all-yes') return undefined
  const day = firstDay(search, range(view.today, horizonYears), { take: 'some-not', skip: 'all-yes', undecidedDay: 'take' })
  return day === undefined ? undefined : dateOf(day - 1)
}

/**
 * The first day, today included, on which the answer is not certainly a no, whatever the facts not known turn out to be;
 * `undefined` if there is none within the years. Before that day a no is only a "not yet".
 */
export function notNoFrom(ruleset: Ruleset, view: FactView, horizonYears = longest): CalendarDate | undefined {
  const search = prepare(ruleset, view, (one) => not(one))
  if (search.look(point(dayOf(view.today))) !== 'all-yes') return view.today
  const day = firstDay(search, range(view.today, horizonYears), { take: 'some-not', skip: 'all-yes', undecidedDay: 'take' })
  return day === undefined ? undefined : dateOf(day)
}

/** Days between which something happens; the same day twice where nothing that is open makes a difference. */
export type Between = { readonly earliest: CalendarDate; readonly latest?: CalendarDate }

/** From when to when a ruleset is met, if nothing happens but that time passes. */
export type Times = {
  /** The first day, today included: that can be a yes, and from which on it is one whatever the open facts turn out to be. */
  readonly from?: Between
  /** The first day after that: that may be a no, and on which it is one for certain. */
  readonly until?: Between
}

/**
 * From when and until when, with all facts frozen as they are. `from.earliest` is the first day that is not certainly a no,
 * `from.latest` the first one that is certainly a yes; `until` is counted from the latter where there is one. What lies beyond the
 * horizon is left out.
 */
export function timesOf(ruleset: Ruleset, view: FactView, horizonYears = longest): Times {
  const [toYes, toNo] = [prepare(ruleset, view), prepare(ruleset, view, (one) => not(one))]
  const today = dayOf(view.today)
  const days = { ...range(view.today, horizonYears), low: today }
  const earliest = firstDay(toNo, days, { take: 'some-not', skip: 'all-yes', undecidedDay: 'take' })
  if (earliest === undefined) return {}
  const latest = firstDay(toYes, { ...days, low: earliest }, { take: 'all-yes', skip: 'some-not', undecidedDay: 'skip' })
  const from = between(earliest, latest)
  const after = { ...days, low: (latest ?? earliest) + 1 }
  const maybeNot = firstDay(toYes, after, { take: 'some-not', skip: 'all-yes', undecidedDay: 'take' })
  if (from === undefined || maybeNot === undefined) return from === undefined ? {} : { from }
  const certainlyNot = firstDay(toNo, { ...after, low: maybeNot }, { take: 'all-yes', skip: 'some-not', undecidedDay: 'skip' })
  const until = between(maybeNot, certainlyNot)
  return until === undefined ? { from } : { from, until }
}

function between(earliest: Day, latest: Day | undefined): Between | undefined {
  const [first, last] = [dateOf(earliest), latest === undefined ? undefined : dateOf(latest)]
  if (first === undefined) return undefined
  return last === undefined ? { earliest: first } : { earliest: first, latest: last }
}

function range(today: CalendarDate, years: number): Span {
  return { kind: 'span', low: dayOf(today) + 1, high: dayOf(addMonths(today, years * 12) ?? today) }
}

type Search = {
  readonly look: (today: Possible<Span>) => Survey
  readonly hints: (span: Span) => readonly number[]
}

type Turn = (answer: Possible<Truths>) => Possible<Truths>

function prepare(ruleset: Ruleset, view: FactView, turn: Turn = (answer) => answer): Search {
  const own = subjectOf(ruleset)
  const bounds = [ruleset.window?.opens, ruleset.window?.closes].flatMap((date) => (date === undefined ? [] : [dayOf(date)]))
  const subject: Subject = { ...own, hints: [...own.hints, { of: 'today', at: () => bounds }] }
  const known = environmentFor(subject, view)
  const on = (today: Possible<Span>): Environment => ({ ...known, today })
  return {
    look: (today) =>
      survey((environment) => turn(judge(ruleset, environment).answer), on(today), { subject, evaluations: limits.evaluations }),
    hints: (span) => hintsInside(span, { of: 'today', environment: on(exactly(span)), subject }),
  }
}

/**
 * The first day of a range that is taken. `today` is evaluated as a stretch of days, so a stretch is taken or skipped only if
 * that is right for all of it; otherwise it is cut at the next hint, then in halves.
 */
function firstDay(
  search: Search,
  start: Span,
  rule: { readonly take: Survey; readonly skip: Survey; readonly undecidedDay: 'take' | 'skip' },
): Day | undefined {
  let left: number = limits.stretches
  const waiting: Span[] = start.low <= start.high ? [start] : []
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    left -= 1
    const found = search.look(exactly(span))
    if (found === rule.skip) continue
    const last = span.low === span.high || left <= 0
    if (found === rule.take || (last && rule.undecidedDay === 'take')) return span.low
    if (!last) waiting.push(...(splitAt(span, search.hints(span), true) ?? []).toReversed())
  }
  return undefined
}
