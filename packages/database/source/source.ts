import { ok, refuse, type Result } from '@convive/kernel'
import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** Rows of somebody's PostgreSQL: how it is reached, and a table or a query of it. */
export type Source = {
  /** Without table and query; may hold a password, so it is never told. */
  readonly url: string
  /** For people: the database, and the table or the file of the query. */
  readonly called: string
  readonly rows: { readonly table: string } | { readonly query: string; readonly file: string }
  /** Whether the address holds the password, where everybody on the machine can read it. */
  readonly isPasswordSeen: boolean
}

/** What looks like the address of a database, also where it is not written as it should be: never told back, it may hold a password. */
export function isSource(word: string): boolean {
  return /^(jdbc:)?postgres(ql)?:/i.test(word)
}

/** `postgres://user@host/database?table=schema.name`, or `?query=FILE.sql` with one query that answers with rows. */
export function readSource(word: string): Result<Source> {
  const [address = '', asked = ''] = word.split(/\?(.*)/s)
  if (!/^postgres(ql)?:\/\//i.test(address)) return refuse('database/source-address')
  const more = new URLSearchParams(asked)
  const [table, file] = [more.get('table')?.trim() ?? '', more.get('query') ?? '']
  if ((table === '') === (file === '')) return refuse('database/source-table-or-query')
  if (file !== '' && !existsSync(file)) return refuse({ code: 'database/source-no-query-file', with: { file } })
  more.delete('table')
  more.delete('query')
  const url = more.size === 0 ? address : `${address}?${more.toString()}`
  const database = databaseOf(url)
  if (database === undefined) return refuse('database/source-address')
  const rows =
    file === ''
      ? { table }
      : {
          file,
          query: readFileSync(file, 'utf8')
            .replace(/^\uFEFF/, '')
            .replace(/[\s;]+$/, ''),
        }
  return ok({ url, called: `${database} ${file === '' ? table : file}`, rows, isPasswordSeen: holdsPassword(address, more) })
}

function databaseOf(url: string): string | undefined {
  try {
    return new pg.Client({ connectionString: url }).database ?? ''
  } catch {
    return undefined
  }
}

function holdsPassword(address: string, more: URLSearchParams): boolean {
  const [who = ''] = address.replace(/^\w+:\/\//, '').split('/')
  return /:.+@/.test(who) || more.has('password')
}
