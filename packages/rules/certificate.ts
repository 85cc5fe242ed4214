import type { Environment, FactView } from './environment.ts'
import { answerOf, environmentFor, judge, subjectOf, truthName, type Judgement, type Subject } from './judge.ts'
import { answersTo } from './answers.ts'
import { leastHitting } from './least-hitting.ts'
import { contradicted } from './lived.ts'
import { madeLives } from './made-lives.ts'
import { isCertain } from './possible.ts'
import { readMoreThanOnce } from './read-once.ts'
import { possibleOf } from './read-state.ts'
import { aloneOf, type Ruleset } from './ruleset.ts'
import { settle } from './settle.ts'

/** What proves an answer: with these facts alone, and nothing known of the others, the answer is the same. */
export type Certificate = {
  readonly answer: 'yes' | 'no'
  readonly facts: readonly string[]
  /**
   * `fewest`: no smaller set of facts proves it and, where one fact does or few are known, none of the same size costs less to know.
   * `irreducible`: none of them can be left out, but a smaller set of others may exist. `enough`: it was not looked whether fewer do.
   */
  readonly proof: 'fewest' | 'irreducible' | 'enough'
  /** The conditions that these facts decide and that carry the answer, with their articles. */
  readonly conditions: readonly { readonly id: string; readonly cite: string }[]
}

/** More known facts than this are only thinned out; more rounds of the search as well. */
const limits = { facts: 20, rounds: 256, evaluations: 256, thorough: 6 } as const

/**
 * The fewest facts that prove the answer, or `undefined` where the answer is neither yes nor no. The search goes by duality: what
 * has to be hit is the complement of every set that proves nothing (Reiter 1987; implicit hitting sets, Chandrasekaran et al. 2011).
 */
export function certificateOf(ruleset: Ruleset, view: FactView): Certificate | undefined {
  const subject = subjectOf(ruleset)
  const whole = { ruleset, view, subject, repeated: readMoreThanOnce(ruleset) }
  const known = [...subject.read.values()]
    .filter(({ id, fields }) => isKnown((fields === undefined ? view.facts[id] : view.records?.[id])?.state))
    .toSorted((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1))
  const costs = new Map(known.map(({ id, cost }) => [id, cost]))
  const all = new Set(costs.keys())
  const answer = answerFrom(whole, { facts: all })
  if (answer !== 'yes' && answer !== 'no') return undefined
  const proves = (facts: ReadonlySet<string>): boolean => answerFrom(whole, { facts, answer }) === answer
  const byParts = conditionByCondition(whole, { answer, costs, all })
  const quick =
    byParts === undefined ? undefined : judged(whole, { parts: byParts, answer, proves, cheapestFirst: [...all].toReversed() })
  const { facts, proof } = quick ?? fewest(costs, proves)
  return { answer, facts: [...facts], proof, conditions: carrying(whole, { facts, answer }) }
}

type Whole = {
  readonly ruleset: Ruleset
  readonly view: FactView
  readonly subject: Subject
  readonly repeated: ReadonlySet<string>
}
type Proves = (facts: ReadonlySet<string>) => boolean

function answerFrom(
  whole: Whole,
  { facts, answer }: { readonly facts: ReadonlySet<string>; readonly answer?: 'yes' | 'no' },
): string {
  const { ruleset, view, subject, repeated } = whole
  const environment = knowing(facts, { view, subject })
  const found = judge(ruleset, environment).answer
  if (isCertain(found)) return truthName(found)
  const open = [...environment.cells].some(([id, cell]) => repeated.has(id) && !isCertain(cell))
  // Where every fact left out, or known in part, is read once, Kleene's answer is the exact one.
  if (!open || isShown(whole, { environment, answer })) return 'unknown'
  return truthName(settle((one) => answerOf(ruleset, one), environment, { subject, evaluations: limits.evaluations }).found)
}

