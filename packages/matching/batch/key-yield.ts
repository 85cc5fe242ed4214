import type { Store } from './database.ts'
import type { KeyRule } from './plan-keys.ts'

/** Of a key, likely pairs that have it in common, and those of them that no other key brings together; sums of probabilities. */
export type KeyYield = { readonly found: number; readonly alone: number }

/**
 * What keys found, by key, and which part of the true pairs they bring together, estimated without labels. `unsure`: the standard error of how many
 * they do not, as a share of these.
 */
export type Yield = { readonly keys: readonly KeyYield[]; readonly recall: number; readonly unsure: number }

/**
 * How many keys each likely pair has in common tells how many have none: with one such pair for every pair found once, and pairs found twice, the
 * unseen are at least n₁² / 2 n₂ (Chao 1987). Pairs that differ in everything are harder to find than that, so that the true recall is lower.
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
  const [row] = await store.rows<Record<string, number>>(
    `select coalesce(sum(p), 0) as n, coalesce(sum(p) filter (where k = 1), 0) as once, coalesce(sum(p) filter (where k = 2), 0) as twice, ${of.join(', ')}
      from (select *, ${sum} as k from (select s.p, ${shares.join(', ')} from scored s join rec l on l.n = s.a join rec r on r.n = s.b))`,
  )
  const [all, once, twice] = [row?.['n'] ?? 0, row?.['once'] ?? 0, row?.['twice'] ?? 0]
  // Chao's form for few seen twice; it needs whole pairs, not less than one.
  const unseen = (once * Math.max(0, once - 1)) / (2 * (twice + 1))
  const ratio = once / (twice + 1)
  const variance = (twice + 1) * (ratio ** 2 / 2 + ratio ** 3 + ratio ** 4 / 4)
  return {
    keys: keys.map((_, at) => ({ found: row?.[`f${at}`] ?? 0, alone: row?.[`o${at}`] ?? 0 })),
    recall: all === 0 ? 1 : all / (all + unseen),
    unsure: unseen === 0 ? 0 : Math.min(1, Math.sqrt(variance) / unseen),
  }
}
