import type { CalendarDate, Words } from '@convive/kernel'
import { explain, fromWhen, whatWouldChange, type Expression, type FactView } from '@convive/rules'
import { citationText, isUnverified, type EvidenceRequirement, type Fee, type Procedure, type Variant } from './pack/procedure.ts'

export type AnswerKind = 'yes' | 'no' | 'not_yet' | 'closed' | 'depends' | 'look'

export type AnsweredReason = {
  readonly id: string
  readonly state: 'met' | 'not_met' | 'open'
  readonly words: Words
  readonly cite: string
  /** The article is still to be compared with the published law. */
  readonly unverified: boolean
  readonly declined: boolean
}

/** Something the law adds, with where it says so. */
export type Told = { readonly words: Words; readonly cite: string; readonly unverified: boolean }

/** What a person may expect of one procedure, with why, what would change it, what to bring and what it costs. */
export type ProcedureAnswer = {
  readonly procedure: string
  readonly version: string
  readonly title: Words
  readonly jurisdiction: string
  readonly kind: AnswerKind
  readonly from?: CalendarDate | undefined
  readonly closedSince?: CalendarDate | undefined
  readonly reasons: readonly AnsweredReason[]
  /** Facts that are open and would decide it. */
  readonly open: readonly string[]
  readonly declined: readonly string[]
  /** Smallest sets of facts that would have to be otherwise, among what a person can do something about. */
  readonly change: readonly (readonly string[])[]
  readonly bring: readonly {
    readonly id: string
    readonly title: Words
    readonly anyOf: readonly string[]
    readonly legalisation: EvidenceRequirement['legalisation']
    readonly cite: string
  }[]
  readonly cost?:
    | {
        readonly amount: Fee['amount']
        readonly exempt: 'yes' | 'no' | 'unknown'
        readonly words?: Words | undefined
        readonly cite: string
      }
    | undefined
  /** What is left to do now that the window is closed. */
  readonly afterwards?: Told | undefined
  readonly variants: readonly Told[]
}

/** Pure: the same for the interview, the officer's screen and the stored explanation of a decision. */
export function answerProcedure(procedure: Procedure, view: FactView): ProcedureAnswer {
  const { ruleset } = procedure
  const found = explain(ruleset, view)
  const from = found.window === 'closed' || found.answer !== 'no' ? undefined : fromWhen(ruleset, view)
  const changes =
    found.answer === 'yes' || found.window === 'closed'
      ? []
      : whatWouldChange(ruleset, view, { askableFacts: ['ties', 'income_low', 'documents', 'criminal_record'] })
  const states = new Map([
    ...found.fulfilled.map((one) => [one.id, 'met'] as const),
    ...found.failed.map((one) => [one.id, 'not_met'] as const),
  ])
  const declined = new Set([...found.waiting, ...found.invalid].filter((one) => one.declined.length > 0).map((one) => one.id))
  return {
    procedure: procedure.id,
    version: procedure.version,
    title: procedure.title,
    jurisdiction: procedure.jurisdiction,
    kind: kindOf(found.window, found.answer, from),
    from,
    closedSince: found.window === 'closed' ? procedure.inForce.until : undefined,
    reasons: procedure.conditions.map((one) => ({
      id: one.id,
      state: states.get(one.id) ?? 'open',
      words: one.words,
      cite: citationText(procedure, one.cite),
      unverified: isUnverified(procedure, one.cite),
      declined: declined.has(one.id),
    })),
    open: found.open,
    declined: found.declined,
    change: [...new Set(changes.map((set) => set.map((one) => one.fact).join(' ')))].map((set) => set.split(' ')),
    bring: procedure.evidence
      .filter((one) => holds(one.requiredWhen, view) !== 'no')
      .map(({ id, title, anyOf, legalisation, cite }) => ({
        id,
        title,
        anyOf,
        legalisation,
        cite: cite === undefined ? '' : citationText(procedure, cite),
      })),
    cost:
      procedure.fee === undefined
        ? undefined
        : {
            amount: procedure.fee.amount,
            exempt: procedure.fee.exemptWhen === undefined ? 'no' : holds(procedure.fee.exemptWhen, view),
            words: procedure.fee.exemptWords,
            cite: citationText(procedure, procedure.fee.cite),
          },
    afterwards: found.window === 'closed' && procedure.closed !== undefined ? told(procedure, procedure.closed) : undefined,
    variants: procedure.variants.filter((one) => holds(one.when, view) === 'yes').map((one) => told(procedure, one)),
  }
}

function told(procedure: Procedure, { words, cite }: Pick<Variant, 'words' | 'cite'>): Told {
  return cite === undefined
    ? { words, cite: '', unverified: false }
    : { words, cite: citationText(procedure, cite), unverified: isUnverified(procedure, cite) }
}

/** A closed window says "closed", never "no" about the person. */
function kindOf(
  window: 'open' | 'not-yet' | 'closed',
  answer: 'yes' | 'no' | 'unknown' | 'invalid',
  from: CalendarDate | undefined,
): AnswerKind {
  if (window === 'closed') return 'closed'
  if (answer === 'yes') return 'yes'
  if (answer === 'unknown') return 'depends'
  if (answer === 'invalid') return 'look'
  return from === undefined ? 'no' : 'not_yet'
}

/** Without an expression a thing always holds. */
export function holds(expression: Expression | undefined, view: FactView): 'yes' | 'no' | 'unknown' {
  if (expression === undefined) return 'yes'
  const found = expression.evaluate(view)
  if (found.kind !== 'value') return 'unknown'
  return found.value === true ? 'yes' : 'no'
}
