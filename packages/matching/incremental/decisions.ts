import { byId } from './order.ts'

/** What a person said of two ids. */
export type Answer = 'same' | 'different'

/** One decision; both answers about the same two contradict each other and may both stand. */
export type Decision = { readonly a: string; readonly b: string; readonly answer: Answer }

/** Decisions by id, both ways, whether or not there is a record of the id: they bind whenever there is. */
export type Decisions = Map<string, Map<string, Set<Answer>>>

/** Whether it was not there before. */
export function addDecision(decisions: Decisions, { a, b, answer }: Decision): boolean {
  if (decisions.get(a)?.get(b)?.has(answer) === true) return false
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const own = decisions.get(one) ?? new Map<string, Set<Answer>>()
    decisions.set(one, own)
    own.set(other, (own.get(other) ?? new Set<Answer>()).add(answer))
  }
  return true
}

/** Whether it was there. */
export function dropDecision(decisions: Decisions, { a, b, answer }: Decision): boolean {
  if (decisions.get(a)?.get(b)?.has(answer) !== true) return false
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const own = decisions.get(one)
    const answers = own?.get(other)
    answers?.delete(answer)
    if (answers?.size === 0) own?.delete(other)
    if (own?.size === 0) decisions.delete(one)
  }
  return true
}

/** Every decision once, in the order of ids. */
export function listDecisions(decisions: Decisions): readonly Decision[] {
  return [...decisions.keys()].toSorted(byId).flatMap((a) =>
    [...(decisions.get(a) ?? [])]
      .filter(([b]) => byId(a, b) < 0)
      .toSorted(([x], [y]) => byId(x, y))
      .flatMap(([b, answers]) => [...answers].toSorted().map((answer): Decision => ({ a, b, answer }))),
  )
}
