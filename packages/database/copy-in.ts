import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { connectTo } from './connect.ts'
import { from as copyFrom } from 'pg-copy-streams'
import { migrationsIn, quoted, tablesOf, type AppliedMigration, type CopiedTable } from './copy-out.ts'
import { transactionOn, type Transaction } from './database.ts'
import { beginStatement, type Session } from './session.ts'

/** A restore under way: everything happens in one transaction, so that either all of it is there or nothing. */
export type Restoring = {
  readonly tx: Transaction
  migrations(): Promise<readonly AppliedMigration[]>
  /** Names of tables that hold rows. */
  tablesInUse(): Promise<readonly string[]>
  copy(table: Pick<CopiedTable, 'name' | 'columns'>, rows: AsyncIterable<Uint8Array>): Promise<number>
  setSequences(values: Readonly<Record<string, string>>): Promise<void>
  /** Row-level security is forced again on every table; plans are made for what is in them now. */
  closeTables(): Promise<void>
  speakFor(session: Session): Promise<void>
}

/**
 * Works as the owner of the tables in one transaction. `copy from` is refused where row-level security is forced, so that it
 * is lifted for the owner until `closeTables`: nobody else ever sees it lifted, and `work` may not end before.
 */
export async function restoreInto<T>(ownerUrl: string, work: (restoring: Restoring) => Promise<T>): Promise<T> {
  const client = await connectTo(ownerUrl)
  try {
    await client.query('begin')
    const tables = await tablesOf(client, [], { count: false })
    await client.query(tables.map(({ name }) => `alter table ${quoted(name)} no force row level security;`).join('\n'))
    const answer = await work({
      tx: transactionOn(client),
      migrations: () => migrationsIn(client),
      tablesInUse: async () => {
        const asked = tables.map(
          ({ name }) => `select ${pg.escapeLiteral(name)} as name where exists (select from ${quoted(name)})`,
        )
        const { rows } = await client.query<{ name: string }>(asked.join(' union all '))
        return rows.map((row) => row.name)
      },
      async copy({ name, columns }, rows) {
        const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
        const stream = client.query(copyFrom(`copy ${quoted(name)} (${listed}) from stdin with (format binary)`))
        await pipeline(Readable.from(rows, { objectMode: false, highWaterMark: 1 << 18 }), stream)
        return stream.rowCount
      },
      async setSequences(values) {
        for (const [name, value] of Object.entries(values))
          await client.query('select setval($1::regclass, $2)', [quoted(name), value])
      },
      async closeTables() {
        await client.query(tables.map(({ name }) => `alter table ${quoted(name)} force row level security;`).join('\n'))
        // Without these every plan is made for tables of ten rows.
        await client.query(tables.map(({ name }) => `analyze ${quoted(name)};`).join('\n'))
      },
      async speakFor(session) {
        await client.query(beginStatement(session).replace('begin;', ''))
      },
    })
    const { rows: open } = await client.query(
      `select from pg_class where relkind = 'r' and relrowsecurity and not relforcerowsecurity`,
    )
    if (open.length > 0) throw new Error('row-level security would stay lifted')
    await client.query('commit')
    return answer
  } finally {
    await client.end()
  }
}
