import { refuse, type Refused } from '@convive/kernel'
import type pg from 'pg'
import type { Source } from './source.ts'

/**
 * What went wrong with somebody else's database, with what to do about it. The server's own words are told only where they can hold no value of
 * a row. A disk of ours that is full or closed is no fault of the database.
 */
export function refusalOf(
  error: unknown,
  { client, source, isOpen }: { readonly client: pg.Client; readonly source: Source; readonly isOpen: boolean },
): Refused {
  if (isOfDisk(error)) throw error
  const state = stateOf(error)
  const says = error instanceof Error && error.message !== '' ? error.message : state
  const { called, rows } = source
  const { host, port, user = '', database = '' } = client
  if (says.includes('password must be a string')) return refuse({ code: 'database/source-no-password', with: { user, database } })
  if (state.startsWith('28')) return refuse({ code: 'database/source-sign-in', with: { user, database, says } })
  if (state === '3D000') return refuse({ code: 'database/source-no-database', with: { database, host, port } })
  if (/^(53|57P03)/.test(state)) return refuse({ code: 'database/source-busy', with: { host, port } })
  if (!isOpen) return refuse({ code: 'database/source-unreachable', with: { host, port, says } })
  if (state === '42501') return refuse({ code: 'database/source-not-allowed', with: { called, user } })
  if ('table' in rows && /^(42601|42602|0A000|3F000)$/.test(state))
    return refuse({ code: 'database/source-no-table', with: { table: rows.table, known: '–' } })
  if (/^(42|0A|25|3F)/.test(state)) return refuse({ code: 'database/source-query', with: { called, says } })
  if (/^2[12]/.test(state)) return refuse({ code: 'database/source-value', with: { called, state } })
  return refuse({ code: 'database/source-broken-off', with: { called, state: state === '' ? '–' : state } })
}

/** The five signs by which PostgreSQL names an error, or what the system calls it. */
export function stateOf(error: unknown): string {
  return hasText(error, 'code') ? error.code : ''
}

function isOfDisk(error: unknown): boolean {
  return hasText(error, 'syscall') && (error.syscall === 'open' || error.syscall === 'write') && !('address' in error)
}

function hasText<Key extends string>(error: unknown, key: Key): error is Readonly<Record<Key, string>> {
  return error !== null && typeof error === 'object' && typeof Reflect.get(error, key) === 'string'
}
