import { judgeCandidates, openPersonModel, resized } from '@convive/matching'
import { print } from './figures.ts'
import { calibrationOf, doubtful } from './matching/calibration.ts'
import { recordsA } from './matching/errors-a.ts'
import { candidatesAmong, peopleOf } from './matching/people.ts'
import { countsAt, sweep, type Scored } from './matching/scored.ts'
import { recordsB } from './matching/visits-b.ts'

/**
 * The registry's own score on people that the model was not learnt from: each record is held against those before it that the search would bring
 * together, in memory. Generator A is what it was learnt from (with another seed), generator B is not.
 */
const records = Number(process.argv[2] ?? 20_000)
const seed = 2

function measure(name: string, recordsOf: typeof recordsA): void {
  const model = resized(openPersonModel()(), records)
  const known = peopleOf(recordsOf, { records, seed })
  const isOne = (a: number, b: number): boolean => known[a]?.person.entity === known[b]?.person.entity
  const candidates = candidatesAmong(known)
  const began = performance.now()
  const judged = known.flatMap(({ features }, at) => {
    const others = (candidates[at] ?? []).flatMap((id) => (known[id] === undefined ? [] : [{ id, features: known[id].features }]))
    return judgeCandidates(features, others, model).map((one) => ({ at, ...one }))
  })
  const microseconds = (1000 * (performance.now() - began)) / Math.max(1, judged.length)
  const perEntity = Map.groupBy(known, ({ person }) => person.entity)
  const truePairs = [...perEntity.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const scored: Scored = {
    probability: Float64Array.from(judged, ({ probability }) => probability),
    right: Uint8Array.from(judged, ({ at, id }) => (isOne(at, id) ? 1 : 0)),
    truePairs,
  }
  const share = (part: number, of: number): string => ((100 * part) / Math.max(1, of)).toFixed(2)
  const shown = countsAt(scored, model.possible)
  const called = judged.filter(({ band }) => band === 'very_likely')
  const right = called.filter(({ at, id }) => isOne(at, id)).length
  const calibration = calibrationOf(doubtful(scored))
  const found = judged.filter(({ at, id }) => isOne(at, id)).length
  print(
    `${name}, ${records} records, seed ${seed}: true pairs among candidates / shown; of those shown right`,
    `${share(found, truePairs)} / ${share(shown.recall * truePairs, truePairs)} %; ${share(shown.precision, 1)} %`,
    'none set',
  )
  print(
    `${name}: called very likely: of the true pairs / right`,
    `${share(right, truePairs)} % / ${share(right, called.length)} % of ${called.length}`,
    'none set',
  )
  print(`${name}: recall where precision is .99`, sweep(scored, 0.99).recallAtPrecision.toFixed(4), 'none set')
  print(
    `${name}: calibration error of ${calibration.pairs} pairs in doubt`,
    `${calibration.error.toFixed(3)} (${calibration.interval.map((one) => one.toFixed(3)).join(' to ')})`,
    '≤ .03',
  )
  print(`${name}: comparing two people`, `${microseconds.toFixed(0)} µs`, 'none set')
}

measure('generator A', recordsA)
measure('generator B', recordsB)
