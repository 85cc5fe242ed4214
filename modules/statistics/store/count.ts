import { sql, type Transaction } from '@convive/database'
import { dimensions, shownValue, type DimensionName } from '../domain/dimensions.ts'

export type CountedGroup = { readonly values: Readonly<Record<string, string>>; readonly count: number; readonly key: bigint }

type Row = Readonly<Record<string, string>> & { readonly n: string; readonly key: string }

/**
 * Counts the projection as the statistics role, which reads nothing else. Each group comes with the combined record keys of
 * its members: the same people, the same noise, whatever the table.
 */
export async function countBy(tx: Transaction, asked: readonly DimensionName[]): Promise<readonly CountedGroup[]> {
  const columns = sql.join(dimensions.filter((name) => asked.includes(name)).map((name) => sql.ref(name)))
  await tx.run(sql`set local role convive_statistics`)
  const rows = await tx.rows(
    sql<Row>`select ${columns}, count(*)::text as n, bit_xor(record_key)::text as key from statistics.person group by ${columns}`,
  )
  await tx.run(sql`reset role`)
  const merged = new Map<string, { values: Readonly<Record<string, string>>; count: number; key: bigint }>()
  for (const row of rows) {
    const values = Object.fromEntries(asked.map((name) => [name, shownValue(name, row[name] ?? 'unknown')]))
    const before = merged.get(JSON.stringify(values))
    merged.set(JSON.stringify(values), {
      values,
      count: (before?.count ?? 0) + Number(row.n),
      key: BigInt.asIntN(64, (before?.key ?? 0n) ^ BigInt(row.key)),
    })
  }
  return [...merged.values()]
}
