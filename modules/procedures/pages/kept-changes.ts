import type { FactState } from '@convive/facts'
import { nothingKept, type Kept, type Screen } from './parse-kept.ts'

/** The facts that this member answered here, in order. */
export function askedOf(kept: Kept, at: number): readonly string[] {
  return kept.order.filter((one) => one.people.includes(at)).map((one) => one.fact)
}

/** Answers of one screen, by place. Another country begins anew: an entry into one says nothing about another. */
export function withAnswers(kept: Kept, screen: Screen, answers: readonly FactState[]): Kept {
  const isKnown = kept.order.some((one) => one.fact === screen.fact)
  const isMove = screen.fact === 'country_of_stay' && isKnown
  const from: Kept = isMove ? { ...nothingKept, people: kept.people.map((one) => ({ ...one, answers: {} })) } : kept
  const people = from.people.map((one, at) => {
    const answer = answers[screen.people.indexOf(at)]
    return answer === undefined ? one : { ...one, answers: { ...one.answers, [screen.fact]: answer } }
  })
  const order = isKnown && !isMove ? joined(from.order, screen) : [...from.order, screen]
  return { ...from, people, order }
}

/** A question that was answered before stays where it stood; who answers it only now joins in there. */
function joined(order: readonly Screen[], screen: Screen): readonly Screen[] {
  const isAnswered = screen.people.every((at) => order.some((one) => one.fact === screen.fact && one.people.includes(at)))
  return isAnswered ? order : [...order, screen]
}

/** The household named anew: whoever answers first, then the others, who keep what they answered. */
export function withPeople(kept: Kept, names: readonly string[]): Kept {
  const [self = { name: '', answers: {} }] = kept.people
  const people = [
    self,
    ...names.map((name, at) => ({ ...kept.people[at + 1], name, answers: kept.people[at + 1]?.answers ?? {} })),
  ]
  const order = kept.order
    .map(({ fact, people: asked }): Screen => ({ fact, people: asked.filter((at) => at < people.length) }))
    .filter((one) => one.people.length > 0)
  return { ...kept, people, order }
}

/** The screen before this one; before the first there is none. */
export function screenBefore(kept: Kept, fact: string): Screen | undefined {
  const here = kept.order.findIndex((one) => one.fact === fact)
  return kept.order[(here === -1 ? kept.order.length : here) - 1]
}
