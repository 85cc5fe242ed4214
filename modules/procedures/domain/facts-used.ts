import { reaches, type Assurance, type Catalogue, type FactDocument, type FactState, type Provenance } from '@convive/facts'
import { givenAnswer, type GivenAnswer } from './ask-fact.ts'
import { isDue } from './is-due.ts'
import type { Procedure } from './pack/procedure.ts'

/** A fact that a condition used, with where it is known from; without, where nobody has said anything about it. */
export type FactUsed = GivenAnswer & {
  readonly from?: Provenance | undefined
  /** How surely it has to be known before anything is decided, where it is not. */
  readonly needs?: Assurance | undefined
}

/** For each condition, by its id, the facts it was judged on, as they stand. */
export function factsUsed(
  { ruleset, follows, assurance }: Pick<Procedure, 'ruleset' | 'follows' | 'assurance'>,
  known: {
    readonly catalogue: Catalogue
    /** As the rules read them. */
    readonly facts: Readonly<Record<string, FactState>>
    /** As they are kept, with their provenance. */
    readonly recorded: FactDocument
  },
): Readonly<Record<string, readonly FactUsed[]>> {
  const used = (id: string): readonly FactUsed[] => {
    const definition = known.catalogue.get(id)
    const isAsked = Object.hasOwn(known.recorded, id) || isDue(id, follows, known.facts)
    if (definition === undefined || !isAsked) return []
    const from = known.recorded[id]?.from
    const needed = assurance[id]
    const needs = needed === undefined || reaches(from?.assurance, needed) ? undefined : needed
    return [{ ...givenAnswer(definition, known.facts[id] ?? { state: 'unknown' }), from, needs }]
  }
  return Object.fromEntries(ruleset.conditions.map(({ id, expression }) => [id, expression.facts.flatMap(used)]))
}
