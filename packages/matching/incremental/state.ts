import type { FrozenModel } from '../frozen/frozen-model.ts'
import { addDecision, listDecisions, type Decision, type Decisions } from './decisions.ts'
import type { Grouped, WeighedPair } from './group.ts'
import { byId } from './order.ts'
import { outcomeOf, type Outcome } from './outcome.ts'
import { prepareModel, type Prepared } from './prepare-model.ts'
import type { MatchedRecord } from './record-of.ts'

/**
 * Matched records that change one at a time. It has a lifetime: the functions of this room change it in place, and leave it as a whole run over the
 * same records and decisions under the same model would have made it.
 */
export type MatchState = {
  readonly prepared: Prepared
  readonly records: Map<string, MatchedRecord>
  /** Ids by key. */
  readonly sharing: Map<string, Set<string>>
  /** Keys that more records share than the model knew of: too many of them, and the crowded keys are due to be counted anew. */
  readonly overgrown: Set<string>
  /** Weights of the pairs that are written, by id, both ways. */
  readonly weights: Map<string, Map<string, number>>
  readonly decisions: Decisions
  /** Of each record the component that it is in: records joined by likely pairs and by what was decided to be the same. */
  readonly components: Map<string, Grouped>
}

/** No records yet. Decisions may come before the records that they are about. */
export function openState(model: FrozenModel, decided: readonly Decision[] = []): MatchState {
  const decisions: Decisions = new Map()
  for (const one of decided) addDecision(decisions, one)
  return {
    prepared: prepareModel(model),
    records: new Map(),
    sharing: new Map(),
    overgrown: new Set(),
    weights: new Map(),
    decisions,
    components: new Map(),
  }
}

/** The first id of the cluster of a record; none where there is no such record. */
export function findCluster({ components }: MatchState, id: string): string | undefined {
  return components.get(id)?.of.get(id)
}

/** All there is, in one order. */
export function readState({ weights, components }: MatchState): Outcome {
  const pairs = [...weights].flatMap(([a, own]) =>
    [...own].flatMap(([b, weight]): readonly WeighedPair[] => (byId(a, b) < 0 ? [{ a, b, weight }] : [])),
  )
  return outcomeOf(pairs, new Set(components.values()))
}

export function decisionsOf({ decisions }: MatchState): readonly Decision[] {
  return listDecisions(decisions)
}
