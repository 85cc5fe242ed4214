import type { Work } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import { groupOf, type Alias, type Pair, type Relinking, type Ties } from '../domain/links.ts'
import { setCounted } from './counted.ts'

/** What ties these records and all that are tied to them, held until the end: two decisions about one group come one after the other. */
export async function holdTies(tx: Transaction, persons: readonly string[]): Promise<Ties> {
  return reach(tx, persons, async (known) => {
    await tx.run(sql`select from registry.person where person_id = any (${[...known]}::uuid[]) order by person_id for update`)
  })
}

/** The same, only to look at. */
export async function tiesAround(tx: Transaction, persons: readonly string[]): Promise<Ties> {
  return reach(tx, persons, async () => {})
}

async function reach(
  tx: Transaction,
  persons: readonly string[],
  before: (known: readonly string[]) => Promise<void>,
): Promise<Ties> {
  let known = [...persons].toSorted()
  for (;;) {
    await before(known)
    const ties = await tiesOf(tx, known)
    const pairs = [...ties.decided, ...ties.aliases.map((one): Pair => [one.survivorId, one.personId])]
    const reached = [...new Set(known.flatMap((one) => groupOf(one, pairs)))].toSorted()
    if (reached.length === known.length) return ties
    known = reached
  }
}

async function tiesOf(tx: Transaction, persons: readonly string[]): Promise<Ties> {
  const decided = await tx.rows(sql<{ older: string; newer: string }>`select distinct person_id as older, other_id as newer
    from registry.duplicate_decision where (person_id = any (${[...persons]}::uuid[]) or other_id = any (${[...persons]}::uuid[]))
    and decision = 'same' and undone is null`)
  const aliases = await tx.rows(sql<Alias>`select person_id as "personId", survivor_id as "survivorId" from registry.alias
    where person_id = any (${[...persons]}::uuid[]) or survivor_id = any (${[...persons]}::uuid[])`)
  return { decided: decided.map((one): Pair => [one.older, one.newer]), aliases }
}

/** Makes the aliases so. A record that another stands for is not counted. Gives back whose standing changed. */
export async function relink(work: Pick<Work, 'tx' | 'vault'>, { drop, add }: Relinking): Promise<readonly string[]> {
  const changed = [...new Set([...drop, ...add].map((one) => one.personId))]
  if (drop.length > 0)
    await work.tx.run(sql`delete from registry.alias where person_id = any (${drop.map((one) => one.personId)}::uuid[])`)
  for (const one of add)
    await work.tx.run(sql`insert into registry.alias (person_id, survivor_id) values (${one.personId}, ${one.survivorId})`)
  for (const id of changed) {
    const before = drop.some((one) => one.personId === id)
    const after = add.some((one) => one.personId === id)
    if (before !== after) await setCounted(work, id, !after)
  }
  return changed
}
