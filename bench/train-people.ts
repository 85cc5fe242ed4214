import {
  asItIs,
  beliefFrom,
  comparePeople,
  loadTerms,
  soundVersion,
  trainPeople,
  type Belief,
  type Learner,
  type TrainedModel,
} from '@convive/matching'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordsA } from './matching/errors-a.ts'
import { candidatesAmong, peopleOf } from './matching/people.ts'

/**
 * Learns what the registry compares people with, and writes it where it ships: `node bench/train-people.ts [records]`. From made-up people of
 * generator A as the registry would hold them; who is one person is not told. How far its sums are believed is learnt from people of another seed.
 */
const [records, seed] = [Number(process.argv[2] ?? 50_000), 1]
const [likely, possible] = [0.9, 0.2]
const file = join(import.meta.dirname, '../packages/matching/people/person-model.json')

function learners(): readonly Learner[] {
  const known = peopleOf(recordsA, { records, seed })
  return known.map(({ features, kept, asked }) => ({ features, keys: [...new Set([...kept, ...asked])] }))
}

/** How far the sum is believed, learnt from other people: here it is told who is one person. */
function beliefIn(model: TrainedModel): Belief & { readonly seed: number; readonly pairs: number } {
  const other = seed + 2
  const known = peopleOf(recordsA, { records, seed: other })
  const asIs = { model, likely, possible, terms: loadTerms(), belief: asItIs }
  const pairs = candidatesAmong(known).flatMap((others, at) =>
    others.flatMap((id) => {
      const [one, earlier] = [known[at], known[id]]
      if (one === undefined || earlier === undefined) return []
      const { weight } = comparePeople(one.features, earlier.features, asIs)
      return [{ weight, isOne: one.person.entity === earlier.person.entity }]
    }),
  )
  return { ...beliefFrom(pairs), seed: other, pairs: pairs.length }
}

const { version }: { readonly version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
const model = trainPeople(learners(), { seed })
const made = {
  version: 2,
  about:
    'How people are compared in the registry: Fellegi-Sunter in classes, learnt from made-up people. See docs/decisions/0038.',
  likely,
  possible,
  belief: beliefIn(model),
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
