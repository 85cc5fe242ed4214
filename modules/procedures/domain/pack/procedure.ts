import type { Assurance } from '@convive/facts'
import type { CalendarDate, Money, Words } from '@convive/kernel'
import type { Expression, Ruleset } from '@convive/rules'
import type { Follows } from '../is-due.ts'
import type { ProcedureFile } from './procedure-file.ts'

export type Citation = { readonly source: string; readonly article?: string | undefined }

export type ProcedureCondition = {
  readonly id: string
  readonly words: Words
  readonly cite: Citation
  /** Where its expression stands in the file. */
  readonly place: Place
}

/** A place in a pack's file, both counted from 1. */
export type Place = { readonly line: number; readonly column: number }

/** One thing to prove, and the papers any one of which proves it. */
export type EvidenceRequirement = {
  readonly id: string
  readonly title: Words
  readonly anyOf: readonly string[]
  readonly requiredWhen?: Expression | undefined
  readonly legalisation: 'waived' | 'required' | 'unverified'
  /** For whom an apostille that is required is not. */
  readonly waivedWhen?: Expression | undefined
  readonly cite?: Citation | undefined
}

/** One thing to pay; with a `when`, only for some. */
export type Fee = {
  readonly id: string
  readonly title?: Words | undefined
  readonly amount: Money
  readonly when?: Expression | undefined
  readonly exemptWhen?: Expression | undefined
  readonly exemptWords?: Words | undefined
  readonly cite: Citation
}
export type Variant = {
  readonly id: string
  readonly when: Expression
  readonly words: Words
  readonly cite?: Citation | undefined
}

/** A period the law gives: calendar days, months, or days on which offices work. */
export type Term = { readonly count: number; readonly unit: 'days' | 'months' | 'business_days' }

/** What starts the clock: a step of the application, or a day that is a fact of the person. */
export type ClockStart = { readonly step: 'submitted' | 'told' | 'issued' } | { readonly fact: string }

/** What stops the clock: the person was asked for papers; a decree suspends every period. */
export type ClockStop = 'papers_asked' | 'decree'

/** A period with a legal meaning. `decide` is how long the office has, `appeal` how long a refused person has. */
export type Deadline = Term & {
  readonly id: string
  readonly binds: 'office' | 'person'
  readonly after: ClockStart
  readonly stopsOn: readonly ClockStop[]
  /** What the law makes of silence. */
  readonly onExpiry: 'approve' | 'refuse' | 'escalate' | 'lapse'
  readonly words?: Words | undefined
  readonly cite: Citation
}

/** A right as a pack describes it, checked and compiled. */
export type Procedure = {
  /** Where it is written. */
  readonly file: string
  readonly id: string
  readonly version: string
  readonly jurisdiction: string
  readonly kind: string
  readonly authority: string
  /** `on_request`: nobody is asked about it who has not said that they want to know. */
  readonly offered: 'always' | 'on_request'
  readonly title: Words
  readonly sources: ReadonlyMap<string, { readonly cite: string; readonly url?: string | undefined; readonly status: string }>
  readonly inForce: { readonly from: CalendarDate; readonly until?: CalendarDate | undefined }
  readonly conditions: readonly ProcedureCondition[]
  readonly ruleset: Ruleset
  readonly rounding: 'down' | 'up' | 'error'
  /** Every fact that it reads and that can be asked: for conditions, variants, evidence and fee. */
  readonly facts: readonly string[]
  /** Facts that are asked only after a yes to another. */
  readonly follows: Follows
  /** Facts that somebody can do something about: read by conditions fixable by action or evidence; never a date, never derived. */
  readonly changeable: readonly string[]
  readonly variants: readonly Variant[]
  readonly evidence: readonly EvidenceRequirement[]
  /** How surely a fact has to be known before it can be decided on; others may be as they were said. */
  readonly assurance: Readonly<Record<string, Assurance>>
  readonly fees: readonly Fee[]
  /** What is left to do for people who come after the window. */
  readonly closed?: { readonly words: Words; readonly cite: Citation } | undefined
  readonly deadlines: readonly Deadline[]
  readonly issues?:
    | {
        readonly kind: string
        readonly mayWork: boolean
        readonly valid: { readonly months: number } | { readonly until: CalendarDate } | 'unlimited'
        /**
         * From how many days before its end a paper may be asked for anew; before, a lost one is issued again instead. Without,
         * only when it has ended.
         */
        readonly renewable?: { readonly daysBefore: number; readonly cite: Citation } | undefined
      }
    | undefined
  readonly cases: readonly WorkedCase[]
  /** The file as it was read, for whoever wants to see it whole. */
  readonly written: ProcedureFile
  /** Where in the file it says how conditions combine, and when it is open. */
  readonly places: { readonly eligibleWhen: Place; readonly inForce: Place }
}

/** A worked case: facts on a day, and what must come out. */
export type WorkedCase = Place & {
  readonly name: string
  readonly today: CalendarDate
  readonly facts: Readonly<Record<string, unknown>>
  readonly expect: {
    readonly answer: string
    readonly failed?: readonly string[] | undefined
    readonly from?: string | undefined
    readonly window?: string | undefined
    /** What has to be brought, and whether the fee is waived. */
    readonly bring?: readonly string[] | undefined
    readonly free?: 'yes' | 'no' | 'unknown' | undefined
    /** The fees that are surely owed. */
    readonly pay?: readonly string[] | undefined
  }
}

/** Days, both included, on which a decree lets clocks stand still; without a last day, until the pack gives one. */
export type Suspension = {
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  /** `all`: every deadline that a decree stops; else these alone, as `procedure/deadline`. */
  readonly of: 'all' | readonly string[]
  readonly words: Words
  readonly cite: string
  readonly status: string
}

/** A country as a pack describes it: calendar, contact, the asylum route that is always shown. */
export type Jurisdiction = {
  readonly id: string
  readonly name: Words
  readonly timeZone: string
  readonly fictional: boolean
  /** The code in the list of countries by which persons and offices name it; `any` for rights that hold wherever somebody is. */
  readonly country: string
  readonly holidays: { readonly country?: string | undefined; readonly fixed?: readonly string[] | undefined }
  readonly suspensions: readonly Suspension[]
  readonly contact: { readonly text: Words; readonly status: string }
  readonly asylum: { readonly text: Words; readonly status: string }
}

/** The deadline of that name, if the pack gives one. */
export function deadlineOf(procedure: Procedure, id: string): Deadline | undefined {
  return procedure.deadlines.find((one) => one.id === id)
}

/** Nobody has compared this source with the published law. */
export function isUnverified(procedure: Pick<Procedure, 'sources'>, cite: Citation): boolean {
  return procedure.sources.get(cite.source)?.status === 'unverified'
}

/** "Decreto 138/024, art. 4". */
export function citationText(procedure: Pick<Procedure, 'sources'>, cite: Citation): string {
  return [procedure.sources.get(cite.source)?.cite ?? cite.source, cite.article ?? ''].filter((part) => part !== '').join(', ')
}
