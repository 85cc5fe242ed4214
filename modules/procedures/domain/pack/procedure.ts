import type { CalendarDate, Money, Words } from '@convive/kernel'
import type { Expression, Ruleset } from '@convive/rules'

export type Citation = { readonly source: string; readonly article?: string | undefined }

export type ProcedureCondition = { readonly id: string; readonly words: Words; readonly cite: Citation }

/** One thing to prove, and the papers any one of which proves it. */
export type EvidenceRequirement = {
  readonly id: string
  readonly title: Words
  readonly anyOf: readonly string[]
  readonly requiredWhen?: Expression | undefined
  readonly legalisation: 'waived' | 'required' | 'unverified'
}

export type Fee = {
  readonly amount: Money
  readonly exemptWhen?: Expression | undefined
  readonly exemptWords?: Words | undefined
  readonly cite: Citation
}
export type Variant = { readonly id: string; readonly when: Expression; readonly words: Words }

/** A right as a pack describes it, checked and compiled. */
export type Procedure = {
  readonly id: string
  readonly version: string
  readonly jurisdiction: string
  readonly kind: string
  readonly authority: string
  readonly title: Words
  readonly sources: ReadonlyMap<string, { readonly cite: string; readonly url?: string | undefined; readonly status: string }>
  readonly inForce: { readonly from: CalendarDate; readonly until?: CalendarDate | undefined }
  readonly conditions: readonly ProcedureCondition[]
  readonly ruleset: Ruleset
  readonly variants: readonly Variant[]
  readonly evidence: readonly EvidenceRequirement[]
  readonly fee?: Fee | undefined
  readonly decideWithin?: { readonly businessDays: number; readonly cite: Citation } | undefined
  readonly appeal?: { readonly businessDays: number; readonly cite: Citation; readonly how: Words } | undefined
  readonly issues?: { readonly kind: string; readonly mayWork: boolean; readonly years: number } | undefined
  readonly cases: readonly WorkedCase[]
}

/** A worked case: facts on a day, and what must come out. */
export type WorkedCase = {
  readonly name: string
  readonly today: CalendarDate
  readonly facts: Readonly<Record<string, unknown>>
  readonly expect: {
    readonly answer: string
    readonly failed?: readonly string[] | undefined
    readonly from?: string | undefined
    readonly window?: string | undefined
  }
}

/** A country as a pack describes it: calendar, contact, the asylum route that is always shown. */
export type Jurisdiction = {
  readonly id: string
  readonly name: Words
  readonly timeZone: string
  readonly fictional: boolean
  readonly holidays: { readonly country?: string | undefined; readonly fixed?: readonly string[] | undefined }
  readonly contact: { readonly text: Words; readonly status: string }
  readonly asylum: { readonly text: Words; readonly status: string }
}

/** "Decreto 138/024, art. 4". */
export function citationText(procedure: Procedure, cite: Citation): string {
  return [procedure.sources.get(cite.source)?.cite ?? cite.source, cite.article ?? ''].filter((part) => part !== '').join(', ')
}
