import { calibrationOf, doubtful, type Calibration } from './calibration.ts'
import { readPairs, type JudgedPairs } from './read-pairs.ts'
import { countsAt, sweep, type Counts } from './scored.ts'
import { readTruth, type Truth } from './truth.ts'

/** What is said of a tool on a file. Thresholds are set beforehand; `best` is what the truth would have chosen. */
export type Judgement = {
  readonly records: number
  readonly truePairs: number
  readonly candidates: number
  readonly at50: Counts
  readonly at95: Counts
  readonly best: Counts & { readonly threshold: number }
  readonly recallAtPrecision99: number
  readonly thresholdAtPrecision99: number
  /** Of all true pairs, those to which the tool gave any probability at all. */
  readonly scoredRecall: number
  readonly calibration: Calibration
}

export async function judge(
  truthPath: string,
  pairsPath: string,
): Promise<{ readonly judgement: Judgement; readonly truth: Truth; readonly pairs: JudgedPairs }> {
  const truth = await readTruth(truthPath)
  const pairs = await readPairs(pairsPath, truth)
  const { best, recallAtPrecision, threshold } = sweep(pairs, 0.99)
  const judgement = {
    records: truth.place.size,
    truePairs: pairs.truePairs,
    candidates: pairs.probability.length,
    at50: countsAt(pairs, 0.5),
    at95: countsAt(pairs, 0.95),
    best,
    recallAtPrecision99: recallAtPrecision,
    thresholdAtPrecision99: threshold,
    scoredRecall: countsAt(pairs, 0).recall,
    calibration: calibrationOf(doubtful(pairs)),
  }
  return { judgement, truth, pairs }
}
