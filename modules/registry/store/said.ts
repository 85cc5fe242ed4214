import { sql, type Transaction } from '@convive/database'
import type { Alias, Pair } from '../domain/links.ts'
import type { Said } from '../domain/settled-pairs.ts'

/** What was said of these records and of those that are the same persons. The newest answer about a pair counts. */
export async function saidOf(tx: Transaction, persons: readonly string[]): Promise<Said> {
  const own = await aliasesAmong(tx, persons)
  const survivors = own.map((one) => one.survivorId)
  const aliases = survivors.length === 0 ? own : [...own, ...(await aliasesAmong(tx, survivors))]
  const all = [...new Set([...persons, ...aliases.flatMap((one) => [one.personId, one.survivorId])])]
  return { aliases, apart: await toldApart(tx, all) }
}

async function aliasesAmong(tx: Transaction, persons: readonly string[]): Promise<readonly Alias[]> {
  return tx.rows(sql<Alias>`select person_id as "personId", survivor_id as "survivorId" from registry.alias
    where person_id = any (${[...persons]}::uuid[]) or survivor_id = any (${[...persons]}::uuid[])`)
}

/** Pairs among these of which the organisation said last that they are different. */
export async function toldApart(tx: Transaction, persons: readonly string[]): Promise<readonly Pair[]> {
  const rows = await tx.rows(sql<{
    one: string
    other: string
    decision: string
  }>`select distinct on (person_id, other_id) person_id as one, other_id as other, decision
    from registry.duplicate_decision where person_id = any (${[...persons]}::uuid[]) and other_id = any (${[...persons]}::uuid[])
    and organisation_id = app.organisation() and undone is null order by person_id, other_id, decision_id desc`)
  return rows.flatMap(({ one, other, decision }): readonly Pair[] => (decision === 'different' ? [[one, other]] : []))
}
