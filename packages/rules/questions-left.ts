import type { Interview } from './interview.ts'
import { answerOf } from './judge.ts'
import type { Possible } from './possible.ts'

export type Ranked = {
  readonly fact: string
  readonly cost: number
  readonly answers: readonly { readonly cell: Possible; readonly share: number }[]
}

/** A made-up interview's answers, by fact. */
export type Rehearsal = ReadonlyMap<string, Possible>

/**
 * Answers of a few made-up people, drawn by plausibility. The draws are the same each time, and each fact's are spread evenly
 * (a rank-one lattice), so that few people stand for many.
 */
export function rehearsalsOf(facts: readonly Ranked[], rounds: number): readonly Rehearsal[] {
  return Array.from({ length: rounds }, (_, round) => {
    const drawn = facts.flatMap(({ fact, answers }, index): readonly [string, Possible][] => {
      const cell = draw(answers, ((round + 0.5) * Math.sqrt(primes[index % primes.length] ?? 2) + index / facts.length) % 1)
      return cell === undefined ? [] : [[fact, cell]]
    })
    return new Map(drawn)
  })
}

const primes: readonly number[] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]

function draw(answers: Ranked['answers'], at: number): Possible | undefined {
  let sum = 0
  for (const { cell, share } of answers) {
    sum += share
    if (at < sum) return cell
  }
  return answers.at(-1)?.cell
}

/** Questions and their cost per person, when facts are asked in this order, skipping what no longer matters. */
export function rehearse(
  interview: Interview,
  order: readonly Ranked[],
  rehearsals: readonly Rehearsal[],
): { readonly questions: number; readonly cost: number } {
  const before = new Map(interview.cells)
  const start = interview.undecided.map(({ ruleset }) => answerOf(ruleset, interview.environment).open)
  let [questions, cost] = [0, 0]
  for (const rehearsal of rehearsals) {
    const open = [...start]
    for (const one of order) {
      if (!open.some((facts) => facts.includes(one.fact))) continue
      questions += 1
      cost += one.cost
      const cell = rehearsal.get(one.fact)
      if (cell !== undefined) interview.cells.set(one.fact, cell)
      for (const [index, { ruleset, reads }] of interview.undecided.entries()) {
        if (open[index]?.length !== 0 && reads.has(one.fact)) open[index] = answerOf(ruleset, interview.environment).open
      }
    }
    for (const { fact } of order) {
      const cell = before.get(fact)
      if (cell !== undefined) interview.cells.set(fact, cell)
    }
  }
  return { questions: questions / rehearsals.length, cost: cost / rehearsals.length }
}