/** Whether a made-up life that agrees on what is known here comes to another answer: then what is known proves nothing. */
function isShown(
  { ruleset, view, subject }: Whole,
  { environment, answer }: { readonly environment: Environment; readonly answer: 'yes' | 'no' | undefined },
): boolean {
  if (answer === undefined) return false
  return madeLives(ruleset, view.today)[answer === 'yes' ? 'no' : 'yes'].some((life) => {
    const cells = new Map([...environment.cells].map(([id, cell]) => [id, isCertain(cell) ? cell : (life.get(id) ?? cell)]))
    const found = answerOf(ruleset, { ...environment, cells })
    if (!isCertain(found) || truthName(found) === answer) return false
    return contradicted(subject.always, { ...environment, cells }).length === 0
  })
}

/**
 * Where conditions are joined by `all` or `any`: what proves one of them that carries the answer alone, or each of those that carry it
 * together. Cheap, and nearly always the fewest; whether it is has to be shown.
 */
function conditionByCondition(
  whole: Whole,
  {
    answer,
    costs,
    all,
  }: { readonly answer: 'yes' | 'no'; readonly costs: ReadonlyMap<string, number>; readonly all: ReadonlySet<string> },
): ReadonlySet<string> | undefined {
  const { ruleset } = whole
  const { eligibleWhen } = ruleset
  if (eligibleWhen !== 'all' && eligibleWhen !== 'any') return undefined
  const parts = ruleset.conditions.flatMap((condition): readonly ReadonlySet<string>[] => {
    const one = aloneOf(condition)
    const part: Whole = { ...whole, ruleset: one, subject: subjectOf(one), repeated: readMoreThanOnce(one) }
    if (answerFrom(part, { facts: all }) !== answer) return []
    const own = new Map([...costs].filter(([fact]) => part.subject.read.has(fact)))
    return [fewest(own, (facts) => answerFrom(part, { facts, answer }) === answer).facts]
  })
  const isOneEnough = (eligibleWhen === 'all') === (answer === 'no')
  const costOf = (facts: ReadonlySet<string>): number => [...facts].reduce((sum, fact) => sum + (costs.get(fact) ?? 0), 0)
  if (isOneEnough) return parts.toSorted((a, b) => a.size - b.size || costOf(a) - costOf(b))[0]
  return parts.length === ruleset.conditions.length ? new Set(parts.flatMap((one) => [...one])) : undefined
}

/**
 * What conditions prove one by one, if no search is needed to say how good it is: it is the fewest where one fact less proves nothing, as is
 * shown for one fact, for two, and where each is needed by itself. With many facts known it is taken as soon as none can be left out.
 */
function judged(
  whole: Whole,
  {
    parts,
    answer,
    proves,
    cheapestFirst,
  }: {
    readonly parts: ReadonlySet<string>
    readonly answer: 'yes' | 'no'
    readonly proves: Proves
    readonly cheapestFirst: readonly string[]
  },
): (Pick<Certificate, 'proof'> & { readonly facts: ReadonlySet<string> }) | undefined {
  const { subject, view } = whole
  const isThorough = cheapestFirst.length < limits.thorough
  /** Shown by a made-up life; with few facts known also by a search. */
  const provesNothing = (facts: readonly string[]): boolean =>
    isShown(whole, { environment: knowing(new Set(facts), { view, subject }), answer }) || (isThorough && !proves(new Set(facts)))
  if (parts.size === 0) return { facts: parts, proof: 'fewest' }
  if (parts.size === 2 && isThorough) return undefined
  const [only] = parts
  if (parts.size === 1 && only !== undefined && provesNothing([])) {
    const cheaper = isThorough ? cheapestFirst.find((fact) => fact === only || proves(new Set([fact]))) : only
    return { facts: new Set([cheaper ?? only]), proof: 'fewest' }
  }
  const isFewest =
    parts.size === 2
      ? provesNothing([]) && cheapestFirst.every((fact) => provesNothing([fact]))
      : isEachNeeded(whole, { facts: parts, answer })
  if (isFewest) return { facts: parts, proof: 'fewest' }
  if (isThorough) return undefined
  const isIrreducible = [...parts].every((fact) => provesNothing([...parts].filter((one) => one !== fact)))
  return { facts: parts, proof: isIrreducible ? 'irreducible' : 'enough' }
}

