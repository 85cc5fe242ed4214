import { createEar, featuresOf, judgeCandidates, openPersonModel, resized, searchKeysOf, type Features } from '@convive/matching'
import { print } from './figures.ts'
import { subjectOf } from './matching/as-subject.ts'
import { calibrationOf, doubtful } from './matching/calibration.ts'
import { recordsA } from './matching/errors-a.ts'
import { chanceOf, type Person } from './matching/population.ts'
import { countsAt, sweep, type Scored } from './matching/scored.ts'
import { recordsB } from './matching/visits-b.ts'

/**
 * The registry's own score on people that the model was not learnt from: each record is held against those before it that the search would bring
 * together, in memory. Generator A is what it was learnt from (with another seed), generator B is not.
 */
const records = Number(process.argv[2] ?? 20_000)
const seed = 2
/** As `registry.find_duplicates` chooses: of a key the newest, two with one key in common, eight with more. */
const [newest, withOne, most] = [40, 2, 8]

type Known = { readonly person: Person; readonly features: Features; readonly keys: readonly bigint[] }

function people(recordsOf: typeof recordsA): readonly Known[] {
  const ear = createEar()
  const secret = Buffer.alloc(32, seed)
  const made: Known[] = []
  for (let n = 0; made.length < records; n += 1) {
    const chance = chanceOf(seed, n, 4)
    for (const { row, person } of recordsOf(seed, n)) {
      const features = featuresOf(subjectOf(row, chance), ear)
      made.push({ person, features, keys: searchKeysOf(features, secret) })
    }
  }
  return made.slice(0, records)
}

/** Whom each is held against, by place. */
function candidatesOf(known: readonly Known[]): readonly (readonly number[])[] {
  const holders = new Map<bigint, number[]>()
  return known.map(({ keys }, at) => {
    const agree = new Map<number, number>()
    for (const key of keys) {
      for (const other of (holders.get(key) ?? []).slice(-newest)) agree.set(other, (agree.get(other) ?? 0) + 1)
      holders.set(key, [...(holders.get(key) ?? []), at])
    }
    return [...agree]
      .toSorted(([a, some], [b, more]) => more - some || b - a)
      .filter(([, shared], place) => place < withOne || (place < most && shared > 1))
      .map(([other]) => other)
  })
}

function measure(name: string, recordsOf: typeof recordsA): void {
  const model = resized(openPersonModel()(), records)
  const known = people(recordsOf)
  const isOne = (a: number, b: number): boolean => known[a]?.person.entity === known[b]?.person.entity
  const candidates = candidatesOf(known)
  const began = performance.now()
  const judged = candidates.flatMap((others, at) =>
    judgeCandidates(
      known[at]?.features ??
        featuresOf({ names: { given: [], family: [] }, documents: [], phones: [], householdNames: [], nationalities: [] }),
      others.flatMap((id) => (known[id] === undefined ? [] : [{ id, features: known[id].features }])),
      model,
    ).map((one) => ({ at, ...one })),
  )
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
