import { deepest, descend, firstCut } from './descend.ts'
import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { union, type Possible, type Truths } from './possible.ts'
import { canBeNo, canBeYes, isNo, isYes } from './truth.ts'

/** Searches wider than this stay unknown; it bounds the time of one answer. */
export const searchLimits = { facts: 12, evaluations: 4096 } as const

type Run = (environment: Environment) => Possible<Truths>
type Seen = 'yes' | 'no' | 'invalid'

/**
 * Kleene's tables forget that a fact met twice is the same fact. This cuts the facts left open into parts, evaluates on the
 * parts (branch and prune over ranges, Moore 1966), and gives the answer on which all parts agree. It is sound however it is
 * cut off: what is not settled stays as it was. Facts that meet in one comparison need no care, their parts are evaluated together.
 */
export function settle(
  run: Run,
  start: Environment,
  { subject, evaluations = searchLimits.evaluations }: { readonly subject: Subject; readonly evaluations?: number },
): Possible<Truths> {
  const first = run(start)
  const facts = union(first.open, first.declined)
  if (decided(first) !== undefined || facts.length > searchLimits.facts) return first
  let seen: Seen | undefined
  let answer: Possible<Truths> = first

  /** True when this outcome differs from one seen before. */
  function differs(found: Possible<Truths>): boolean {
    const one = decided(found)
    if (one === undefined) return seen !== undefined && !canBe(found, seen)
    if (seen === undefined) [seen, answer] = [one, found]
    return seen !== one
  }

  if (descend(run, start, { subject, enough: differs })) return first
  let left = evaluations
  const cells = new Map(start.cells)
  const environment: Environment = { ...start, cells }

  /** False as soon as it is known that the parts do not agree, or that they cannot be told apart. */
  function agree(found: Possible<Truths>, depth: number): boolean {
    if (differs(found)) return false
    if (decided(found) !== undefined) return true
    const cut = depth < deepest ? firstCut(found, environment, subject) : undefined
    const before = cut === undefined ? undefined : cells.get(cut.fact)
    if (cut === undefined || before === undefined) return false
    for (const part of cut.parts) {
      left -= 1
      if (left < 0) return false
      cells.set(cut.fact, part)
      if (!agree(run(environment), depth + 1)) return false
    }
    cells.set(cut.fact, before)
    return true
  }

  return agree(first, 0) ? answer : first
}

function decided(found: Possible<Truths>): Seen | undefined {
  if (isYes(found)) return 'yes'
  if (isNo(found)) return 'no'
  return found.some === undefined ? 'invalid' : undefined
}

function canBe(found: Possible<Truths>, one: Seen): boolean {
  if (one === 'invalid') return found.invalid !== undefined
  return one === 'yes' ? canBeYes(found) : canBeNo(found)
}
