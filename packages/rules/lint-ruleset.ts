import type { CalendarDate } from '@convive/kernel'
import type { FactView } from './environment.ts'
import { environmentFor, judge, judgeCondition, subjectOf, truthName } from './judge.ts'
import { everyTree, turningDays } from './lint-days.ts'
import { none, type Possible } from './possible.ts'
import { expressionsOf, type Condition, type Ruleset, type Truth } from './ruleset.ts'
import { settle } from './settle.ts'

/** What is wrong with rules that can be read: for their author, in English. `conditions` are those at fault, by id. */
export type Finding = {
  readonly code: 'rules/always-yes' | 'rules/always-no' | 'rules/never-met' | 'rules/never-open' | 'rules/none-not-handled'
  readonly conditions: readonly string[]
  readonly message: string
}

/**
 * Looks for rules that decide nothing or nobody can meet, and for a known absence that no condition thought of. `on` is any day of
 * the present: where a rule reads today, the days on which it could come out otherwise are tried, within its window.
 */
export function lintRuleset(ruleset: Ruleset, on: CalendarDate): readonly Finding[] {
  const { opens, closes } = ruleset.window ?? {}
  if (opens !== undefined && closes !== undefined && closes < opens)
    return [{ code: 'rules/never-open', conditions: [], message: `the window closes on ${closes}, before it opens on ${opens}` }]
  const days = turningDays(ruleset, on)
  const constant = ruleset.conditions.flatMap((condition): readonly Finding[] => {
    const answer = alwaysSame({ ...ruleset, conditions: [condition], eligibleWhen: 'all' }, days)
    if (answer !== 'yes' && answer !== 'no') return []
    const message = `${condition.id} is ${answer === 'yes' ? 'met' : 'failed'} by everybody, whatever their facts are`
    return [{ code: `rules/always-${answer}`, conditions: [condition.id], message }]
  })
  const absences = ruleset.conditions.flatMap((condition) => unhandled(condition, days))
  const never = constant.some((one) => one.code === 'rules/always-no') ? [] : contradictions(ruleset, days)
  return [...constant, ...never, ...absences]
}

/** The answer with nothing known on each of the days, where it is always the same one. */
export function alwaysSame(ruleset: Ruleset, days: readonly CalendarDate[]): Truth {
  const subject = subjectOf(ruleset)
  let same: Truth | undefined
  for (const today of days) {
    const view: FactView = { today, facts: {} }
    const answer = truthName(settle((one) => judge(ruleset, one).met, environmentFor(subject, view), { subject }).found)
    if (same !== undefined && same !== answer) return 'unknown'
    same = answer
    if (answer === 'unknown') return answer
  }
  return same ?? 'unknown'
}

/** Conditions that exclude each other: two where two are enough, else all. */
function contradictions(ruleset: Ruleset, days: readonly CalendarDate[]): readonly Finding[] {
  if (ruleset.conditions.length === 0 || alwaysSame(ruleset, days) !== 'no') return []
  const pair = ruleset.eligibleWhen === 'all' ? firstPair(ruleset, days) : undefined
  const ids = (pair ?? ruleset.conditions).map((one) => one.id)
  const message = `nobody can meet ${ids.join(' and ')} ${pair === undefined ? 'as they are combined' : 'together'}: the answer is never yes`
  return [{ code: 'rules/never-met', conditions: ids, message }]
}

function firstPair(ruleset: Ruleset, days: readonly CalendarDate[]): readonly [Condition, Condition] | undefined {
  for (const [at, one] of ruleset.conditions.entries())
    for (const other of ruleset.conditions.slice(at + 1))
      if (alwaysSame({ ...ruleset, conditions: [one, other] }, days) === 'no') return [one, other]
  return undefined
}

/** A fact of which the catalogue says that there may be none, where a condition has no meaning if there is none. */
function unhandled(condition: Condition, days: readonly CalendarDate[]): readonly Finding[] {
  const ruleset: Ruleset = { id: condition.id, conditions: [condition], eligibleWhen: 'all' }
  const [subject, today] = [subjectOf(ruleset), days[0]]
  if (today === undefined) return []
  const start = environmentFor(subject, { today, facts: {} })
  const isInvalidWith = (fact: string, cell: Possible): boolean =>
    judgeCondition(condition, { ...start, cells: new Map([...start.cells, [fact, cell]]) }).invalid !== undefined
  return nullableIn(ruleset).flatMap((fact): readonly Finding[] => {
    const cell = start.cells.get(fact)
    if (cell === undefined || isInvalidWith(fact, { ...cell, none: false }) || !isInvalidWith(fact, none())) return []
    const message = `${fact} may be none, and then ${condition.id} has no meaning: say what holds then, such as ${fact} != null and …`
    return [{ code: 'rules/none-not-handled', conditions: [condition.id], message }]
  })
}

function nullableIn(ruleset: Ruleset): readonly string[] {
  const trees = expressionsOf(ruleset).flatMap((one) => everyTree(one.inside.tree))
  return [...new Set(trees.flatMap((tree) => (tree.op === 'fact' && tree.fact.none === true ? [tree.fact.id] : [])))]
}
