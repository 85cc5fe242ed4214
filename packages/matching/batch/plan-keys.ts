import { chanceOf } from '@convive/kernel'
import { countLongerKeys, countSimpleKeys, makeCounted, type Counted } from './count-keys.ts'
import { coarseParts, keyParts, type Field } from './fields.ts'
import type { Store } from './database.ts'
import { passesOf } from './learn-model.ts'
import { likelyAgreement, type Agreement } from './likely-agreement.ts'

/** A way of bringing records together: they have all these columns in common. */
export type KeyRule = { readonly columns: readonly string[]; readonly fields: readonly number[]; readonly pairs: number }

/** `passes`: keys that weights are learnt by, each from the pairs that it brings together. */
export type Plan = { readonly keys: readonly KeyRule[]; readonly passes: readonly KeyRule[] }

/** What a plan may use: candidates for each record, of which some are brought about by several keys, and keys; and what a key costs by itself, in pairs. */
type Means = { readonly budget: number; readonly keys: number; readonly price: number }
const [simpleMeans, allMeans]: readonly [Means, Means] = [
  { budget: 25, keys: 24, price: 3 },
  { budget: 30, keys: 40, price: 1 },
]
/** Candidates for each record that one key may bring about. */
const ofOneKey = 10
/** Keys of one or two columns are enough if they promise to bring together so many of those who are one person. */
const enough = 0.99

/**
 * Counts, before anything runs, how many pairs each key would bring together, and takes those that promise most for what they cost until the
 * budget is used up. Keys of one or two columns are taken where these are enough, as in most files; where very many people share two things,
 * keys of up to four.
 */
export async function planKeys(
  store: Store,
  fields: readonly Field[],
  { records, between }: { readonly records: number; readonly between: boolean },
): Promise<Plan> {
  const telling = fields.flatMap((field, at) => keyParts(field).map((column) => ({ column, at })))
  const columns = [...telling, ...fields.flatMap((field, at) => coarseParts(field).map((column) => ({ column, at })))]
  await makeCounted(store, columns, records)
  const chance = chanceOf(10)
  const known = await knownShares(store, fields)
  const supposed = Array.from({ length: tried }, () =>
    fields.map((field, at): Agreement => (chance() < (known[at] ?? 0) ** 2 ? written(field, chance()) : nothing)),
  )
  const counted = await countSimpleKeys(store, { columns: telling, records, between })
  const simple = choose(caughtBy(counted, { people: supposed, records, chance }), { first: [], records, means: simpleMeans })
  const passes = passesOf(
    simple.map(({ rule }) => rule),
    records,
  )
  const found = await likelyAgreement(store, fields, { between })
  const people = supposed.map((person) =>
    person.map((agreement, at) => found[at]?.[Math.floor(chance() * found[at].length)] ?? agreement),
  )
  const caught = caughtBy(
    counted.filter(({ rule }) => simple.some((one) => one.rule === rule)),
    { people, records, chance },
  )
  const promised = people.filter((_, at) => caught.some(({ catches }) => catches[at])).length / tried
  let keys: readonly Offered[] = simple
  if (promised < enough) {
    const all = await countLongerKeys(store, { columns, records, between })
    keys = choose(caughtBy(all, { people, records, chance }), {
      first: simple.flatMap(({ rule }) => (passes.includes(rule) ? [rule] : [])),
      records,
      means: allMeans,
    })
  }
  await store.run('drop table counted')
  return { keys: keys.map(({ rule }) => rule), passes }
}

/** Keys that may be taken, with whom of the made-up pairs each catches. */
function caughtBy(
  counted: readonly Counted[],
  {
    people,
    records,
    chance,
  }: { readonly people: readonly (readonly Agreement[])[]; readonly records: number; readonly chance: () => number },
): readonly Offered[] {
  return counted
    .filter(({ rule: { pairs } }) => pairs > 0 && pairs <= ofOneKey * records)
    .toSorted((a, b) => byPairs(a.rule, b.rule))
    .map(({ rule, reach }) => ({
      rule,
      catches: people.map(
        (person) => chance() < reach && rule.columns.every((column, at) => person[rule.fields[at] ?? 0]?.has(column) === true),
      ),
    }))
}

/** Of each field, in which part of the records it is known. */
async function knownShares(store: Store, fields: readonly Field[]): Promise<readonly number[]> {
  const counts = fields.map(({ at }) => `count(${at}_x) / greatest(1, count(*)) as ${at}`)
  const [row] = await store.rows<Record<string, number>>(`select ${counts.join(', ')} from rec`)
  return fields.map(({ at }) => row?.[at] ?? 0)
}

/** Made-up pairs of one person by which keys are weighed, by how many keys each should be caught, the least that one more adds. */
const [tried, wanted, leastGain] = [3000, 3, 0.001]

/** A key with whom it catches of the made-up pairs of one person. */
type Offered = { readonly rule: KeyRule; readonly catches: readonly boolean[] }

/**
 * Beside the first ones, the keys that promise to bring together most people for what they cost: each next one is that which catches the largest part,
 * by its price, of made-up pairs that the keys before it did not catch often enough.
 */
function choose(
  offered: readonly Offered[],
  { first, records, means }: { readonly first: readonly KeyRule[]; readonly records: number; readonly means: Means },
): readonly Offered[] {
  const needs = Array.from({ length: tried }, () => wanted)
  const chosen: Offered[] = []
  let used = 0
  const take = (one: Offered): void => {
    chosen.push(one)
    used += one.rule.pairs
    for (const [at, caught] of one.catches.entries()) if (caught) needs[at] = Math.max(0, (needs[at] ?? 0) - 1)
  }
  for (const { columns } of first) {
    const own = offered.find(({ rule }) => rule.columns.join() === columns.join())
    if (own !== undefined) take(own)
  }
  while (chosen.length < means.keys) {
    let best: { readonly of: Offered; readonly worth: number } | undefined
    for (const of of offered) {
      const { rule, catches } = of
      if (chosen.includes(of) || used + rule.pairs > means.budget * records) continue
      // Whom nothing has caught yet counts more than whom one key has.
      const gain = needs.reduce((sum, need, at) => (catches[at] === true ? sum + need ** 2 : sum), 0) / (tried * wanted ** 2)
      const worth = gain / (means.price + rule.pairs / records)
      if (gain >= leastGain && worth > (best?.worth ?? 0)) best = { of, worth }
    }
    if (best === undefined) break
    take(best.of)
  }
  return chosen
}

const nothing: Agreement = new Set()

/**
 * Which parts of a field are the same of both, where the file does not show it, by how well the field was written: up to a point all of it, then the one
 * or the other half, then what is coarse.
 */
function written(field: Field, well: number): Agreement {
  if (well < 0.66) return new Set([...keyParts(field), ...coarseParts(field)])
  const [first, second] = [well < 0.74, well >= 0.74 && well < 0.82]
  const halves = keyParts(field).filter((column) => {
    const part = column.slice(column.indexOf('_') + 1)
    if (part === 's') return first || second
    return part === 'h' || part === 'ym' ? first : part === 't' || part === 'md' ? second : false
  })
  return new Set([...halves, ...(well < 0.9 ? coarseParts(field) : [])])
}

function byPairs(a: KeyRule, b: KeyRule): number {
  return a.pairs - b.pairs || (a.columns.join() < b.columns.join() ? -1 : 1)
}
