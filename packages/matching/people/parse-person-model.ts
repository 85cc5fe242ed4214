import type { TrainedModel } from '../model/train.ts'
import type { Belief } from '../model/belief.ts'
import { levelNames, personComparisons } from './person-comparisons.ts'

/** A model of people as it is kept, with the record of how it was made. */
export type PersonModelFile = {
  readonly version: 2
  readonly about: string
  /** From which probability two records are called very likely one, and from which they are shown at all. */
  readonly likely: number
  readonly possible: number
  /** How far the sum is believed, learnt from pairs of other people, of whom it was told who is one. */
  readonly belief: Belief & { readonly seed: number; readonly pairs: number }
  readonly made: {
    readonly day: string
    readonly generator: string
    readonly seed: number
    readonly records: number
    readonly engine: string
    readonly soundVersion: number
  }
  readonly model: TrainedModel
}

/** Reads a model; throws when it is of another version, or does not compare what this version compares. */
export function parsePersonModel(text: string): PersonModelFile {
  const read = JSON.parse(text) as PersonModelFile
  if (read.version !== 2 || read.model?.version !== 2)
    throw new Error('the model of people is of another version: make it again with bench/train-people.ts')
  for (const name of ['likely', 'possible'] as const)
    if (typeof read[name] !== 'number' || !(read[name] > 0 && read[name] < 1))
      throw new Error(`the model of people: ${name} is no probability`)
  if (!(read.belief?.slope > 0) || !Number.isFinite(read.belief.shift))
    throw new Error('the model of people: belief is no slope and shift')
  for (const [at, one] of personComparisons.entries()) {
    const field = read.model.fields[at]
    if (
      field?.field !== one.field ||
      field.levels.join() !== levelNames(one).join() ||
      field.weights.length !== one.levels.length + 1
    )
      throw new Error(
        `the model of people does not compare ${one.field} as this version does: make it again with bench/train-people.ts`,
      )
  }
  return read
}
