import type { DuckDBConnection } from '@duckdb/node-api'
import { refuse } from '@convive/kernel'
import { refusalError } from '../refusal-error.ts'
import { parseRow } from './parse-row.ts'

/** A DuckDB of its own, bounded in memory; what does not fit goes to a folder. */
export type Store = {
  /** Where what does not fit into memory goes; taken away after the run. */
  readonly folder: string
  run(sql: string): Promise<void>
  /** Rows as objects; numbers that are whole come as numbers. */
  rows<Row>(sql: string): Promise<readonly Row[]>
  /** Goes through a large answer in pieces, each a list of rows as arrays. */
  pieces(sql: string): AsyncIterable<readonly (readonly unknown[])[]>
  /** Appends rows to a table. */
  append(table: string): Promise<Appending>
  close(): void
}

export type Appending = { readonly add: (values: readonly (string | number | bigint | null)[]) => void; readonly end: () => void }

type StoreOptions = {
  readonly folder: string
  readonly memory: string
  readonly threads: number
  /** Ends the query that runs and refuses those that follow, with its own reason. */
  readonly signal?: AbortSignal | undefined
}

export async function openStore(options: StoreOptions): Promise<Store> {
  // Loaded only by whoever matches files: a server does not need it.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory,
    threads: String(options.threads),
    temp_directory: options.folder,
    preserve_insertion_order: 'false',
  })
  const connection = await instance.connect()
  const { signal } = options
  const stop = (): void => connection.interrupt()
  signal?.addEventListener('abort', stop)
  return {
    folder: options.folder,
    async run(sql) {
      await unlessStopped(options, () => connection.run(sql))
    },
    async rows<Row>(sql: string) {
      const reader = await unlessStopped(options, () => connection.runAndReadAll(sql))
      return reader.getRowObjectsJS().map((row) => parseRow<Row>(row))
    },
    pieces: (sql) => inPieces(connection, sql),
    append: (table) => appendTo(connection, table),
    close() {
      signal?.removeEventListener('abort', stop)
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function unlessStopped<T>(options: StoreOptions, work: () => Promise<T>): Promise<T> {
  const { signal } = options
  signal?.throwIfAborted()
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    throw toldOf(error, options)
  }
}

/** What the machine lacks is told in words that say what to do; every other error is a fault of ours. */
function toldOf(error: unknown, { memory, folder }: StoreOptions): unknown {
  const says = error instanceof Error ? error.message : ''
  if (says.startsWith('Out of Memory Error')) return refusalError(refuse({ code: 'matching/more-memory', with: { memory } }))
  if (says.includes('No space left on device')) return refusalError(refuse({ code: 'matching/disk-full', with: { folder } }))
  return error
}

async function appendTo(connection: DuckDBConnection, table: string): Promise<Appending> {
  const appender = await connection.createAppender(table)
  return {
    add(values) {
      for (const value of values) {
        if (value === null) appender.appendNull()
        else if (typeof value === 'bigint') appender.appendBigInt(value)
        else if (typeof value === 'number' && Number.isSafeInteger(value)) appender.appendInteger(value)
        else if (typeof value === 'number') appender.appendDouble(value)
        else appender.appendVarchar(value)
      }
      appender.endRow()
    },
    end: () => appender.closeSync(),
  }
}

async function* inPieces(connection: DuckDBConnection, sql: string): AsyncIterable<readonly (readonly unknown[])[]> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk.getRows()
  }
}
