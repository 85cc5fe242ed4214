import { train, type TrainedModel } from '../model/train.ts'
import type { ComparisonOf } from '../levels/level.ts'
import { patternsOf, randomLevels } from './compare-pairs.ts'
import type { Store } from './database.ts'
import { sharedOf, type Field } from './fields.ts'
import type { KeyRule } from './plan-keys.ts'

/** Passes of learning at most; each leaves out the fields of its key. */
const mostPasses = 6

/** Learns weights from the compared candidates and from random pairs. */
export async function learnModel(
  store: Store,
  {
    fields,
    comparisons,
    passes,
    records,
    between,
    allPairs,
  }: {
    readonly fields: readonly Field[]
    readonly comparisons: readonly ComparisonOf[]
    readonly passes: readonly KeyRule[]
    readonly records: number
    readonly between: boolean
    readonly allPairs: number
  },
): Promise<TrainedModel> {
  const random = await randomLevels(store, comparisons, { records, between })
  return train({
    fields: comparisons.map(({ field, levels }, at) => ({
      own: fields.slice(at, at + 1).map(sharedOf)[0],
      field,
      levels: ['other', ...levels.map(({ name }) => name).toReversed()],
    })),
    patterns: await patternsOf(store, fields.length),
    passes: passes.map(({ columns: own, fields: ofPass }) => ({ key: own.join(' + '), fields: ofPass })),
    random,
    records,
    allPairs,
  })
}

/** Of a key for learning, pairs for each record: few enough that many of them are one person, enough to count. */
const ofPass = 0.3

/**
 * Keys for learning, each with other fields than those before, so that every field is left free somewhere. A key that brings together very many
 * people is left: among them even a small error in u outweighs those who are one person.
 */
export function passesOf(keys: readonly KeyRule[], records: number): readonly KeyRule[] {
  const chosen: KeyRule[] = []
  const off = ({ pairs }: KeyRule): number => Math.abs(Math.log(Math.max(1, pairs) / (ofPass * records)))
  for (const key of keys.toSorted((a, b) => off(a) - off(b) || (a.columns.join() < b.columns.join() ? -1 : 1))) {
    if (chosen.length >= mostPasses) break
    if (!chosen.some((one) => one.fields.some((field) => key.fields.includes(field)))) chosen.push(key)
  }
  return chosen
}
