import type { Decision } from './decisions.ts'
import { group, least, type WeighedPair } from './group.ts'
import { byId } from './order.ts'
import type { MatchState } from './state.ts'

/** Which records have another cluster than before, with the first ids of both; `undefined` where there was or is no such record. */
export type Moved = ReadonlyMap<string, { readonly before: string | undefined; readonly after: string | undefined }>

/** A pair is at least as likely as not from here on. */
const leastWeight = Math.log2(least / (1 - least))

/** Records that a likely pair or a decision ties to this one. */
export function tiedTo({ weights, decisions, records }: MatchState, id: string): readonly string[] {
  const likely = [...(weights.get(id) ?? [])].flatMap(([other, weight]) => (weight >= leastWeight ? [other] : []))
  const same = [...(decisions.get(id) ?? [])].flatMap(([other, answers]) =>
    answers.has('same') && records.has(other) ? [other] : [],
  )
  return same.length === 0 ? likely : [...new Set([...likely, ...same])]
}

/** Clusters again the components that these records are in now; ids without a record are left out. */
export function regroup(state: MatchState, seeds: Iterable<string>): Moved {
  const moved = new Map<string, { readonly before: string | undefined; readonly after: string | undefined }>()
  const seen = new Set<string>()
  for (const seed of seeds) {
    if (seen.has(seed) || !state.records.has(seed)) continue
    const ids = componentFrom(state, seed)
    for (const id of ids) seen.add(id)
    const grouped = group(ids, pairsAmong(state, ids), decisionsAmong(state, ids))
    for (const id of ids) {
      const [before, after] = [state.components.get(id)?.of.get(id), grouped.of.get(id)]
      if (before !== after) moved.set(id, { before, after })
    }
    for (const id of ids) state.components.set(id, grouped)
  }
  return moved
}

function componentFrom(state: MatchState, seed: string): readonly string[] {
  const found = new Set([seed])
  for (const id of found) for (const other of tiedTo(state, id)) found.add(other)
  return [...found]
}

function pairsAmong({ weights }: MatchState, ids: readonly string[]): readonly WeighedPair[] {
  return ids.flatMap((a) =>
    [...(weights.get(a) ?? [])].flatMap(([b, weight]): readonly WeighedPair[] =>
      weight >= leastWeight && byId(a, b) < 0 ? [{ a, b, weight }] : [],
    ),
  )
}

function decisionsAmong({ decisions }: MatchState, ids: readonly string[]): readonly Decision[] {
  return ids.flatMap((a) =>
    [...(decisions.get(a) ?? [])].flatMap(([b, answers]) =>
      byId(a, b) < 0 ? [...answers].map((answer): Decision => ({ a, b, answer })) : [],
    ),
  )
}
