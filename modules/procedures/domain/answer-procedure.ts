import type { FactState } from '@convive/facts'
import type { CalendarDate, Words } from '@convive/kernel'
import {
  certificateOf,
  explain,
  fromWhen,
  notNoFrom,
  untilWhen,
  whatWouldChange,
  type Explanation,
  type Expression,
  type FactView,
  type Ruleset,
} from '@convive/rules'
import { isDue } from './is-due.ts'
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
  /** The day from which this is met if nothing happens but that time passes. */
  readonly from?: CalendarDate | undefined
}

/** Facts that would have to be so, all of them. */
export type ChangeSet = readonly { readonly fact: string; readonly to: FactState }[]

/** Something the law adds, with where it says so. */
export type Told = { readonly words: Words; readonly cite: string; readonly unverified: boolean }

/** One thing to pay, and whether this person owes it. */
export type Cost = {
  readonly id: string
  readonly title?: Words | undefined
  readonly amount: Fee['amount']
  readonly owed: 'yes' | 'no' | 'unknown'
  readonly words?: Words | undefined
  readonly cite: string
}

/** What a person may expect of one procedure, with why, what would change it, what to bring and what it costs. */
export type ProcedureAnswer = {
  readonly procedure: string
  readonly version: string
  readonly title: Words
  readonly jurisdiction: string
  readonly kind: AnswerKind
  /** `not_yet`: the day it becomes a yes. `depends`: the first day it can. `yes`: nothing. */
  readonly from?: CalendarDate | undefined
  /** `yes`: the last day, when there is one. */
  readonly until?: CalendarDate | undefined
  readonly closedSince?: CalendarDate | undefined
  readonly reasons: readonly AnsweredReason[]
  /** Facts that are open and would decide it. */
  readonly open: readonly string[]
  readonly declined: readonly string[]
  /** The fewest facts from which a yes or a no follows, whatever is so besides. Decisions taken before this was kept have none. */
  readonly proof?: readonly string[] | undefined
  /** Facts that cannot all be so: one of each group is wrong. */
  readonly clashes?: readonly (readonly string[])[] | undefined
  /** Smallest sets of facts that would have to be otherwise, among what a person can do something about. */
  readonly change: readonly ChangeSet[]
  /** The day from which such a change would give a yes, when that is not today. */
  readonly changeFrom?: CalendarDate | undefined
  /** Such a change would not give a yes by itself: it would then depend on what is `open`. */
  readonly changeOpens?: boolean | undefined
  readonly bring: readonly {
    readonly id: string
    readonly title: Words
    readonly anyOf: readonly string[]
    readonly legalisation: EvidenceRequirement['legalisation']
    readonly cite: string
  }[]
  readonly costs: readonly Cost[]
  /** Whether all of it is waived or costs nothing; absent where no pack says what it costs. */
  readonly free?: 'yes' | 'no' | 'unknown' | undefined
  /** What is left to do now that the window is closed. */
  readonly afterwards?: Told | undefined
  readonly variants: readonly Told[]
}

/** Pure: the same for the interview, the officer's screen and the stored explanation of a decision. */
export function answerProcedure(procedure: Procedure, view: FactView): ProcedureAnswer {
  const { ruleset } = procedure
  const today = explain(ruleset, view)
  const soonest = today.window === 'closed' || today.answer !== 'no' ? undefined : notNoFrom(ruleset, view)
  // A no that time alone may turn is told as it will stand on the first day on which it is no longer one.
  const found = soonest === undefined ? today : explain(ruleset, { ...view, today: soonest, told: view.today })
  const kind = kindOf(today, soonest === undefined ? undefined : found.answer)
  const states = new Map([
    ...today.fulfilled.map((one) => [one.id, 'met'] as const),
    ...today.failed.map((one) => [one.id, 'not_met'] as const),
  ])
  const declined = new Set([...today.waiting, ...today.invalid].filter((one) => one.declined.length > 0).map((one) => one.id))
  return {
    procedure: procedure.id,
    version: procedure.version,
    title: procedure.title,
    jurisdiction: procedure.jurisdiction,
    kind,
    from: soonest,
    until: kind === 'yes' ? untilWhen(ruleset, view) : undefined,
    closedSince: today.window === 'closed' ? procedure.inForce.until : undefined,
    reasons: procedure.conditions.map((one) => ({
      id: one.id,
      state: states.get(one.id) ?? 'open',
      words: one.words,
      cite: citationText(procedure, one.cite),
      unverified: isUnverified(procedure, one.cite),
      declined: declined.has(one.id),
      from: states.get(one.id) === 'not_met' ? metFrom(ruleset, one.id, view) : undefined,
    })),
    open: found.open.filter((fact) => isDue(fact, procedure.follows, view.facts)),
    declined: found.declined,
    proof: kind === 'yes' || kind === 'no' ? certificateOf(ruleset, view)?.facts : undefined,
    clashes: today.contradictions,
    ...(kind === 'no' ? changesOf(procedure, view) : { change: [] }),
    bring: bringOf(procedure, view),
    ...costsOf(procedure, view),
    afterwards: kind === 'closed' && procedure.closed !== undefined ? told(procedure, procedure.closed) : undefined,
    variants: procedure.variants.filter((one) => holds(one.when, view) === 'yes').map((one) => told(procedure, one)),
  }
}

