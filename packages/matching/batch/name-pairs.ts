import type { Store } from './database.ts'

/**
 * How a pair of `rec` rows `l` and `r` is named in what is written: `ids`, the lesser first; `files`, where two files hold the same id, of which
 * file each is, by number from 1; `order`, by what they are sorted. `clashing`: ids that two files hold.
 */
export type PairNames = { readonly ids: string; readonly files: string; readonly order: string; readonly clashing: number }

export async function pairNames(store: Store): Promise<PairNames> {
  const [row] = await store.rows<{ n: number }>(
    'select count(*) as n from (select id from rec group by id having count(distinct source) > 1)',
  )
  const clashing = row?.n ?? 0
  const ids = 'least(l.id, r.id) as id_a, greatest(l.id, r.id) as id_b'
  if (clashing === 0) return { ids, files: '', order: 'id_a, id_b', clashing }
  const file = (one: string, other: string): string => `1 + case when l.id <= r.id then ${one}.source else ${other}.source end`
  return {
    ids,
    files: `, ${file('l', 'r')} as file_a, ${file('r', 'l')} as file_b`,
    order: 'id_a, id_b, file_a, file_b',
    clashing,
  }
}
