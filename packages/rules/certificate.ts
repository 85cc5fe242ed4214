import type { FactView } from './environment.ts'
import { environmentFor, judge, subjectOf, truthName, type Judgement, type Subject } from './judge.ts'
import { leastHitting } from './least-hitting.ts'
import { isCertain } from './possible.ts'
import { readMoreThanOnce } from './read-once.ts'
import type { Ruleset } from './ruleset.ts'
import { settle } from './settle.ts'

/** What proves an answer: with these facts alone, and nothing known of the others, the answer is the same. */
export type Certificate = {
  readonly answer: 'yes' | 'no'
  readonly facts: readonly string[]
  /**
   * `fewest`: no smaller set of facts proves it, and none of the same size costs less to know. `irreducible`: none of them can be left out,
   * but a smaller set of others may exist.
   */
  readonly proof: 'fewest' | 'irreducible'
  /** The conditions that these facts decide and that carry the answer, with their articles. */
  readonly conditions: readonly { readonly id: string; readonly cite: string }[]
}

/** More known facts than this are only thinned out; more rounds of the search as well. */
const limits = { facts: 20, rounds: 256 } as const

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
  const answer = answerFrom(whole, all)
  if (answer !== 'yes' && answer !== 'no') return undefined
  const proves = (facts: ReadonlySet<string>): boolean => answerFrom(whole, facts) === answer
  const { facts, proof } = fewest(costs, proves)
  return { answer, facts: [...facts], proof, conditions: carrying(whole, { facts, answer }) }
}

type Whole = {
  readonly ruleset: Ruleset
  readonly view: FactView
  readonly subject: Subject
  readonly repeated: ReadonlySet<string>
}
type Proves = (facts: ReadonlySet<string>) => boolean

function answerFrom({ ruleset, view, subject, repeated }: Whole, facts: ReadonlySet<string>): string {
  const environment = knowing(facts, { view, subject })
  const found = judge(ruleset, environment).answer
  if (isCertain(found)) return truthName(found)
  const open = [...environment.cells].some(([id, cell]) => repeated.has(id) && !isCertain(cell))
  // Where every fact left out, or known in part, is read once, Kleene's answer is the exact one.
  return open ? truthName(settle((one) => judge(ruleset, one).answer, environment, { subject }).found) : 'unknown'
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
