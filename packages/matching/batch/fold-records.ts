import { refuse, type Refused } from '@convive/kernel'
import { refusalError } from '../refusal-error.ts'
import type { Frozen } from '../frozen/frozen-model.ts'
import type { Store } from './database.ts'
import type { Field } from './fields.ts'
import { columnsOfModel, configuredColumns, type GuessedColumn, type MatchConfig } from './guess-columns.ts'
import { makeRecords, type Records } from './make-records.ts'
import type { Encoding } from './csv-layout.ts'
import type { ReadFile } from './read-file.ts'

/** What the files hold, with what their columns are about. */
export type FoldedFiles = Omit<ReadFile, 'called' | 'rows' | 'encoding'> &
  Records & {
    readonly fields: readonly Field[]
    readonly encodings: readonly Encoding[]
    /** Columns that only one of two files has, which are not compared. */
    readonly unshared: readonly string[]
  }

/** What a model says of the columns, or a config. */
type ColumnsTold = Pick<Frozen, 'id' | 'columns'> | MatchConfig | undefined

/** Makes the table `rec` of what was read, from the columns that all files have. */
export async function foldRecords(store: Store, read: readonly ReadFile[], told: ColumnsTold): Promise<FoldedFiles> {
  const [first] = read
  if (first === undefined) throw new Error('no file was named')
  const empty = read.find(({ rows }) => rows === 0)
  if (empty !== undefined) throw refusalError(refuse({ code: 'matching/no-records', with: { file: empty.called } }))
  const shared = first.columns.filter((one) => read.every((other) => other.columns.some(({ column }) => column === one.column)))
  const names = shared.map(({ column }) => column)
  const all = read.flatMap((one) => one.columns.map(({ column }) => column))
  const unshared = [...new Set(all)].filter((column) => !names.includes(column))
  const columns = told === undefined ? shared : isFrozen(told) ? columnsOfModel(names, told) : configuredColumns(names, told)
  const fields = isFrozen(told) ? told.columns : fieldsOf(columns)
  if (fields.length === 0) throw refusalError(nothingToCompare(read))
  const id = columns.find(({ kind }) => kind === 'id')?.column
  const records = await makeRecords(store, { fields, id, tables: read.map((_, at) => `raw${at}`) })
  const rejected = read.reduce((sum, one) => sum + one.rejected, 0)
  const cut = read.reduce((sum, one) => sum + one.cut, 0)
  return { ...records, columns, fields, rejected, cut, unshared, encodings: read.map(({ encoding }) => encoding) }
}

function nothingToCompare([first, second]: readonly ReadFile[]): Refused {
  const listed = (one: ReadFile | undefined): string => one?.columns.map(({ column }) => column).join(', ') ?? ''
  return second === undefined
    ? refuse({ code: 'matching/no-columns', with: { columns: listed(first) } })
    : refuse({ code: 'matching/no-shared-columns', with: { one: listed(first), other: listed(second) } })
}

function isFrozen(told: ColumnsTold): told is Pick<Frozen, 'id' | 'columns'> {
  return Array.isArray(told?.columns)
}

function fieldsOf(columns: readonly GuessedColumn[]): readonly Field[] {
  return columns.flatMap(({ column, kind }, at): readonly Field[] =>
    kind === 'id' || kind === 'ignored' ? [] : [{ column, kind, at: `f${at}` }],
  )
}
