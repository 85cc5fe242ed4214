import type { FactState } from '@convive/facts'
import { answersTo, exact, mentioned, type Answer } from './answers.ts'
import type { Environment, FactView } from './environment.ts'
import { environmentFor, judge, subjectOf, truthName, type Subject } from './judge.ts'
import type { Possible, Truths } from './possible.ts'
import { possibleOf, type Readable } from './read-state.ts'
import type { Ruleset } from './ruleset.ts'
import { survey } from './survey.ts'
import { not } from './truth.ts'

/** One fact that would have to be otherwise. */
export type Change = { readonly fact: string; readonly to: FactState }

const limits = { evaluations: 64, found: 24, pairs: 4096 } as const

/**
 * Smallest sets of changes, of one or two facts, that turn a no or an unknown into a yes. Only facts in `askableFacts` and only
 * those that conditions fixable by action or evidence read; a known fact that a condition fixable `never` or by `time` reads is
 * not offered for change (nobody can enter earlier than they did: for time see `fromWhen`). With `toward: 'open'` the sets after
 * which the answer is no certain no any more, although facts not known still decide.
 */
export function whatWouldChange(
  ruleset: Ruleset,
  view: FactView,
  { askableFacts, toward = 'yes' }: { readonly askableFacts: readonly string[]; readonly toward?: 'yes' | 'open' },
): readonly (readonly Change[])[] {
  const subject = subjectOf(ruleset)
  const environment = environmentFor(subject, view)
  if (truthName(judge(ruleset, environment).answer) === 'yes') return []
  const facts = changeable(ruleset, view, environment).filter((fact) => askableFacts.includes(fact))
  const options = new Map(facts.map((fact) => [fact, optionsFor(fact, { view, environment, subject })]))
  const isYesWith = (changes: readonly (readonly [string, Answer])[]): boolean => {
    const cells = new Map<string, Possible>([
      ...environment.cells,
      ...changes.map(([fact, answer]): [string, Possible] => [fact, answer.cell]),
    ])
    const turn = (one: Possible<Truths>): Possible<Truths> => (toward === 'yes' ? one : not(one))
    const run = (one: Environment): Possible<Truths> => turn(judge(ruleset, one).answer)
    const found = survey(run, { ...environment, cells }, { subject, evaluations: limits.evaluations })
    return toward === 'yes' ? found === 'all-yes' : found !== 'all-yes'
  }
  const found: (readonly Change[])[] = []
  const alone = new Set<string>()
  for (const [fact, answers] of options) {
    for (const answer of answers) {
      if (!isYesWith([[fact, answer]])) continue
      found.push([{ fact, to: answer.state }])
      alone.add(fact)
      if (ordered(subject.read.get(fact))) break
    }
  }
  const rest = facts.filter((fact) => !alone.has(fact))
  let left: number = limits.pairs
  for (const [index, one] of rest.entries()) {
    for (const other of rest.slice(index + 1)) {
      for (const first of options.get(one) ?? []) {
        for (const second of options.get(other) ?? []) {
          left -= 1
          if (left < 0 || found.length >= limits.found) return found
          if (
            isYesWith([
              [one, first],
              [other, second],
            ])
          )
            found.push([
              { fact: one, to: first.state },
              { fact: other, to: second.state },
            ])
        }
      }
    }
  }
  return found
}

function changeable(ruleset: Ruleset, view: FactView, environment: Environment): readonly string[] {
  const known = (fact: string): boolean => {
    const state = view.facts[fact]?.state
    return state === 'value' || state === 'none'
  }
  const fixed = new Set<string>()
  const wanted = new Set<string>()
  for (const condition of ruleset.conditions) {
    const met = truthName(condition.expression.inside.truth(environment)) === 'yes'
    for (const fact of condition.expression.facts) {
      if (condition.fixable === 'never' || condition.fixable === 'time') {
        if (known(fact)) fixed.add(fact)
        else if (condition.fixable === 'time') wanted.add(fact)
      } else if (!met) wanted.add(fact)
    }
  }
  return [...wanted].filter((fact) => !fixed.has(fact))
}

function ordered(of: Readable | undefined): boolean {
  return of?.type === 'date' || of?.type === 'number'
}

type Where = { readonly view: FactView; readonly environment: Environment; readonly subject: Subject }

/** Other states of a fact: for a list, one code more or one less; for a day or a number, the nearest to the present one first. */
function optionsFor(fact: string, { view, environment, subject }: Where): readonly Answer[] {
  const of = subject.read.get(fact)
  if (of === undefined || of.fields !== undefined) return []
  const now = view.facts[fact]
  if (of.type === 'list') {
    const held = now?.state === 'value' && typeof now.value === 'object' ? now.value : []
    const more = mentioned(of, subject).filter((code) => !held.includes(code))
    return [
      ...more.map((code) => exact(of, [...held, code])),
      ...held.map((code) =>
        exact(
          of,
          held.filter((one) => one !== code),
        ),
      ),
    ]
  }
  const answers = answersTo(of, environment, subject).flatMap(({ state }): readonly Answer[] => {
    if (state.state === 'value' && now?.state === 'value' && state.value === now.value) return []
    return [{ state, cell: possibleOf(of, state, false) }]
  })
  return ordered(of)
    ? answers.toSorted((a, b) => distance(a, environment.cells.get(fact)) - distance(b, environment.cells.get(fact)))
    : answers
}

function distance(answer: Answer, present: Possible | undefined): number {
  const [to, from] = [answer.cell.some, present?.some]
  if (to?.kind !== 'span' || from?.kind !== 'span') return Number.POSITIVE_INFINITY
  return Number.isFinite(from.low) ? Math.max(0, to.low - from.high, from.low - to.high) : Math.abs(to.low)
}