/** What has to be shown by whom it concerns, each with the papers any one of which will do. */
export function bringOf(procedure: Procedure, view: FactView): ProcedureAnswer['bring'] {
  return procedure.evidence
    .filter((one) => holds(one.requiredWhen, view) !== 'no')
    .map(({ id, title, anyOf, legalisation, waivedWhen, cite }) => ({
      id,
      title,
      anyOf,
      legalisation: waivedWhen !== undefined && holds(waivedWhen, view) === 'yes' ? ('waived' as const) : legalisation,
      cite: cite === undefined ? '' : citationText(procedure, cite),
    }))
}

/** What is to be paid by whom it concerns; what others pay is left out. */
export function costsOf(procedure: Procedure, view: FactView): Pick<ProcedureAnswer, 'costs' | 'free'> {
  const costs = procedure.fees.flatMap((fee): readonly Cost[] => {
    const concerns = holds(fee.when, view)
    if (concerns === 'no') return []
    const exempt = fee.exemptWhen === undefined ? 'no' : holds(fee.exemptWhen, view)
    const owed = fee.amount.minor === 0 || exempt === 'yes' ? 'no' : exempt === 'no' ? concerns : 'unknown'
    const { id, title, amount, exemptWords } = fee
    return [{ id, title, amount, owed, words: exemptWords, cite: citationText(procedure, fee.cite) }]
  })
  if (procedure.fees.length === 0) return { costs }
  const isOwed = (how: Cost['owed']): boolean => costs.some((one) => one.owed === how)
  return { costs, free: isOwed('yes') ? 'no' : isOwed('unknown') ? 'unknown' : 'yes' }
}

function told(procedure: Procedure, { words, cite }: Pick<Variant, 'words' | 'cite'>): Told {
  return cite === undefined
    ? { words, cite: '', unverified: false }
    : { words, cite: citationText(procedure, cite), unverified: isUnverified(procedure, cite) }
}

/** A closed window says "closed", never "no" about the person; `later` is the answer on the first day that is not a no. */
function kindOf(today: Explanation, later: Explanation['answer'] | undefined): AnswerKind {
  if (today.window === 'closed') return 'closed'
  switch (later ?? today.answer) {
    case 'yes':
      return later === undefined ? 'yes' : 'not_yet'
    case 'unknown':
      return 'depends'
    case 'invalid':
      return 'look'
    case 'no':
      return 'no'
  }
}

function metFrom(ruleset: Ruleset, id: string, view: FactView): CalendarDate | undefined {
  const conditions = ruleset.conditions.filter((one) => one.id === id && one.fixable === 'time')
  return conditions.length === 0 ? undefined : fromWhen({ id, conditions, eligibleWhen: 'all' }, view)
}

/**
 * What would turn a no: today, or from the day on which the conditions that only time fixes will be met. Where other facts
 * are not known, what would at least open it again; it then still depends on those.
 */
function changesOf(procedure: Procedure, view: FactView): Pick<ProcedureAnswer, 'change' | 'changeFrom' | 'changeOpens'> {
  const { ruleset, changeable } = procedure
  const on = (today: CalendarDate, toward: 'yes' | 'open'): readonly ChangeSet[] =>
    whatWouldChange(ruleset, { ...view, today, told: view.today }, { askableFacts: changeable, toward })
  const now = on(view.today, 'yes')
  if (now.length > 0) return { change: now }
  const fixed = ruleset.conditions.filter((one) => one.fixable === 'never' || one.fixable === 'time')
  const later = ruleset.eligibleWhen === 'all' ? notNoFrom({ ...ruleset, conditions: fixed }, view) : view.today
  if (later === undefined) return { change: [] }
  const changeFrom = later === view.today ? undefined : later
  const certain = changeFrom === undefined ? [] : on(later, 'yes')
  if (certain.length > 0) return { change: certain, changeFrom }
  const opening = on(later, 'open')
  return opening.length === 0 ? { change: [] } : { change: opening, changeFrom, changeOpens: true }
}

/** Without an expression a thing always holds. */
export function holds(expression: Expression | undefined, view: FactView): 'yes' | 'no' | 'unknown' {
  if (expression === undefined) return 'yes'
  const found = expression.evaluate(view)
  if (found.kind !== 'value') return 'unknown'
  return found.value === true ? 'yes' : 'no'
}
