import { sql, type Transaction } from '@convive/database'
import type { Group } from '@convive/disclosure'
import { dimensions, shownValues, type DimensionName } from '../domain/dimensions.ts'

type Row = Readonly<Record<string, string>> & { readonly n: string; readonly key: string }

/**
 * Counts the month's copy of the projection as the statistics role, which reads nothing else. Each group comes with the combined record keys of
 * its members: the same people, the same noise, whatever the table.
 */
export async function countBy(tx: Transaction, asked: readonly DimensionName[]): Promise<readonly Group[]> {
  const columns = sql.join(dimensions.filter((name) => asked.includes(name)).map((name) => sql.ref(name)))
  await tx.run(sql`set local role convive_statistics`)
  const rows = await tx.rows(
    sql<Row>`select ${columns}, count(*)::text as n, bit_xor(record_key)::text as key from statistics.frozen group by ${columns}`,
  )
  await tx.run(sql`reset role`)
  return rows.map((row) => ({
    values: Object.fromEntries(asked.map((name) => [name, shownValues(name, row[name] ?? 'unknown')])),
    count: Number(row.n),
    key: BigInt(row.key),
  }))
}
