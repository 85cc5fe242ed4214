import type { FactState } from '@convive/facts'
import { addDays, isPartialDate, rangeOf, type CalendarDate, type Words } from '@convive/kernel'
import type { HolidayCalendar } from '../business-days.ts'
import { citationText, isUnverified, type Deadline, type Procedure, type Suspension, type Term } from '../pack/procedure.ts'
import { daysLeft, daysStopped, isStopped, lastDayOfPeriod, type Calendar, type Stop } from './count-period.ts'

/** The days on which something happened to an application that starts, stops or ends a clock. */
export type ApplicationEvents = {
  readonly submitted?: CalendarDate | undefined
  readonly told?: CalendarDate | undefined
  /** When a refusal was told: from then on runs the time to appeal. */
  readonly refused?: CalendarDate | undefined
  readonly issued?: CalendarDate | undefined
  readonly withdrawn?: CalendarDate | undefined
  /** Each time the person was asked for papers: when, until when at most, and when they had brought them. */
  readonly asked: readonly PapersAsked[]
}
export type PapersAsked = {
  readonly asked: CalendarDate
  readonly until: CalendarDate
  readonly ended?: CalendarDate | undefined
}

/** What a country says of time: its holidays, and the days on which a decree lets every clock stand still. */
export type PlaceInTime = { readonly isHoliday: HolidayCalendar; readonly suspensions: readonly Suspension[] }

/** From a day known in part follow two: the deadline ends at the earliest on the one, at the latest on the other. */
export type Span = { readonly earliest: CalendarDate; readonly latest: CalendarDate }

export type DeadlineState = 'not_begun' | 'unknown' | 'running' | 'stopped' | 'perhaps_over' | 'run_out' | 'met'

/** Why the clock stood still, on which days; a decree says it in words and where. */
export type ToldStop = Stop & {
  readonly why: 'papers_asked' | 'decree'
  /** Papers that are still waited for. */
  readonly waiting?: boolean | undefined
  readonly words?: Words | undefined
  readonly cite?: string | undefined
}

/** A deadline of one person or application as it stands today, with everything it was computed from. */
export type StandingDeadline = {
  readonly id: string
  readonly binds: Deadline['binds']
  readonly term: Term
  readonly after: Deadline['after']
  readonly onExpiry: Deadline['onExpiry']
  readonly words?: Words | undefined
  readonly cite: string
  readonly unverified: boolean
  readonly state: DeadlineState
  readonly began?: Span | undefined
  /** The last day; none while a stop without end holds it. */
  readonly due?: Span | undefined
  /** The stops that moved it. */
  readonly stops: readonly ToldStop[]
  /** Days on which the clock stood or will stand still. */
  readonly stopped: number
  /** What remains, in days of its own unit (months count in days), to the earliest last day. */
  readonly left?: number | undefined
  /** The day on which what it asks for was done. */
  readonly metOn?: CalendarDate | undefined
}

/** What of a procedure matters here. */
type Law = Pick<Procedure, 'id' | 'deadlines' | 'sources'>
type Known = {
  readonly today: CalendarDate
  readonly events: ApplicationEvents
  readonly facts: Readonly<Record<string, FactState>>
  readonly place: PlaceInTime
}

/** Every deadline of a procedure for one application, or for somebody who has none yet (then only those that start with a fact). Pure. */
export function deadlinesOf(procedure: Law, known: Known): readonly StandingDeadline[] {
  return procedure.deadlines.map((one) => standing(procedure, one, known))
}

/** One of them. */
export function standing(procedure: Law, deadline: Deadline, known: Known): StandingDeadline {
  const { id, binds, after, onExpiry, words, cite, count, unit } = deadline
  const told = {
    id,
    binds,
    term: { count, unit },
    after,
    onExpiry,
    words,
    cite: citationText(procedure, cite),
    unverified: isUnverified(procedure, cite),
  }
  const began = beganOn(deadline, known)
  if (typeof began === 'string') return { ...told, state: began, stops: [], stopped: 0 }
  const { today, place } = known
  const all = stopsOf(procedure, deadline, known)
  const calendar = { isHoliday: place.isHoliday, stops: all }
  const due = dueIn(began, deadline, calendar)
  const metOn = metBy(deadline, known.events)
  const end = metOn ?? due?.latest
  const stops = all.filter((one) => isWithin(one, began.earliest, end))
  return {
    ...told,
    state: metOn !== undefined ? 'met' : stateOn(today, { due, stops }),
    began,
    due,
    stops,
    stopped: end === undefined ? 0 : daysStopped(began.earliest, end, all),
    left: due === undefined || metOn !== undefined ? undefined : daysLeft(today, due.earliest, { ...calendar, unit }),
    metOn,
  }
}

