import { invalid, isCertain, outcome, present, type Possible, type Reason, type Some, type Truths } from './possible.ts'
import { same } from './sameness.ts'
import { canBeYes, isNo, isYes } from './truth.ts'

/** One rule: whether it holds, and what it then gives. */
export type Case<S extends Some> = { readonly rank: number; readonly when: Possible<Truths>; readonly is: () => Possible<S> }

/**
 * A rule and its exceptions (default logic as in Catala: Merigoux, Chataing, Protzenko 2021): of those that hold, those of the highest rank
 * give the value. Two of one rank that hold at once and give different values have no meaning, and say so. Where none holds
 * there is none.
 */
export function valueOfCases<S extends Some>(cases: readonly Case<S>[], joinSome: (a: S, b: S) => S): Possible<S> {
  const values: Possible<S>[] = []
  const because: Possible[] = []
  let reason: Reason | undefined
  let settled = false
  for (const group of groupsOf(cases)) {
    const live = group
      .map((one) => ({ ...one, when: present(one.when) }))
      .filter(({ when }) => canBeYes(when) || when.invalid !== undefined)
    const lost = live.find(({ when }) => when.some === undefined)
    if (lost !== undefined) return invalid(lost.when.invalid ?? 'rules/none-used')
    const found = live.map(({ when, is }) => ({ when, is: canBeYes(when) ? is() : invalid(when.invalid ?? 'rules/none-used') }))
    for (const [at, one] of found.entries()) {
      because.push(one.when)
      reason = reason ?? one.when.invalid
      if (canBeYes(one.when)) values.push(one.is)
      for (const other of found.slice(at + 1)) {
        if (!canBeYes(one.when) || !canBeYes(other.when)) continue
        const agree = same(one.is, other.is)
        if (isYes(one.when) && isYes(other.when) && isNo(agree)) return invalid('rules/rules-conflict')
        if (isYes(agree)) continue
        reason = reason ?? 'rules/rules-conflict'
        because.push(agree)
      }
    }
    settled = live.some(({ when }) => isYes(when))
    if (settled) break
  }
  const some = values
    .map((one) => one.some)
    .reduce((a, b) => (a === undefined ? b : b === undefined ? a : joinSome(a, b)), undefined)
  const unsure = because.filter((one) => !isCertain(one))
  return outcome(some, {
    none: !settled || values.some((one) => one.none),
    invalid: reason ?? values.map((one) => one.invalid).find((one) => one !== undefined),
    from: [...values, ...unsure],
  })
}

function groupsOf<S extends Some>(cases: readonly Case<S>[]): readonly (readonly Case<S>[])[] {
  return [...Map.groupBy(cases, ({ rank }) => rank)].toSorted(([a], [b]) => b - a).map(([, group]) => group)
}
