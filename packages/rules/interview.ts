import type { Catalogue, FactState } from '@convive/facts'
import type { Environment, FactView } from './environment.ts'
import { answerOf, environmentFor, inWindow, joined, subjectOf, type Subject } from './judge.ts'
import { isCertain, union, type Possible } from './possible.ts'
import { allOf, anyOf, type Progress } from './progress.ts'
import type { Ruleset } from './ruleset.ts'
import { searchLimits, settle } from './settle.ts'
import { isNo } from './truth.ts'

/** How often people give each answer, from aggregates: states of a fact with weights in any unit. */
export type Plausibility = Readonly<Record<string, readonly { readonly state: FactState; readonly weight: number }[]>>

/** The rulesets a person wonders about and what is known of them. */
export type InterviewInput = {
  readonly rulesets: readonly Ruleset[]
  readonly view: FactView
  readonly catalogue: Catalogue
  /** Facts that must not be asked here give false. */
  readonly askable?: (fact: string) => boolean
  readonly weights?: Plausibility
}

/** A ruleset that is not decided yet, with the facts that it reads. */
export type Undecided = { readonly ruleset: Ruleset; readonly reads: ReadonlySet<string> }

/** An interview in which answers are tried out: cells are put in place and taken away again. */
export type Interview = {
  readonly undecided: readonly Undecided[]
  readonly subject: Subject
  readonly cells: Map<string, Possible>
  readonly environment: Environment
  /** Unknown facts on which an undecided ruleset hangs and that may be asked. */
  readonly candidates: readonly string[]
}

export function interviewOf({ rulesets, view, catalogue, askable = () => true }: InterviewInput): Interview {
  const undecided = rulesets.filter((ruleset) => {
    const subject = subjectOf(ruleset)
    const evaluations = searchLimits.evaluations / 8
    return !isCertain(settle((one) => answerOf(ruleset, one), environmentFor(subject, view), { subject, evaluations }).found)
  })
  const subject = joined(undecided.map(subjectOf))
  const known = environmentFor(subject, view)
  const cells = new Map(known.cells)
  const environment: Environment = { ...known, cells }
  const open = undecided.reduce((all: readonly string[], ruleset) => union(all, answerOf(ruleset, environment).open), [])
  const candidates = open.filter((fact) => {
    const state = view.facts[fact]?.state ?? 'unknown'
    // A date known in part was answered as well as the person could: asking again would go in a circle.
    const definition = catalogue.get(fact)
    // Records and their parts are written down by the office, not asked one by one.
    if (definition === undefined || definition.type === 'records') return false
    return state === 'unknown' && definition.derive === undefined && askable(fact)
  })
  const reading = undecided.map((ruleset) => ({ ruleset, reads: new Set(subjectOf(ruleset).read.keys()) }))
  return { undecided: reading, subject, cells, environment, candidates }
}

/** Runs something with one answer in place. */
export function withAnswer<Result>(
  interview: Interview,
  { fact, cell }: { readonly fact: string; readonly cell: Possible },
  work: () => Result,
): Result {
  const before = interview.cells.get(fact)
  interview.cells.set(fact, cell)
  const result = work()
  if (before !== undefined) interview.cells.set(fact, before)
  return result
}

/** From 0, nothing known, to 1, decided. */
export function potential(ruleset: Ruleset, environment: Environment): number {
  if (ruleset.window !== undefined && isNo(inWindow(ruleset, environment))) return 1
  const { toYes, toNo } = progressOf(ruleset, environment)
  return 1 - (1 - toYes) * (1 - toNo)
}

function progressOf(ruleset: Ruleset, environment: Environment): Progress {
  const { conditions, eligibleWhen } = ruleset
  const of = (index: number): Progress => conditions[index]?.expression.inside.progress.run(environment, []) ?? nothing
  if (typeof eligibleWhen === 'string') {
    const parts = conditions.map((condition, index) => ({ atoms: condition.expression.inside.progress.atoms, index }))
    return (eligibleWhen === 'all' ? allOf : anyOf)(parts, (part) => of(part.index))
  }
  const locals = eligibleWhen.locals.map((name) => of(conditions.findIndex((condition) => condition.id === name)))
  return eligibleWhen.inside.progress.run(environment, locals)
}

const nothing: Progress = { toYes: 0, toNo: 0 }
