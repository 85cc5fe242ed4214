import type { CalendarDate } from '@convive/kernel'
import type { Outcome } from '../decide-each.ts'
import type { Deadline, Procedure } from '../pack/procedure.ts'
import { standing, stateOn, type ApplicationEvents, type PlaceInTime, type StandingDeadline } from './deadlines-of.ts'

/** A deadline as it was counted, and of whom it is a row. */
export type CountedDeadline = { readonly personId: string; readonly law: Deadline; readonly standing: StandingDeadline }

/** Everything that the deadlines of one application follow from. */
export type Counting = {
  readonly procedure: Pick<Procedure, 'id' | 'deadlines' | 'sources'>
  readonly today: CalendarDate
  readonly place: PlaceInTime
  readonly principal: string
  readonly submitted?: CalendarDate | undefined
  readonly withdrawn?: CalendarDate | undefined
  readonly asked: ApplicationEvents['asked']
  /** One for each applicant about whom was decided. */
  readonly decided: readonly {
    readonly personId: string
    readonly outcome: Outcome
    readonly on: CalendarDate
    /** What the notice told. */
    readonly appealUntil?: CalendarDate | undefined
    readonly issued: boolean
  }[]
  /** Whether the clock is known to go right. Only then does anything run out that had not before: late harms nobody. */
  readonly sure: boolean
  /** As they were counted last. */
  readonly stored: readonly CountedDeadline[]
}

export type CountedAll = {
  readonly rows: readonly CountedDeadline[]
  readonly changes: readonly {
    readonly personId: string
    readonly id: string
    readonly change: 'moved' | 'run_out' | 'goes_on'
  }[]
  /** The last day to decide, and whatever of the office runs out first. */
  readonly decideBy?: CalendarDate | undefined
  readonly runsOut?: CalendarDate | undefined
  /** Whether any of them can still change by the passing of days. */
  readonly watched: boolean
  /** Something is past its last day, and whoever is sure of the clock has to say so. */
  readonly overdue: boolean
}

/**
 * All deadlines of an application that start with one of its steps. While nothing is decided the law is today's; what was told with a
 * decision stays under the law that was told, and a person's time is never shortened. Those that start with a fact of the person are
 * counted where they are read, so that no day of anybody's life is kept here. Pure.
 */
export function countAll(counting: Counting): CountedAll {
  const { decided, principal, stored } = counting
  const own = (personId: string) => decided.find((one) => one.personId === personId)
  const people = [...new Set([principal, ...decided.map((one) => one.personId)])]
  const rows = people.flatMap((personId) => {
    const theirs = own(personId)
    const events = {
      asked: counting.asked,
      submitted: counting.submitted,
      withdrawn: counting.withdrawn,
      told: (theirs ?? decided[0])?.on,
      refused: theirs?.outcome === 'refused' ? theirs.on : undefined,
      issued: theirs?.issued === true ? theirs.on : undefined,
    }
    return lawsFor(personId, counting).flatMap((law) => countOne({ personId, law, events, told: theirs?.appealUntil }, counting))
  })
  const office = rows.filter((one) => one.law.binds === 'office' && one.standing.state !== 'met')
  const ends = office.flatMap(({ standing: { due } }) => (due === undefined ? [] : [due.latest])).toSorted()
  const decide = rows.find((one) => one.law.id === 'decide' && one.personId === principal)
  return {
    rows,
    changes: rows.flatMap((row) => changesOf(row, sameOf(stored, row.personId, row.law.id))),
    decideBy: decide?.standing.due?.latest,
    runsOut: ends[0],
    watched: rows.some(
      ({ law, standing: { state } }) =>
        state === 'running' || state === 'stopped' || (state === 'run_out' && law.binds === 'office'),
    ),
    overdue: rows.some(({ standing: { state, due } }) => state === 'running' && due !== undefined && due.latest < counting.today),
  }
}

/** The pack's, and what was counted before under a law that the pack no longer has. */
function lawsFor(personId: string, { procedure, principal, stored }: Counting): readonly Deadline[] {
  const before = stored.filter((one) => one.personId === personId).map((one) => one.law)
  const isTheirs = (one: Deadline): boolean => 'step' in one.after && (one.after.step !== 'submitted' || personId === principal)
  const today = procedure.deadlines.filter(isTheirs)
  return [
    ...today.map((one) => (isTold(one) ? (before.find((old) => old.id === one.id) ?? one) : one)),
    ...before.filter((old) => !today.some((one) => one.id === old.id)),
  ]
}

function isTold({ after }: Deadline): boolean {
  return 'step' in after && after.step !== 'submitted'
}

function countOne(
  row: {
    readonly personId: string
    readonly law: Deadline
    readonly events: ApplicationEvents
    readonly told: CalendarDate | undefined
  },
  { procedure, today, place, stored, sure }: Counting,
): readonly CountedDeadline[] {
  const { personId, law, events } = row
  const before = sameOf(stored, personId, law.id)
  // What was met stays met, whatever the law says now.
  if (before?.standing.state === 'met') return [before]
  const now = standing(procedure, law, { today, place, events, facts: {} })
  if (now.began === undefined) return []
  const told = before !== undefined && isTold(law) ? { cite: before.standing.cite, unverified: before.standing.unverified } : {}
  const least = later(before?.standing.due?.latest, law.id === 'appeal' ? row.told : undefined)
  const longer = law.binds === 'person' && least !== undefined ? atLeastUntil(now, least, today) : now
  const isDoubted = !sure && longer.state === 'run_out' && before?.standing.state !== 'run_out'
  return [{ personId, law, standing: { ...longer, ...told, ...(isDoubted ? { state: 'running' } : {}) } }]
}

/** Nobody's time is shortened once it was told. */
function atLeastUntil(one: StandingDeadline, least: CalendarDate, today: CalendarDate): StandingDeadline {
  if (one.due === undefined || one.due.latest >= least) return one
  const due = { earliest: least, latest: least }
  return { ...one, due, state: stateOn(today, { due, stops: one.stops }) }
}

function changesOf(
  { personId, law: { id }, standing: now }: CountedDeadline,
  before: CountedDeadline | undefined,
): CountedAll['changes'] {
  if (now.state === 'run_out' && before?.standing.state !== 'run_out') return [{ personId, id, change: 'run_out' }]
  if (before === undefined) return []
  if (before.standing.state === 'run_out' && now.state !== 'run_out' && now.state !== 'met')
    return [{ personId, id, change: 'goes_on' }]
  return before.standing.due?.latest === now.due?.latest ? [] : [{ personId, id, change: 'moved' }]
}

function sameOf(stored: readonly CountedDeadline[], personId: string, id: string): CountedDeadline | undefined {
  return stored.find((one) => one.personId === personId && one.law.id === id)
}

function later(a: CalendarDate | undefined, b: CalendarDate | undefined): CalendarDate | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}
