import type { FrozenModel } from '../frozen/frozen-model.ts'
import type { Decision } from './decisions.ts'
import { group, type WeighedPair } from './group.ts'
import { keysOf } from './keys-of.ts'
import { byId } from './order.ts'
import { outcomeOf, type Outcome } from './outcome.ts'
import { prepareModel } from './prepare-model.ts'
import { recordOf, type Cells } from './record-of.ts'
import { weighRecords } from './weigh-records.ts'

/** Everything from the beginning: what the incremental state must always be equal to. Records by id; decisions about ids without a record bind nobody. */
export function runWhole(model: FrozenModel, records: ReadonlyMap<string, Cells>, decisions: readonly Decision[]): Outcome {
  const prepared = prepareModel(model)
  const all = [...records].map(([id, cells]) => recordOf(prepared, id, cells)).toSorted((x, y) => byId(x.id, y.id))
  const sharing = new Map<string, number[]>()
  for (const [at, { columns }] of all.entries())
    for (const key of keysOf(prepared, columns)) {
      const own = sharing.get(key)
      if (own === undefined) sharing.set(key, [at])
      else own.push(at)
    }
  const compared = new Set<number>()
  const pairs: WeighedPair[] = []
  for (const members of sharing.values())
    for (const [place, one] of members.entries())
      for (const other of members.slice(place + 1)) {
        const [l, r] = [all[one], all[other]]
        if (compared.has(one * all.length + other) || l === undefined || r === undefined) continue
        compared.add(one * all.length + other)
        const weight = weighRecords(prepared, l, r)
        if (weight !== undefined) pairs.push({ a: l.id, b: r.id, weight })
      }
  const ids = all.map(({ id }) => id)
  return outcomeOf(pairs, [group(ids, pairs, decisions)])
}
