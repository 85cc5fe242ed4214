import { dayOf } from './day.ts'
import { environmentOf, type Environment, type FactView } from './environment.ts'
import type { Hint } from './hints.ts'
import type { Always } from './lived.ts'
import { order } from './intervals.ts'
import { no, point, present, yes, type Possible, type Truths } from './possible.ts'
import { cellsOf, type Readable } from './read-state.ts'
import type { Relation } from './relation.ts'
import { expressionsOf, type Condition, type Ruleset, type Truth } from './ruleset.ts'
import { and, isNo, isYes, or } from './truth.ts'

/** What a ruleset comes to on an environment, condition by condition. */
export type Judgement = {
  readonly conditions: readonly Possible<Truths>[]
  /** The conditions together. */
  readonly met: Possible<Truths>
  /** The same within the window. */
  readonly answer: Possible<Truths>
}

export function judge(ruleset: Ruleset, environment: Environment): Judgement {
  const conditions = ruleset.conditions.map((condition) => judgeCondition(condition, environment))
  const met = together(ruleset, conditions, environment)
  return { conditions, met, answer: ruleset.window === undefined ? met : and(met, inWindow(ruleset, environment)) }
}

/** The answer alone, as soon as it is certain: for searches that ask often. */
export function answerOf(ruleset: Ruleset, environment: Environment): Possible<Truths> {
  const { eligibleWhen } = ruleset
  if (eligibleWhen !== 'all' && eligibleWhen !== 'any') return judge(ruleset, environment).answer
  const inside = ruleset.window === undefined ? yes : inWindow(ruleset, environment)
  if (isNo(inside)) return no
  const [join, ends] = eligibleWhen === 'all' ? [and, isNo] : [or, isYes]
  let found = eligibleWhen === 'all' ? yes : no
  for (const condition of ruleset.conditions) {
    found = join(found, judgeCondition(condition, environment))
    if (ends(found)) break
  }
  return and(found, inside)
}

export function judgeCondition(condition: Condition, environment: Environment): Possible<Truths> {
  return present(condition.expression.inside.truth(environment))
}

/** Conditions as the ruleset joins them. */
export function together(ruleset: Ruleset, conditions: readonly Possible<Truths>[], environment: Environment): Possible<Truths> {
  const { eligibleWhen } = ruleset
  if (eligibleWhen === 'all') return conditions.reduce(and, yes)
  if (eligibleWhen === 'any') return conditions.reduce(or, no)
  const places = eligibleWhen.locals.map(
    (name) => conditions[ruleset.conditions.findIndex((condition) => condition.id === name)] ?? no,
  )
  return present(eligibleWhen.inside.truth({ ...environment, places }))
}

export function inWindow({ window }: Ruleset, environment: Environment): Possible<Truths> {
  const opened = window?.opens === undefined ? yes : order(point(dayOf(window.opens)), '<=', environment.today)
  const notClosed = window?.closes === undefined ? yes : order(environment.today, '<=', point(dayOf(window.closes)))
  return and(opened, notClosed)
}

export function truthName(one: Possible<Truths>): Truth {
  if (isYes(one)) return 'yes'
  if (isNo(one)) return 'no'
  return one.some === undefined ? 'invalid' : 'unknown'
}

/** All that searches over a ruleset, or over one of its conditions, need to know. */
export type Subject = {
  readonly read: ReadonlyMap<string, Readable>
  readonly absence: ReadonlySet<string>
  readonly texts: readonly string[]
  readonly hints: readonly Hint[]
  /** What is so in every life, among the facts read here. */
  readonly always: readonly Always[]
  /** Facts that meet in a comparison, by the comparison. */
  readonly relations: ReadonlyMap<string, Relation>
}

export function subjectOf(ruleset: Ruleset): Subject {
  const before = subjects.get(ruleset)
  if (before !== undefined) return before
  const found = findSubject(ruleset)
  subjects.set(ruleset, found)
  return found
}

/** A ruleset never changes, and is asked about for every person. */
const subjects = new WeakMap<Ruleset, Subject>()

function findSubject(ruleset: Ruleset): Subject {
  const insides = expressionsOf(ruleset).map((expression) => expression.inside)
  return joined(insides.map((inside) => ({ ...inside, texts: [...inside.texts, ...codesBesideTexts(inside.read)] })))
}

/** A free text that may be compared with a code turns where it is one of the codes, written or not. */
function codesBesideTexts(read: ReadonlyMap<string, Readable>): readonly string[] {
  const all = [...read.values()]
  const isFree = all.some((one) => one.type === 'text' && one.domain === undefined)
  return isFree ? all.flatMap((one) => one.domain ?? []) : []
}

/** Several subjects as one. */
export function joined(subjects: readonly Subject[]): Subject {
  return {
    read: new Map(subjects.flatMap((subject) => [...subject.read])),
    absence: new Set(subjects.flatMap((subject) => [...subject.absence])),
    texts: [...new Set(subjects.flatMap((subject) => subject.texts))],
    hints: subjects.flatMap((subject) => subject.hints),
    relations: new Map(subjects.flatMap((subject) => [...subject.relations])),
    always: [...new Map(subjects.flatMap((subject) => subject.always.map((one) => [one.feel, one]))).values()],
  }
}

/** Reads a view once. Facts outside the subject are not looked at. */
export function environmentFor(subject: Subject, view: FactView): Environment {
  return environmentOf(view, cellsOf(subject.read.values(), view, subject.absence))
}
