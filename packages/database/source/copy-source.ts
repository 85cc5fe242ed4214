import { ok, refuse, type Result } from '@convive/kernel'
import { createWriteStream, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Source } from './source.ts'
import { refusalOf, stateOf } from './source-refusals.ts'

/** What was written: a CSV file in UTF-8 without a heading, as the database was at one moment. */
export type CopiedSource = {
  readonly columns: readonly string[]
  /** Columns of bytes (photographs, fingerprints), which are no text. */
  readonly leftOut: readonly string[]
  readonly rows: number
  /** Whether the database may show this role some rows only: row-level security. */
  readonly isPart: boolean
  /** Values with more letters have one letter more than this: what follows was cut off. */
  readonly longest: number
}

export type CopyAsked = {
  /** Where to; made anew, for the owner's eyes only, and taken away where it is not whole. */
  readonly file: string
  readonly signal?: AbortSignal | undefined
  /** Is told now and then how many bytes have come. */
  readonly told?: ((bytes: number) => void) | undefined
}

/** What PostgreSQL calls the type `bytea`. */
const bytes = 17

/** No name or address is longer; a line of all columns stays under two million bytes, the longest that DuckDB takes. */
const mostLetters = 2000
const lettersOfLine = 480_000

/**
 * For this transaction only. As with `pg_dump` no time limit of the role cuts a long copy off. One worker from the table's beginning: rows come
 * in the same order again. A server that hears no more from us stops within a second (PostgreSQL 14 and later).
 */
const settings = `select set_config(name, wanted.setting, true) from pg_settings join (values
  ('datestyle', 'ISO, YMD'), ('intervalstyle', 'iso_8601'), ('statement_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
  ('synchronize_seqscans', 'off'), ('max_parallel_workers_per_gather', '0'), ('client_connection_check_interval', '1s')
) as wanted (called, setting) on lower(name) = called`

/** Copies the rows of a table or a query into a file, in one read-only transaction; memory does not grow with the rows. */
export async function copySource(source: Source, { file, signal, told }: CopyAsked): Promise<Result<CopiedSource>> {
  // Of our own, to be closed at once: the client itself says goodbye and waits for a server that is busy sending.
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: source.url,
    connectionTimeoutMillis: 15_000,
    application_name: 'convive',
    keepAlive: true,
    stream: () => socket,
  })
  client.on('error', () => undefined)
  const stop = (): void => void socket.destroy()
  signal?.addEventListener('abort', stop)
  let [isOpen, isWhole] = [false, false]
  try {
    signal?.throwIfAborted()
    await client.connect()
    isOpen = true
    await client.query('begin transaction isolation level repeatable read read only')
    await client.query(settings)
    const copied = await copyRows(client, source, { file, signal, told })
    if (copied.ok) await client.query('commit')
    isWhole = copied.ok
    return copied
  } catch (error) {
    signal?.throwIfAborted()
    return refusalOf(error, { client, source, isOpen })
  } finally {
    signal?.removeEventListener('abort', stop)
    if (isWhole) await client.end()
    else {
      socket.destroy()
      rmSync(file, { force: true })
    }
  }
}

async function copyRows(client: pg.Client, source: Source, { file, signal, told }: CopyAsked): Promise<Result<CopiedSource>> {
  const selected = 'table' in source.rows ? await tableNamed(client, source.rows.table) : ok(`(\n${source.rows.query}\n)`)
  if (!selected.ok) return selected
  const from = selected.value
  const columns = await columnsOf(client, from)
  const texts = columns.filter(({ type }) => type !== bytes)
  if (texts.length === 0) return refuse({ code: 'database/source-no-columns', with: { called: source.called } })
  const isPart = await isHidden(client, from)
  const longest = Math.min(mostLetters, Math.floor(lettersOfLine / texts.length))
  // By place: a query may give two columns one name.
  const cells = texts.map(({ at }) => `coalesce(left(c${at}::text, ${longest + 1}), '')`)
  const rows = client.query(
    copyTo(
      `copy (select ${cells.join(', ')} from ${from} as q (${columns.map(({ at }) => `c${at}`).join(', ')})) to stdout (format csv, force_quote *)`,
      { highWaterMark: 1 << 18 },
    ),
  )
  let came = 0
  const counted = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      came += piece.length
      told?.(came)
      yield piece
    }
  }
  await pipeline(rows, counted, createWriteStream(file, { mode: 0o600 }), { signal })
  // The server counts after the last row.
  await client.query('select')
  const leftOut = columns.filter((one) => !texts.includes(one)).map(({ name }) => name)
  return ok({ columns: texts.map(({ name }) => name), leftOut, rows: rows.rowCount, isPart, longest })
}

type Column = { readonly name: string; readonly type: number; readonly at: number }

/** Asked with a parameter, because PostgreSQL then refuses a second statement behind a semicolon. */
async function columnsOf(client: pg.Client, from: string): Promise<readonly Column[]> {
  const { fields } = await client.query(`select * from ${from} as q limit $1`, [0])
  return fields.map(({ name, dataTypeID: type }, at) => ({ name, type, at }))
}

/** Whether row-level security would be asked: it hides rows without saying so. */
async function isHidden(client: pg.Client, from: string): Promise<boolean> {
  await client.query('savepoint seen')
  await client.query('set local row_security = off')
  const hidden = await columnsOf(client, from).then(
    () => false,
    (error: unknown) => {
      if (stateOf(error) === '42501') return true
      throw error
    },
  )
  await client.query('rollback to savepoint seen')
  return hidden
}

/** A name as one writes it in SQL, as PostgreSQL itself reads and quotes it. */
async function tableNamed(client: pg.Client, table: string): Promise<Result<string>> {
  const { rows } = await client.query<{ name: string | null }>('select to_regclass($1)::text as name', [table])
  const name = rows[0]?.name ?? undefined
  if (name !== undefined) return ok(name)
  const { rows: others } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
       and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') order by 1 limit 12`,
  )
  const known = others.length === 0 ? '–' : others.map((one) => one.name).join(', ')
  return refuse({ code: 'database/source-no-table', with: { table, known } })
}
