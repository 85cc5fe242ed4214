import { dayFrom, textFrom } from './calendar.ts'
import { domainsOf, type Listing } from './completions.ts'
import { evaluator, type Cell, type Cells, type Outcome } from './evaluate.ts'
import { factsNamed, type Known, type Question, type Rule, type Term, partsOf } from './rule.ts'
import { NotCovered } from './turning-points.ts'

/** What all completions agree on; unknown where they differ. */
export type Answer = Outcome | 'unknown'

const most = 300_000

/** Goes through every completion until two differ. */
export function answerOf(question: Question, listing: Listing = 'whole'): Answer {
  return asker(question, listing)(dayFrom(question.today))
}

/** The same for any day. */
function asker(question: Question, listing: Listing): (today: number) => Answer {
  const names = Object.keys(question.facts)
  const run = evaluator(question.rule, names)
  const timeless = !readsToday(question.rule)
  let domains: readonly (readonly Cell[])[] | undefined
  let answer: Answer | undefined
  return (today) => {
    if (timeless && answer !== undefined) return answer
    if (domains === undefined || hangsOnToday(question)) domains = domainsOf(question, today, listing)
    answer = agreed(run, domains, today)
    return answer
  }
}

function agreed(run: (cells: Cells) => Outcome, domains: readonly (readonly Cell[])[], today: number): Answer {
  const total = domains.reduce((product, domain) => product * domain.length, 1)
  if (total > most) throw new NotCovered(`${total} completions`)
  const cells: Cells = [today]
  // Unlike completions first: two that differ are most often found among a few.
  const step = coprime(total)
  for (const [at, domain] of domains.entries()) cells[at + 1] = domain[0] ?? null
  const first = run(cells)
  for (let count = 1, number = step % total; count < Math.min(total, 40); count += 1, number = (number + step) % total) {
    let rest = number
    for (const [at, domain] of domains.entries()) {
      cells[at + 1] = domain[rest % domain.length] ?? null
      rest = Math.floor(rest / domain.length)
    }
    if (run(cells) !== first) return 'unknown'
  }
  return total <= 40 || allAre(first, run, { domains, cells, from: 0 }) ? first : 'unknown'
}

type Rest = { readonly domains: readonly (readonly Cell[])[]; readonly cells: Cells; readonly from: number }

/** Every completion, the last fact turning fastest. */
function allAre(first: Outcome, run: (cells: Cells) => Outcome, { domains, cells, from }: Rest): boolean {
  const domain = domains[from]
  if (domain === undefined) return run(cells) === first
  for (const one of domain) {
    cells[from + 1] = one
    if (!allAre(first, run, { domains, cells, from: from + 1 })) return false
  }
  return true
}

function coprime(total: number): number {
  let step = Math.max(1, Math.floor(total * 0.618))
  while (divisor(step, total) !== 1) step += 1
  return step
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

/** The first day from today on which every completion says yes, within so many days. */
export function firstYes(question: Question, days: number, isOpenOn: (day: string) => boolean = () => true): string | undefined {
  const ask = asker(question, 'whole')
  const today = dayFrom(question.today)
  for (let day = today; day <= today + days; day += 1) {
    if (isOpenOn(textFrom(day)) && ask(day) === 'yes') return textFrom(day)
  }
  return undefined
}

/** Asks the same question on one day after another. */
export function onDays(question: Question): (day: number) => Answer {
  return asker(question, 'whole')
}

/** The smallest sets of known facts that alone give the answer. */
export function certificates(question: Question): readonly (readonly string[])[] {
  const answer = answerOf(question)
  const told = [...new Set(factsNamed(question.rule))].filter((id) => isTold(question.known[id])).toSorted()
  for (let size = 0; size <= told.length; size += 1) {
    const found = choose(told, size).filter((kept) => answerOf(hidden(question, kept)) === answer)
    if (found.length > 0) return found
  }
  return []
}

/** The same question with nothing known but some facts. */
export function hidden(question: Question, kept: readonly string[]): Question {
  const known = Object.entries(question.known).filter(([id, one]) => kept.includes(id) || !isTold(one))
  return { ...question, known: Object.fromEntries(known) }
}

function isTold(one: Known | undefined): boolean {
  return one !== undefined && !(typeof one === 'object' && 'state' in one && one.state !== 'null')
}

function choose(from: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]]
  return from.flatMap((first, at) => choose(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]))
}

export function readsToday(one: Rule | Term): boolean {
  return one.op === 'today' || partsOf(one).some(readsToday)
}

/** Only days and numbers that are wholly open have turning points that move with today. */
function hangsOnToday({ facts, known }: Question): boolean {
  return Object.entries(facts).some(([id, { type }]) => (type === 'date' || type === 'number') && !isTold(known[id]))
}
