import type { Assurance } from '@convive/facts'
import type { CalendarDate, Money, Words } from '@convive/kernel'
import type { Fixable } from '@convive/rules'
import type { CaseInWords } from './case-in-words.ts'
import type { Combination } from './combination.ts'
import type { Formula } from './formula.ts'

/** Where the law says so: the text people read, and the source it leads to. */
export type Cited = { readonly text: string; readonly source: string; readonly status: SourceStatus }

/** `primary`: the authority's own text; `secondary`: a copy or report; `unverified`: nobody compared it; `fictional`: made up. */
export type SourceStatus = 'primary' | 'secondary' | 'unverified' | 'fictional'

export type LawSource = {
  readonly id: string
  readonly cite: string
  /** An address that a browser may open. */
  readonly url?: string | undefined
  /** The day on which its author saw it. */
  readonly retrieved?: string | undefined
  readonly status: SourceStatus
}

export type WindowState = 'open' | 'not-yet' | 'closed'

/** What everybody needs to know of a procedure to choose it from a list. */
export type LawInList = {
  readonly id: string
  readonly title: Words
  readonly kind: string
  readonly authority: string
  readonly place: string
  readonly fictional: boolean
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly window: WindowState
}

export type LawCondition = {
  readonly id: string
  readonly words: Words
  readonly cite: Cited
  readonly fixable: Fixable
  readonly formula: Formula
}

export type LawVariant = {
  readonly id: string
  readonly words: Words
  readonly cite?: Cited | undefined
  readonly formula?: Formula | undefined
}

export type LawEvidence = {
  readonly id: string
  readonly title: Words
  readonly papers: readonly Words[]
  readonly legalisation: 'waived' | 'required' | 'unverified'
  readonly when?: Formula | undefined
  readonly waivedWhen?: Formula | undefined
  readonly cite?: Cited | undefined
}

export type LawFee = {
  readonly id: string
  readonly title?: Words | undefined
  readonly amount: Money
  readonly when?: Formula | undefined
  readonly exemptWhen?: Formula | undefined
  readonly exemptWords?: Words | undefined
  readonly cite: Cited
}

export type LawDeadline = {
  readonly id: string
  readonly binds: 'office' | 'person'
  readonly count: number
  readonly unit: 'days' | 'months' | 'business_days'
  /** A step of the application, or what the day is called that starts it. */
  readonly after: { readonly step: 'submitted' | 'told' | 'issued' } | { readonly fact: Words }
  readonly stopsOn: readonly ('papers_asked' | 'decree')[]
  readonly onExpiry: 'approve' | 'refuse' | 'escalate' | 'lapse'
  readonly words?: Words | undefined
  readonly cite: Cited
}

export type LawIssued = {
  readonly mayWork: boolean
  readonly valid: { readonly months: number } | { readonly until: CalendarDate } | 'unlimited'
  readonly renewable?: { readonly daysBefore: number; readonly cite: Cited } | undefined
}

/** A procedure as the law reads: everything a pack says of it, in words, each with its source. */
export type Law = LawInList & {
  readonly version: string
  readonly placeName: Words
  readonly sources: readonly LawSource[]
  readonly conditions: readonly LawCondition[]
  readonly combination: Combination
  readonly variants: readonly LawVariant[]
  readonly evidence: readonly LawEvidence[]
  readonly assurance: readonly { readonly label: Words; readonly needs: Assurance }[]
  readonly fees: readonly LawFee[]
  readonly deadlines: readonly LawDeadline[]
  readonly issues?: LawIssued | undefined
  readonly closed?: { readonly words: Words; readonly cite: Cited } | undefined
  readonly cases: readonly CaseInWords[]
  readonly changes: readonly { readonly version: string; readonly words: Words }[]
}