/** Whether for each of these facts another answer to it alone changes the outcome: then no proof does without it. */
function isEachNeeded(
  { ruleset, view, subject }: Whole,
  { facts, answer }: { readonly facts: ReadonlySet<string>; readonly answer: 'yes' | 'no' },
): boolean {
  const environment = environmentFor(subject, view)
  return [...facts].every((fact) => {
    const of = subject.read.get(fact)
    if (of === undefined || of.fields !== undefined) return false
    return answersTo(of, environment, subject).some(({ state }) => {
      const cells = new Map(environment.cells).set(fact, possibleOf(of, state, false))
      const found = answerOf(ruleset, { ...environment, cells })
      return (
        isCertain(found) && truthName(found) !== answer && contradicted(subject.always, { ...environment, cells }).length === 0
      )
    })
  })
}

function knowing(
  facts: ReadonlySet<string>,
  { view, subject }: Pick<Whole, 'view' | 'subject'>,
): ReturnType<typeof environmentFor> {
  const known = <State>(all: Readonly<Record<string, State>>): Readonly<Record<string, State>> =>
    Object.fromEntries(Object.entries(all).filter(([id]) => facts.has(id)))
  return environmentFor(subject, { ...view, facts: known(view.facts), records: known(view.records ?? {}) })
}

function isKnown(state: string | undefined): boolean {
  return state === 'value' || state === 'none'
}

function fewest(
  costs: ReadonlyMap<string, number>,
  proves: Proves,
): Pick<Certificate, 'proof'> & { readonly facts: ReadonlySet<string> } {
  const all = new Set(costs.keys())
  if (costs.size > limits.facts) return { facts: thinned(all, proves), proof: 'irreducible' }
  const without = (fact: string): ReadonlySet<string> => new Set([...all].filter((one) => one !== fact))
  const needed = new Set([...all].filter((fact) => !proves(without(fact))))
  if (proves(needed)) return { facts: needed, proof: 'fewest' }
  const toHit: (readonly string[])[] = [...needed].map((fact) => [fact])
  for (let round = 0; round < limits.rounds; round += 1) {
    const candidate = leastHitting(toHit, costs)
    if (proves(candidate)) return { facts: candidate, proof: 'fewest' }
    const grown = new Set(candidate)
    for (const fact of all) {
      if (grown.has(fact)) continue
      grown.add(fact)
      if (proves(grown)) grown.delete(fact)
    }
    toHit.push([...all].filter((fact) => !grown.has(fact)))
  }
  return { facts: thinned(all, proves), proof: 'irreducible' }
}

/** Leaves out one fact after another, the dearest first. */
function thinned(all: ReadonlySet<string>, proves: Proves): ReadonlySet<string> {
  const kept = new Set(all)
  for (const fact of all) {
    kept.delete(fact)
    if (!proves(kept)) kept.add(fact)
  }
  return kept
}

function carrying(
  whole: Whole,
  { facts, answer }: { readonly facts: ReadonlySet<string>; readonly answer: 'yes' | 'no' },
): Certificate['conditions'] {
  const found: Judgement = judge(whole.ruleset, knowing(facts, whole))
  const isNegated = typeof whole.ruleset.eligibleWhen !== 'string'
  return whole.ruleset.conditions.flatMap(({ id, cite }, index) => {
    const one = found.conditions[index]
    const truth = one === undefined ? 'unknown' : truthName(one)
    return truth === answer || (isNegated && (truth === 'yes' || truth === 'no')) ? [{ id, cite }] : []
  })
}
