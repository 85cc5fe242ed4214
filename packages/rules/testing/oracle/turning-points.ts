import { later, lengthFrom } from './calendar.ts'
import { measurer, type Cells } from './evaluate.ts'
import { factsNamed, type Term } from './rule.ts'

/** The oracle refuses what its argument does not cover; it never guesses. */
export class NotCovered extends Error {}

/** Where a term reaches a target: the values of one fact at which it crosses, with everything else in the cells. */
export type Solve = (cells: Cells, target: number) => readonly number[]

/** Works backward from the term to the fact, which may stand in it once. */
export function solver(term: Term, fact: string, names: readonly string[]): Solve {
  const holds = (one: Term): boolean => factsNamed(one).includes(fact)
  const closed = (one: Term): ((cells: Cells) => number | undefined) => measurer(one, names)
  switch (term.op) {
    case 'fact':
      return (_, target) => [target]
    case 'shift': {
      const [inner, { days, months }] = [solver(term.of, fact, names), lengthFrom(term.by)]
      // The first day whose step arrives at the target or behind it, and the first that arrives behind it.
      return (cells, target) => [target, target + 1].flatMap((one) => inner(cells, firstArriving(one - days, months)))
    }
    case 'days': {
      const [inner, other] = holds(term.to) ? [term.to, term.from] : [term.from, term.to]
      const [solve, given] = [solver(inner, fact, names), closed(other)]
      return (cells, target) => {
        const from = given(cells)
        return from === undefined ? [] : solve(cells, inner === term.to ? from + target : from - target)
      }
    }
    case 'years':
      return yearsSolver(term, fact, names)
    case '+':
    case '-':
    case '*':
    case '/': {
      const isLeft = holds(term.left)
      if (isLeft && holds(term.right)) throw new NotCovered(`${fact} stands twice in one term`)
      const [solve, given] = [solver(isLeft ? term.left : term.right, fact, names), closed(isLeft ? term.right : term.left)]
      const { op } = term
      return (cells, target) => {
        const other = given(cells)
        if (other === undefined) return []
        return undo(op, { target, other, isLeft }).flatMap((one) => solve(cells, one))
      }
    }
    case 'count':
    case 'date':
    case 'list':
    case 'local':
    case 'number':
    case 'text':
    case 'today':
    case 'truth':
      return () => []
  }
}

function undo(
  op: '+' | '-' | '*' | '/',
  { target, other, isLeft }: { readonly target: number; readonly other: number; readonly isLeft: boolean },
): readonly number[] {
  if (op === '+') return [target - other]
  if (op === '-') return [isLeft ? target + other : other - target]
  if (op === '*') return other === 0 ? [] : [target / other]
  if (isLeft) return [target * other]
  return target === 0 ? [0] : [0, other / target]
}

/** At least `n` whole years between two days, `n` from 1, is the same as `from` and `n` years not being after `to`. */
function yearsSolver(term: Term & { readonly op: 'days' | 'years' }, fact: string, names: readonly string[]): Solve {
  const isTo = factsNamed(term.to).includes(fact)
  const [solve, given] = [solver(isTo ? term.to : term.from, fact, names), measurer(isTo ? term.from : term.to, names)]
  return (cells, target) => {
    const day = given(cells)
    if (day === undefined) return []
    if (!Number.isInteger(target) || target < 1) throw new NotCovered(`years compared with ${target}`)
    return [target, target + 1].flatMap((years) =>
      isTo ? solve(cells, later(day, 12 * years)) : [day, day + 1].flatMap((one) => solve(cells, firstArriving(one, 12 * years))),
    )
  }
}

/** The first day from which a step of so many months arrives at the target or behind it: the step never goes backward. */
function firstArriving(target: number, months: number): number {
  let day = later(target, 0 - months) - 4
  while (later(day, months) < target) day += 1
  return day
}

/** Whether a term grows (1) or shrinks (-1) with a fact; 0 where it does neither for sure. */
export function direction(term: Term, fact: string): number {
  if (!factsNamed(term).includes(fact)) return 0
  switch (term.op) {
    case 'fact':
      return 1
    case 'shift':
      return direction(term.of, fact)
    case 'days':
    case 'years':
      return direction(term.to, fact) - direction(term.from, fact)
    case '+':
      return direction(term.left, fact) + direction(term.right, fact)
    case '-':
      return direction(term.left, fact) - direction(term.right, fact)
    case '*':
    case '/':
    case 'count':
    case 'date':
    case 'list':
    case 'local':
    case 'number':
    case 'text':
    case 'today':
    case 'truth':
      return Number.NaN
  }
}

/** Whether a step by months stands in it: such steps between two open days can go round without end. */
export function stepsByMonths(term: Term): boolean {
  if (term.op === 'shift') return lengthFrom(term.by).months !== 0 || stepsByMonths(term.of)
  if (term.op === 'years') return true
  if (term.op === 'days') return stepsByMonths(term.from) || stepsByMonths(term.to)
  return 'left' in term && (stepsByMonths(term.left) || stepsByMonths(term.right))
}
