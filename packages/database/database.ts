import { hash } from 'node:crypto'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely'
import pg from 'pg'
import { connectTo } from './connect.ts'
import { parseRows } from './parse-rows.ts'
import { beginStatement, commitStatement, type LastCall, type Session } from './session.ts'

/** Runs queries inside one transaction. Queries are written with Kysely's `sql` tag; values always travel as parameters. */
export type Transaction = {
  /** All rows. */
  rows<Row>(query: RawBuilder<Row>): Promise<readonly Row[]>
  /** The first row, or nothing. */
  first<Row>(query: RawBuilder<Row>): Promise<Row | undefined>
  /** How many rows were changed. */
  run(query: RawBuilder<unknown>): Promise<number>
  /** A part that can be taken back alone: when `keep` says no or `work` throws, nothing of it remains (a savepoint). */
  within<T>(work: (part: Transaction) => Promise<T>, keep: (answer: T) => boolean): Promise<T>
  /** A statement nobody waits for: sent together with the commit, which it can still prevent by failing. */
  atEnd(query: RawBuilder<unknown>): void
  /** Calls a function together with the commit; once a transaction. */
  last(call: LastCall): void
}

/** A pool of connections. It lives as long as the server; `close` waits for what is under way. */
export type Database = {
  /**
   * One transaction with its session set. It commits when `work` returns, unless `keep` says no; it is tried again when
   * PostgreSQL reports a serialisation failure or a deadlock.
   */
  transaction<T>(session: Session, work: (transaction: Transaction) => Promise<T>, keep?: (answer: T) => boolean): Promise<T>
  /** One statement with nothing set: it sees no row of any table. For functions that recognise a visitor. */
  alone<Row>(query: RawBuilder<Row>): Promise<readonly Row[]>
  /** Whether PostgreSQL answers within so many milliseconds. */
  answers(within: number): Promise<boolean>
  close(): Promise<void>
}

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * Every statement asks by keys, so one plan for each serves all its life, and it is the plan for large tables also while they are
 * small: a plan that scans a table of ten rows would still do so when there are ten million.
 */
const plans = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
]

const again = new Set(['40001', '40P01'])

/** `timeZone` decides where a day begins for PostgreSQL: access "until" a date ends with the day of the offices, not of the machine. */
export function openDatabase(url: string, options: { readonly connections?: number; readonly timeZone?: string } = {}): Database {
  const settings = options.timeZone === undefined ? plans : [...plans, `TimeZone=${options.timeZone}`]
  // Statements are sent as they are asked for, without waiting for the answers to earlier ones.
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    // A new one costs tens of milliseconds (a process, the password, every plan anew), and is asked for when there is least time.
    min: Math.min(6, options.connections ?? 10),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: true,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  })
  pool.on('error', () => undefined)
  // Also while a transaction holds it: a connection may be lost when nothing is asked of it, and the process must live on.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    async transaction(session, work, keep = () => true) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(pool, session, { work, keep })
        } catch (error) {
          if (attempt >= 4 || !isDatabaseError(error) || !again.has(error.code ?? '')) throw error
        }
      }
    },
    async alone(query) {
      const client = await pool.connect()
      try {
        return await transactionOn(client).rows(query)
      } finally {
        client.release()
      }
    },
    answers: (within) => inTime(pool, within),
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

async function inTime(pool: pg.Pool, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), milliseconds)
  })
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function once<T>(
  pool: pg.Pool,
  session: Session,
  { work, keep }: { readonly work: (transaction: Transaction) => Promise<T>; readonly keep: (answer: T) => boolean },
): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    // If this fails, so does every statement behind it: nothing runs outside the transaction.
    const begun = client.query(beginStatement(session))
    let ending: LastCall | undefined
    const late: RawBuilder<unknown>[] = []
    const tx = transactionOn(client, {
      atEnd: (query) => void late.push(query),
      last(call) {
        ending = call
      },
    })
    const [answer] = await Promise.all([work(tx), begun])
    const ends = keep(answer)
    await Promise.all([
      ...(ends ? late.map((query) => tx.run(query)) : []),
      client.query(ends ? commitStatement(ending) : 'rollback'),
    ])
    return answer
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Names of prepared statements by their text: there are as many as there are queries in the source. */
const names = new Map<string, string>()

function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = hash('sha1', sql)
  names.set(sql, name)
  return name
}

/** Queries on a connection that somebody else opens and closes (migrations, backup, journal verification). */
export function transactionOn(
  client: pg.ClientBase,
  ending: Pick<Transaction, 'atEnd' | 'last'> = { atEnd: refuseLast, last: refuseLast },
): Transaction {
  async function ask<Row>(query: RawBuilder<Row>): Promise<pg.QueryResult<pg.QueryResultRow>> {
    const { sql, parameters } = query.compile(compiler)
    return client.query({ text: sql, values: [...parameters], name: nameOf(sql) })
  }
  return {
    rows: async (query) => parseRows((await ask(query)).rows),
    first: async <Row>(query: RawBuilder<Row>) => parseRows<Row>((await ask(query)).rows)[0],
    run: async (query) => (await ask(query)).rowCount ?? 0,
    within: (work, keep) => withSavepoint(client, work, keep),
    ...ending,
  }
}

/** Nobody waits for the marks themselves: a fault in one breaks the statements behind it. */
async function withSavepoint<T>(
  client: pg.ClientBase,
  work: (part: Transaction) => Promise<T>,
  keep: (answer: T) => boolean,
): Promise<T> {
  const late: RawBuilder<unknown>[] = []
  const part = transactionOn(client, { atEnd: (query) => void late.push(query), last: refuseLast })
  const marked = client.query('savepoint part')
  try {
    const [answer] = await Promise.all([work(part), marked])
    const kept = keep(answer)
    const ends = kept ? late.map((query) => part.run(query)) : []
    await Promise.all([
      ...ends,
      client.query(kept ? 'release savepoint part' : 'rollback to savepoint part; release savepoint part'),
    ])
    return answer
  } catch (error) {
    await client.query('rollback to savepoint part; release savepoint part')
    throw error
  }
}

function refuseLast(): never {
  throw new Error('nothing is committed here')
}

/** Reads as the owner of the tables (journal verification, backup): one consistent snapshot, nothing can be written. */
export async function readAsOwner<T>(ownerUrl: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await connectTo(ownerUrl)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    return await work(transactionOn(client))
  } finally {
    await client.end()
  }
}

/** An error that PostgreSQL itself reported, with its SQLSTATE in `code`. */
export function isDatabaseError(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError
}
