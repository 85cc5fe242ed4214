import type { Store } from './database.ts'
import type { KeyRule } from './plan-keys.ts'

/** Of a key, likely pairs that have it in common, and those of them that no other key brings together; sums of probabilities. */
export type KeyYield = { readonly found: number; readonly alone: number }

/**
 * What keys found, by key, and which part of the true pairs they bring together, estimated without labels. `unsure`: the standard error of how many
 * they do not, as a share of these.
 */
export type Yield = { readonly keys: readonly KeyYield[]; readonly recall: number; readonly unsure: number }

/** What was not found, with the standard error of that. */
type Missed = { readonly unseen: number; readonly error: number }

/**
 * How many keys each likely pair has in common tells how many have none. Pairs that differ in everything are harder to find than that, so that the true
 * recall is lower.
 */
export async function keyYield(store: Store, keys: readonly KeyRule[]): Promise<Yield> {
  if (keys.length === 0) return { keys: [], recall: 1, unsure: 0 }
  const shares = keys.map(({ columns }, at) => {
    const same = columns.map((column) => `coalesce(l.${column} = r.${column}, false)`).join(' and ')
    return `cast(${same} as integer) as k${at}`
  })
  const sum = keys.map((_, at) => `k${at}`).join(' + ')
  const of = keys.flatMap((_, at) => [
    `coalesce(sum(p) filter (where k${at} = 1), 0) as f${at}`,
    `coalesce(sum(p) filter (where k${at} = 1 and k = 1), 0) as o${at}`,
  ])
  const split = splits(keys)
  const twofold = split.flatMap(({ one, other }, at) => [
    `coalesce(sum(p) filter (where ${one}), 0) as x${at}`,
    `coalesce(sum(p) filter (where ${other}), 0) as y${at}`,
    `coalesce(sum(p) filter (where (${one}) and (${other})), 0) as z${at}`,
  ])
  const [row = {}] = await store.rows<Record<string, number>>(
    `select coalesce(sum(p), 0) as n, coalesce(sum(p) filter (where k = 1), 0) as once, coalesce(sum(p) filter (where k = 2), 0) as twice, ${[...of, ...twofold].join(', ')}
      from (select *, ${sum} as k from (select s.p, ${shares.join(', ')} from scored s join rec l on l.n = s.a join rec r on r.n = s.b))`,
  )
  const seen = (name: string): number => row[name] ?? 0
  const byTwo = split.map((_, at) =>
    missedByTwo({ one: seen(`x${at}`), other: seen(`y${at}`), both: seen(`z${at}`), all: seen('n') }),
  )
  const ways = split.length === 0 ? [missedByMany(seen('once'), seen('twice'))] : byTwo
  const { unseen, error } = ways.reduce((most, one) => (one.unseen > most.unseen ? one : most), { unseen: 0, error: 0 })
  return {
    keys: keys.map((_, at) => ({ found: seen(`f${at}`), alone: seen(`o${at}`) })),
    recall: seen('n') === 0 ? 1 : seen('n') / (seen('n') + unseen),
    unsure: unseen === 0 ? 0 : Math.min(1, error / unseen),
  }
}

/** With one unseen pair for every pair found once, and pairs found twice, the unseen are at least n₁² / 2 n₂ (Chao 1987). */
function missedByMany(once: number, twice: number): Missed {
  // Chao's form for few seen twice; it needs whole pairs, not less than one.
  const unseen = (once * Math.max(0, once - 1)) / (2 * (twice + 1))
  const ratio = once / (twice + 1)
  return { unseen, error: Math.sqrt((twice + 1) * (ratio ** 2 / 2 + ratio ** 3 + ratio ** 4 / 4)) }
}

/**
 * Keys that share most of their columns find the same pairs, and Chao's bound sees hardly any that were found once. Then, for each field, what the keys
 * that use it find of what the others find (Chapman 1951), and the field that says most are missing.
 */
function missedByTwo({
  one,
  other,
  both,
  all,
}: {
  readonly one: number
  readonly other: number
  readonly both: number
  readonly all: number
}): Missed {
  const size = ((one + 1) * (other + 1)) / (both + 1) - 1
  const variance = ((one + 1) * (other + 1) * (one - both) * (other - both)) / ((both + 1) ** 2 * (both + 2))
  return { unseen: Math.max(0, size - all), error: Math.sqrt(Math.max(0, variance)) }
}

/** For each field, whether a pair has a key with it, and one without; only where keys have so many columns that they are much alike. */
function splits(keys: readonly KeyRule[]): readonly { readonly one: string; readonly other: string }[] {
  if (!keys.some(({ columns }) => columns.length > 2)) return []
  const fields = [...new Set(keys.flatMap(({ fields: own }) => own))].toSorted((a, b) => a - b)
  return fields.flatMap((field) => {
    const [one, other] = [true, false].map((has) =>
      keys.flatMap(({ fields: own }, at) => (own.includes(field) === has ? [`k${at} = 1`] : [])).join(' or '),
    )
    return one === undefined || other === undefined || one === '' || other === '' ? [] : [{ one, other }]
  })
}
