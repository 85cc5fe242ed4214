import pg from 'pg'
import { connectTo } from './connect.ts'
import { to as copyTo } from 'pg-copy-streams'
import { transactionOn, type Transaction } from './database.ts'

/** A table as a backup carries it: `select` where some columns are left out and made again afterwards. */
export type CopiedTable = {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  /** About how many bytes it takes, for telling how far a copy is. */
  readonly bytes: number
}

export type AppliedMigration = { readonly room: string; readonly number: number; readonly name: string; readonly digest: string }

/** One consistent view of the database for as long as `work` runs, whatever others write meanwhile. */
export type Snapshot = {
  readonly tx: Transaction
  /** Every table of ours but those left out. */
  tables(leftOut: readonly string[]): Promise<readonly CopiedTable[]>
  /** All rows in PostgreSQL's binary format; `instead` gives a column another expression. */
  copy(table: CopiedTable, instead?: Readonly<Record<string, string>>): AsyncIterable<Buffer>
  sequences(): Promise<Readonly<Record<string, string>>>
  migrations(): Promise<readonly AppliedMigration[]>
}

/** Opens a snapshot as the owner of the tables; nothing can be written through it. */
export async function withSnapshot<T>(ownerUrl: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await connectTo(ownerUrl)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    return await work({
      tx: transactionOn(client),
      tables: (leftOut) => tablesOf(client, leftOut, { count: true }),
      copy: (table, instead = {}) => {
        const columns = table.columns.map((column) => instead[column] ?? pg.escapeIdentifier(column))
        const query = `copy (select ${columns.join(', ')} from ${quoted(table.name)}) to stdout with (format binary)`
        return gathered(client.query(copyTo(query, { highWaterMark: 1 << 18 })))
      },
      sequences: () => sequencesOf(client),
      migrations: () => migrationsIn(client),
    })
  } finally {
    await client.end()
  }
}

/** PostgreSQL sends every row by itself: pieces of a quarter of a megabyte cost a tenth in all that follows. */
async function* gathered(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [held, size]: [Buffer[], number] = [[], 0]
  for await (const row of rows) {
    held.push(row)
    size += row.length
    if (size < 1 << 18) continue
    yield Buffer.concat(held, size)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held, size)
}

/** `registry.person` for use in a statement. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')
}

/** Tables of every schema that migrations made, without the list of migrations itself. */
export async function tablesOf(
  client: pg.Client,
  leftOut: readonly string[],
  { count }: { readonly count: boolean },
): Promise<readonly CopiedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; bytes: string }>(
    `select n.nspname || '.' || c.relname as name, pg_table_size(c.oid) as bytes,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'convive') order by 1`,
  )
  const tables: CopiedTable[] = []
  for (const { name, columns, bytes } of rows.filter((row) => !leftOut.includes(row.name))) {
    const counted = count ? await client.query<{ rows: string }>(`select count(*) as rows from ${quoted(name)}`) : undefined
    tables.push({ name, columns, bytes: Number(bytes), rows: Number(counted?.rows[0]?.rows ?? 0) })
  }
  return tables
}

async function sequencesOf(client: pg.Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select schemaname || '.' || sequencename as name, last_value as value from pg_sequences
     where last_value is not null and schemaname <> 'convive' order by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.name, row.value]))
}

export async function migrationsIn(client: pg.Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select room, number, name, digest from convive.migration order by room, number',
  )
  return rows
}
