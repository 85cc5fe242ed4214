import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { canBeNo, canBeYes, isNo, isYes } from './truth.ts'
import { union, type Possible, type Truths } from './possible.ts'
import { split } from './split.ts'

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
  let left = evaluations
  let seen: Seen | undefined
  let answer: Possible<Truths> = first
  const cells = new Map(start.cells)
  const environment: Environment = { ...start, cells }

  /** False as soon as it is known that the parts do not agree, or that they cannot be told apart. */
  function agree(found: Possible<Truths>): boolean {
    const one = decided(found)
    if (one !== undefined) {
      if (seen !== undefined && seen !== one) return false
      if (seen === undefined) [seen, answer] = [one, found]
      return true
    }
    if (seen !== undefined && !canBe(found, seen)) return false
    for (const id of union(found.open, found.declined)) {
      const parts = split(id, environment, subject)
      if (parts === undefined) continue
      const before = cells.get(id)
      const all = parts.every((part) => {
        left -= 1
        if (left < 0) return false
        cells.set(id, part)
        return agree(run(environment))
      })
      if (before !== undefined) cells.set(id, before)
      return all
    }
    return false
  }

  return agree(first) ? answer : first
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
