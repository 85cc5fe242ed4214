import type { Encoding } from './encoding.ts'

/** A file in pieces of any size; it may be gone through several times. */
export type Pieces = () => AsyncIterable<Uint8Array>

/** One row as it stands in the file. `line`: of a CSV where it begins, of a workbook its row number. */
export type Row = {
  readonly line: number
  readonly cells: readonly string[]
  /** Columns in which the workbook shows an error such as #REF! instead of a value. */
  readonly broken?: readonly number[]
  /** Columns whose value a formula gave, where that was asked for. */
  readonly formulas?: readonly number[]
}

/** A sheet of a workbook with its rows. */
export type Sheet = { readonly name: string; readonly rows: readonly Row[] }

/** Why a file cannot be read, or read on: never with a word of what stands in it. */
export type Fault = {
  readonly fault: 'type' | 'old-workbook' | 'locked' | 'encoding' | 'broken' | 'too-large'
  readonly line?: number
}

/** Rows in their order; a fault is the last that comes. */
export type TableItem = Row | Fault

export type Table = {
  readonly kind: 'csv' | 'xlsx'
  readonly encoding?: Encoding
  readonly separator?: string
  rows(): AsyncIterable<TableItem>
}

/** No row of ours is longer; what is was made to fill the memory. */
export const longestRow = 200_000
export const mostColumns = 300
