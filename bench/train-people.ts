import { createEar, featuresOf, searchKeysOf, soundVersion, trainPeople, type Learner } from '@convive/matching'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { subjectOf } from './matching/as-subject.ts'
import { recordsA } from './matching/errors-a.ts'
import { chanceOf } from './matching/population.ts'

/**
 * Learns what the registry compares people with, and writes it where it ships: `node bench/train-people.ts [records]`. From made-up people of
 * generator A as the registry would hold them; who is one person is not told.
 */
const [records, seed] = [Number(process.argv[2] ?? 50_000), 1]
const [likely, possible] = [0.9, 0.2]
const file = join(import.meta.dirname, '../packages/matching/people/person-model.json')

function learners(): readonly Learner[] {
  const ear = createEar()
  const secret = Buffer.alloc(32, seed)
  const people: Learner[] = []
  for (let n = 0; people.length < records; n += 1) {
    const chance = chanceOf(seed, n, 4)
    for (const { row } of recordsA(seed, n)) {
      const features = featuresOf(subjectOf(row, chance), ear)
      people.push({ features, keys: searchKeysOf(features, secret) })
    }
  }
  return people.slice(0, records)
}

const { version }: { readonly version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
const model = trainPeople(learners(), { seed })
const made = {
  version: 1,
  about:
    'How people are compared in the registry: Fellegi-Sunter in three classes, learnt from made-up people. See docs/decisions/0038.',
  likely,
  possible,
  made: { day: new Date().toISOString().slice(0, 10), generator: 'A', seed, records, engine: version, soundVersion },
  model,
}
writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`)
for (const { field, levels, weights } of model.fields)
  process.stdout.write(
    `${field.padEnd(12)} ${levels.map((level, at) => `${level} ${(weights[at] ?? 0).toFixed(1)}`).join(', ')}\n`,
  )
for (const { key, pairs, matches, households, iterations, converged } of model.trained.passes)
  process.stdout.write(
    `by ${key}: ${pairs} pairs, ${matches} one person, ${households} one household, ${iterations} rounds${converged ? '' : ', not at rest'}\n`,
  )
