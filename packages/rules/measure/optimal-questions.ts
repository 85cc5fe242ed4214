import { judgeOf } from './decided.ts'
import type { Asked, Domain, Known, Margins } from './population.ts'

/** The best question in each state of knowledge, by domain; `undefined` where there is nothing left to ask. */
export type OptimalPlan = { readonly expected: number; readonly next: (known: Known) => number | undefined }

/**
 * The fewest questions on average, by dynamic programming over the states of knowledge that can be reached, for people whose answers
 * are independent with these margins: nothing that is asked can do with fewer. `undefined` where there are more states than `limit`.
 */
export function optimalQuestions(
  asked: Asked,
  {
    domains,
    margins,
    limit = 150_000,
  }: { readonly domains: readonly Domain[]; readonly margins: Margins; readonly limit?: number },
): OptimalPlan | undefined {
  const judge = judgeOf(asked, domains)
  const best = new Map<string, { readonly cost: number; readonly place: number }>()
  let isTooMany = false

  function costOf(known: readonly number[]): number {
    const key = known.join()
    const before = best.get(key)
    if (before !== undefined) return before.cost
    if (best.size >= limit) isTooMany = true
    if (isTooMany) return 0
    const open = new Set(asked.rulesets.flatMap((_, index) => judge(index, known).open))
    let [cost, place] = [open.size === 0 ? 0 : Number.POSITIVE_INFINITY, -1]
    for (const one of open) {
      if (known[one] !== -1) continue
      let total = 1
      for (const [value, share] of (margins[one] ?? []).entries()) {
        if (total >= cost || isTooMany) break
        total += share * costOf(known.with(one, value))
      }
      if (total < cost - 1e-12) [cost, place] = [total, one]
    }
    // Only answers in part are left: there is nothing to ask.
    if (place === -1) cost = 0
    best.set(key, { cost, place })
    return cost
  }

  const expected = costOf(domains.map(() => -1))
  if (isTooMany) return undefined
  const next = (known: Known): number | undefined => {
    costOf(known)
    const place = best.get(known.join())?.place ?? -1
    return place === -1 ? undefined : place
  }
  return { expected, next }
}
