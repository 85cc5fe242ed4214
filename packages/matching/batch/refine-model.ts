import { refuse } from '@convive/kernel'
import type { Decided } from '../model/cluster.ts'
import { refine, type Answer } from '../model/refine.ts'
import type { TrainedModel } from '../model/train.ts'
import { mostWithoutOwn } from '../model/weigh.ts'
import { refusalError } from '../refusal-error.ts'
import type { Store } from './database.ts'

/** Refines the model by what people decided about pairs that were scored with it; others say nothing of its weights. */
export async function refineModel(
  store: Store,
  model: TrainedModel,
  { decided, fields }: { readonly decided: Decided; readonly fields: number },
): Promise<TrainedModel> {
  if (model.refined?.outcome === 'used') throw refusalError(refuse({ code: 'matching/refined-before' }))
  await store.run('create or replace table answered (a integer, b integer, one integer)')
  const appending = await store.append('answered')
  const add = (pairs: Decided['same'], one: number): void => {
    for (const [a, b] of pairs) appending.add([Math.min(a, b), Math.max(a, b), one])
  }
  add(decided.same, 1)
  add(decided.different, 0)
  appending.end()
  const levels = Array.from({ length: fields }, (_, at) => `g${at}`)
  // Who was decided both ways says nothing, and a weight that is held under one half is no sum of bits.
  const rows = await store.rows<Record<string, number>>(
    `select a, b, w, one, ${levels.join(', ')} from scored join comp using (a, b)
      join (select a, b, min(one) as one from answered group by a, b having min(one) = max(one)) using (a, b)
      where w <> ${mostWithoutOwn} order by a, b`,
  )
  await store.run('drop table answered')
  const groupOf = grouped(rows.map(({ a = 0, b = 0 }) => [a, b]))
  return refine(
    model,
    rows.map((row): Answer => ({
      levels: levels.map((name) => row[name] ?? -1),
      weight: row['w'] ?? 0,
      isOne: row['one'] === 1,
      group: groupOf(row['a'] ?? 0),
    })),
  )
}

/** Records that hang together by pairs, each by the same record of theirs. */
function grouped(pairs: readonly (readonly [number, number])[]): (record: number) => number {
  const first = new Map<number, number>()
  const of = (record: number): number => {
    const before = first.get(record) ?? record
    return before === record ? record : of(before)
  }
  for (const [a, b] of pairs) {
    const [one, other] = [of(a), of(b)]
    first.set(Math.max(one, other), Math.min(one, other))
  }
  return of
}
