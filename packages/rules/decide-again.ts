import { decide, type Decision } from './decide.ts'
import type { FactView } from './environment.ts'
import type { Ruleset, Truth } from './ruleset.ts'

/** Somebody whose answer is another than before, and the conditions that make the difference. */
export type ChangedAnswer<Whom> = {
  readonly whom: Whom
  readonly before: Truth
  readonly after: Truth
  /** Conditions that came out otherwise, were added (`before` undefined) or dropped (`after` undefined). */
  readonly because: readonly { readonly id: string; readonly before?: Truth; readonly after?: Truth }[]
}

/** What somebody was decided on, and what would be decided on now. */
export type DecidedOn = { readonly ruleset: Ruleset; readonly view: FactView }

/**
 * Whose answer changes when a law or a fact does, and why. People are taken one at a time, so that any number can be gone through;
 * whose answer stays is left out, also when single conditions came out otherwise.
 */
export function* decideAgain<Whom>(
  people: Iterable<{ readonly whom: Whom; readonly before: DecidedOn; readonly after: DecidedOn }>,
): Generator<ChangedAnswer<Whom>> {
  for (const { whom, before, after } of people) {
    const [then, now] = [decide(before.ruleset, before.view), decide(after.ruleset, after.view)]
    if (then.answer !== now.answer) yield { whom, before: then.answer, after: now.answer, because: differing(then, now) }
  }
}

function differing(then: Decision, now: Decision): ChangedAnswer<unknown>['because'] {
  const ids = new Set([...then.conditions, ...now.conditions].map(({ id }) => id))
  return [...ids].flatMap((id) => {
    const [before, after] = [then, now].map((one) => one.conditions.find((condition) => condition.id === id)?.truth)
    if (before === after) return []
    return [{ id, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
  })
}