function beganOn({ id, after }: Deadline, { events, facts }: Known): Span | 'not_begun' | 'unknown' {
  if ('step' in after) {
    const day = id === 'appeal' ? events.refused : events[after.step]
    return day === undefined ? 'not_begun' : { earliest: day, latest: day }
  }
  const state = facts[after.fact]
  if (state?.state === 'none') return 'not_begun'
  if (state?.state !== 'value' || typeof state.value !== 'string' || !isPartialDate(state.value)) return 'unknown'
  const { first, last } = rangeOf(state.value)
  return { earliest: first, latest: last }
}

/** What begins later ends no sooner; only months, which differ in length, are tried on every day when a clock stood still. */
function dueIn({ earliest, latest }: Span, deadline: Deadline, calendar: Calendar): Span | undefined {
  const between: CalendarDate[] = []
  if (deadline.unit === 'months' && calendar.stops.length > 0)
    for (let day = addDays(earliest, 1); day < latest; day = addDays(day, 1)) between.push(day)
  const ends = [earliest, ...between, latest].map((day) => lastDayOfPeriod(day, deadline, calendar))
  const known = ends.filter((day) => day !== undefined).toSorted()
  const [first, last] = [known[0], known.at(-1)]
  return first === undefined || last === undefined || known.length < ends.length ? undefined : { earliest: first, latest: last }
}

/** The day asked and the day brought are as the day a period begins: counted is from the day after. */
function stopsOf({ id: procedureId }: Law, deadline: Deadline, { events, place }: Known): readonly ToldStop[] {
  const asked = deadline.stopsOn.includes('papers_asked')
    ? events.asked.map((one) => ({
        why: 'papers_asked' as const,
        from: addDays(one.asked, 1),
        until: earlierOf(one.ended, one.until),
        waiting: one.ended === undefined,
      }))
    : []
  const decreed = place.suspensions
    .filter(({ of }) => (of === 'all' ? deadline.stopsOn.includes('decree') : of.includes(`${procedureId}/${deadline.id}`)))
    .map(({ from, until, words, cite }) => ({ why: 'decree' as const, from, until, words, cite }))
  return [...asked, ...decreed].filter((one) => one.until === undefined || one.until >= one.from)
}

function earlierOf(ended: CalendarDate | undefined, until: CalendarDate): CalendarDate {
  return ended !== undefined && ended < until ? ended : until
}

function isWithin(stop: Stop, began: CalendarDate, end: CalendarDate | undefined): boolean {
  return (stop.until === undefined || stop.until > began) && (end === undefined || stop.from <= end)
}

/** One that was counted before, as it stands on this day: what it was counted from has not changed. */
export function onDay(
  one: StandingDeadline,
  today: CalendarDate,
  { isHoliday }: Pick<PlaceInTime, 'isHoliday'>,
): StandingDeadline {
  const { due, stops, term, began } = one
  if (one.state === 'met' || began === undefined) return one
  const left = due === undefined ? undefined : daysLeft(today, due.earliest, { unit: term.unit, isHoliday, stops })
  return { ...one, state: stateOn(today, { due, stops }), left }
}

/** What a deadline is on a day. */
export function stateOn(
  today: CalendarDate,
  { due, stops }: { readonly due: Span | undefined; readonly stops: readonly ToldStop[] },
): DeadlineState {
  if (due !== undefined && today > due.latest) return 'run_out'
  if (stops.some((one) => standsStill(one, today))) return 'stopped'
  return due !== undefined && today > due.earliest ? 'perhaps_over' : 'running'
}

/** Whoever is asked today reads that the clock stands, and whoever brought it today that it goes on: both days count as begun. */
function standsStill(stop: ToldStop, today: CalendarDate): boolean {
  if (stop.why === 'decree') return isStopped(today, [stop])
  return stop.waiting === true && isStopped(today, [{ from: addDays(stop.from, -1), until: stop.until }])
}

/** The office has done its part when the decision is told; a person who had to apply has when it is handed in. Nothing else is known here. */
function metBy({ binds, after }: Deadline, { submitted, told, withdrawn }: ApplicationEvents): CalendarDate | undefined {
  const isBefore = 'fact' in after || after.step === 'submitted'
  if (!isBefore) return undefined
  return binds === 'office' ? (told ?? withdrawn) : submitted
}
