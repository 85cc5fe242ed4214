import { askEngine, rulesetOf } from './ask-engine.ts'
import { chanceFrom } from './chance.ts'
import { drawKnown, drawnDays } from './draw-known.ts'
import { drawnFacts, drawRule } from './draw-rule.ts'
import type { Listing } from './completions.ts'
import { answerOf, type Answer } from './judge.ts'
import { printRule } from './print-rule.ts'
import { factsNamed, type Known, type Question } from './rule.ts'
import { NotCovered } from './turning-points.ts'

/** Where engine and oracle part. */
export type Parting = {
  readonly seed: number
  readonly feel: string
  readonly today: string
  readonly known: Readonly<Record<string, Known>>
  readonly engine: string
  readonly oracle: Answer
}

export type Tally = {
  cases: number
  atoms: number
  linked: number
  /** Questions the oracle refuses: too many completions, or outside its argument. */
  notCovered: number
  certain: number
  /** Kleene's tables alone say unknown, and an open fact stands in the rule twice. */
  repeated: number
  exact: number
  /** Of those, the ones in which all completions agree. */
  agreeing: number
  found: number
  unsound: Parting[]
  needless: Parting[]
}

export function emptyTally(): Tally {
  return {
    cases: 0,
    atoms: 0,
    linked: 0,
    notCovered: 0,
    certain: 0,
    repeated: 0,
    exact: 0,
    agreeing: 0,
    found: 0,
    unsound: [],
    needless: [],
  }
}

/** Draws one rule from its seed and compares engine and oracle on so many assignments. */
export function compareRule(seed: number, assignments: number, tally: Tally): void {
  const chance = chanceFrom(seed)
  const { rule, atoms, linked } = drawRule(chance)
  const named = factsNamed(rule)
  const own = [...new Set(named)].toSorted()
  const facts = Object.fromEntries(Object.entries(drawnFacts).filter(([id]) => own.includes(id)))
  const ruleset = rulesetOf(rule, facts)
  tally.atoms += atoms
  tally.linked += linked
  for (let count = 0; count < assignments; count += 1) {
    const question: Question = { facts, rule, today: chance.one(drawnDays), known: drawKnown(chance, facts, own) }
    const oracle = oracleAnswer(question, seed % 4 === 0 ? 'whole' : 'turning-points')
    tally.cases += 1
    if (oracle === undefined) {
      tally.notCovered += 1
      continue
    }
    const { answer, kleene } = askEngine(ruleset, question)
    const parting = { seed, feel: printRule(rule), today: question.today, known: question.known, engine: answer, oracle }
    if (answer !== 'unknown') tally.certain += 1
    if (answer !== oracle) (answer === 'unknown' ? tally.needless : tally.unsound).push(parting)
    const repeats = own.some((id) => isOpen(question.known[id]) && named.filter((one) => one === id).length > 1)
    if (kleene !== 'unknown' || !repeats) continue
    tally.repeated += 1
    if (answer === oracle) tally.exact += 1
    if (oracle !== 'unknown') tally.agreeing += 1
    if (oracle !== 'unknown' && answer === oracle) tally.found += 1
  }
}

function oracleAnswer(question: Question, listing: Listing): Answer | undefined {
  try {
    return answerOf(question, listing)
  } catch (error) {
    if (error instanceof NotCovered) return undefined
    throw error
  }
}

function isOpen(one: Known | undefined): boolean {
  if (one === undefined) return true
  if (typeof one === 'string') return /^\d{4}(-\d\d)?$/u.test(one)
  return typeof one === 'object' && 'state' in one && one.state !== 'null'
}

/** Two tallies of different seeds as one. */
export function together(one: Tally, other: Tally): Tally {
  const sum = (key: keyof Counts): number => one[key] + other[key]
  return {
    cases: sum('cases'),
    atoms: sum('atoms'),
    linked: sum('linked'),
    notCovered: sum('notCovered'),
    certain: sum('certain'),
    repeated: sum('repeated'),
    exact: sum('exact'),
    agreeing: sum('agreeing'),
    found: sum('found'),
    unsound: [...one.unsound, ...other.unsound],
    needless: [...one.needless, ...other.needless],
  }
}

type Counts = Omit<Tally, 'unsound' | 'needless'>
