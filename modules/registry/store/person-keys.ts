import type { RewrappedKey, WrappedKey } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'

/** Wrapped keys of all persons, some thousands at a time, in the order of their ids. */
export async function* keyPages(tx: Transaction): AsyncGenerator<readonly WrappedKey[]> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page: readonly WrappedKey[] = await tx.rows(sql<WrappedKey>`select person_id as "personId", wrapped
      from registry.person_key where person_id > ${last}::uuid order by person_id limit 5000`)
    if (page.length > 0) yield page
    if (page.length < 5000) return
    last = page.at(-1)?.personId ?? last
  }
}

export async function insertKeys(tx: Transaction, keys: readonly RewrappedKey[]): Promise<void> {
  await tx.run(sql`insert into registry.person_key (person_id, wrapped, master)
    select * from unnest(${keys.map((one) => one.personId)}::uuid[], ${keys.map((one) => one.wrapped)}::bytea[], ${keys.map((one) => one.master)}::smallint[])`)
}

export async function keysOfOtherMasters(tx: Transaction, master: number): Promise<readonly WrappedKey[]> {
  return tx.rows(sql<WrappedKey>`select person_id as "personId", wrapped from registry.person_key
    where master <> ${master} order by person_id limit 2000`)
}

export async function countOtherMasters(tx: Transaction, master: number): Promise<number> {
  const row = await tx.first(sql<{ n: number }>`select count(*)::int as n from registry.person_key where master <> ${master}`)
  return row?.n ?? 0
}

/** Whoever was erased meanwhile has no row any more: nothing is made anew. */
export async function replaceKeys(tx: Transaction, keys: readonly RewrappedKey[]): Promise<void> {
  await tx.run(sql`update registry.person_key k set wrapped = n.wrapped, master = n.master
    from unnest(${keys.map((one) => one.personId)}::uuid[], ${keys.map((one) => one.wrapped)}::bytea[], ${keys.map((one) => one.master)}::smallint[])
      as n (person_id, wrapped, master)
    where k.person_id = n.person_id`)
}
