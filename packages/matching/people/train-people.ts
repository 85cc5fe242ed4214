import { chanceOf } from '@convive/kernel'
import { levelOf, type Columns } from '../levels/level-of.ts'
import type { Pattern } from '../model/estimate.ts'
import { train, type TrainedModel } from '../model/train.ts'
import type { Features } from '../subject.ts'
import { levelNames, personComparisons } from './person-comparisons.ts'
import { personRow } from './person-row.ts'

/** Somebody to learn from, with the keys by which they would be looked for. */
export type Learner = { readonly features: Features; readonly keys: readonly bigint[] }

/** Random pairs from which it is learnt how often people who are two agree, and how many may share a key before it is left. */
const [pairsDrawn, mostOfKey] = [1_000_000, 60]

type Block = { readonly key: string; readonly fields: readonly string[]; readonly of: (row: Columns) => string | undefined }

/** By what people are brought together for learning, and what they agree on because of it. */
const blocks: readonly Block[] = [
  { key: 'birthday', fields: ['birth', 'generation'], of: (row) => joined(row['b_day']) },
  { key: 'document', fields: ['document'], of: (row) => joined(row['documents']) },
  { key: 'names', fields: ['given', 'family'], of: (row) => joined(row['g_h'], row['f_h']) },
  { key: 'phone', fields: ['phone'], of: (row) => joined(row['phones']) },
  { key: 'mother and month', fields: ['mother', 'birth', 'generation'], of: (row) => joined(row['mother'], row['b_month']) },
]

function joined(...parts: readonly (Columns[string] | undefined)[]): string | undefined {
  if (parts.some((one) => one === null || one === undefined)) return undefined
  return parts.map((one) => (typeof one === 'object' ? one?.join(' ') : String(one))).join('|')
}

/** Learns how people are compared from people alone: nobody has to say who is one person. The same people in the same order give the same model. */
export function trainPeople(
  people: readonly Learner[],
  { seed, randomPairs = pairsDrawn }: { readonly seed: number; readonly randomPairs?: number },
): TrainedModel {
  const rows = people.map(({ features }) => personRow(features))
  const keysOfRow = rows.map((row) => blocks.map(({ of }) => of(row)))
  const pairs = pairsOf(people, keysOfRow)
  const patterns = new Map<string, { readonly levels: readonly number[]; readonly passes: number; count: number }>()
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / people.length), pair % people.length]
    const levels = levelsOf(rows[a], rows[b])
    const passes = blocks.reduce((mask, _, at) => {
      const own = keysOfRow[a]?.[at]
      return own !== undefined && own === keysOfRow[b]?.[at] ? mask | (1 << at) : mask
    }, 0)
    const name = `${levels.join()} ${passes}`
    const before = patterns.get(name)
    if (before === undefined) patterns.set(name, { levels, passes, count: 1 })
    else before.count += 1
  }
  const sorted = [...patterns]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]): Pattern & { readonly passes: number } => one)
  return train({
    fields: personComparisons.map((one) => ({ field: one.field, levels: levelNames(one), own: one.own })),
    patterns: sorted,
    passes: blocks.map(({ key, fields }) => ({
      key,
      fields: personComparisons.flatMap(({ field }, at) => (fields.includes(field) ? [at] : [])),
    })),
    random: { counts: randomLevels(rows, { seed, pairs: randomPairs }), pairs: randomPairs },
    records: people.length,
    allPairs: (people.length * (people.length - 1)) / 2,
  })
}

function levelsOf(a: Columns = {}, b: Columns = {}): readonly number[] {
  return personComparisons.map((one) => levelOf(one, a, b))
}

/** Every two people who share a key or a block, as one number each. */
function pairsOf(people: readonly Learner[], keysOfRow: readonly (readonly (string | undefined)[])[]): ReadonlySet<number> {
  const holders = new Map<bigint | string, number[]>()
  const note = (key: bigint | string, at: number): void => {
    const own = holders.get(key)
    if (own === undefined) holders.set(key, [at])
    else own.push(at)
  }
  for (const [at, { keys }] of people.entries()) for (const key of keys) note(key, at)
  for (const [at, keys] of keysOfRow.entries())
    for (const [block, key] of keys.entries()) if (key !== undefined) note(`${block} ${key}`, at)
  const pairs = new Set<number>()
  for (const some of holders.values()) {
    if (some.length > mostOfKey) continue
    for (const [index, a] of some.entries()) for (const b of some.slice(index + 1)) pairs.add(a * people.length + b)
  }
  return pairs
}

function randomLevels(
  rows: readonly Columns[],
  { seed, pairs }: { readonly seed: number; readonly pairs: number },
): readonly (readonly number[])[] {
  const chance = chanceOf(seed)
  const counts = personComparisons.map(({ levels }) => Array.from({ length: levels.length + 1 }, () => 0))
  for (let drawn = 0; drawn < pairs; drawn += 1) {
    const [a, b] = [Math.floor(chance() * rows.length), Math.floor(chance() * rows.length)]
    if (a === b) continue
    for (const [field, level] of levelsOf(rows[a], rows[b]).entries()) {
      const own = counts[field]
      if (own !== undefined && level >= 0) own[level] = (own[level] ?? 0) + 1
    }
  }
  return counts
}
