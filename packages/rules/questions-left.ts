import type { Interview } from './interview.ts'
import { judge } from './judge.ts'
import { union, type Possible } from './possible.ts'

type Ranked = { readonly fact: string; readonly answers: readonly { readonly cell: Possible; readonly share: number }[] }

const rounds = 8

/**
 * A rough count of the questions left: in a few made-up interviews, with answers drawn by their plausibility, the facts are asked
 * in today's order, skipping what no longer matters. The same each time: the draws come from a fixed sequence.
 */
export function questionsLeft(interview: Interview, ranked: readonly Ranked[]): number {
  let asked = 0
  let drawn = 0
  for (let round = 0; round < rounds; round += 1) {
    const before = new Map(interview.cells)
    let first = true
    for (const { fact, answers } of ranked) {
      if (!first && !openFacts(interview).includes(fact)) continue
      first = false
      drawn += 1
      const cell = draw(answers, vanDerCorput(drawn))
      if (cell !== undefined) interview.cells.set(fact, cell)
      asked += 1
    }
    for (const [fact, cell] of before) interview.cells.set(fact, cell)
  }
  return Math.max(1, Math.round(asked / rounds))
}

function openFacts(interview: Interview): readonly string[] {
  return interview.undecided.reduce(
    (all: readonly string[], ruleset) => union(all, judge(ruleset, interview.environment).answer.open),
    [],
  )
}

function draw(answers: Ranked['answers'], at: number): Possible | undefined {
  let sum = 0
  for (const { cell, share } of answers) {
    sum += share
    if (at < sum) return cell
  }
  return answers.at(-1)?.cell
}

/** An even sequence in [0, 1) (van der Corput 1935, base 2). */
function vanDerCorput(n: number): number {
  let [value, rest, step] = [0, n, 0.5]
  while (rest > 0) {
    value += (rest % 2) * step
    rest = Math.floor(rest / 2)
    step /= 2
  }
  return value
}
