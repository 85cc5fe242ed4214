import type { FactState, FactValue } from '@convive/facts'
import { isCalendarDate } from '@convive/kernel'
import { dayOf } from '../day.ts'
import type { FactView } from '../environment.ts'
import { possibleOf } from '../read-state.ts'
import { bitsOf, idOfSet, idOfText, type Column, type Layout } from './layout.ts'

/**
 * A person as numbers: first the values in the order of the layout's columns, NaN where there is no exact value, then as many
 * marks: 0 a value, 1 unknown or declined, 2 none, 3 invalid. Truths are 0 and 1, dates days since 1970.
 */
export type Row = readonly number[]

export const marks = { value: 0, unknown: 1, none: 2, invalid: 3 } as const

/** `rules/row-not-packed`: the person has a fact that a row cannot hold, and is for the first engine. */
export type Packed =
  | { readonly ok: true; readonly row: Row }
  | {
      readonly ok: false
      readonly fault: { readonly code: 'rules/row-not-packed'; readonly fact: string; readonly message: string }
    }

/** Packs what is known of a person. Dates known in part, and numbers outside what the catalogue declares, are refused. */
export function packRow(layout: Layout, view: Pick<FactView, 'facts'>): Packed {
  const size = layout.columns.length
  const row = Array.from({ length: 2 * size }, () => Number.NaN)
  for (const [place, column] of layout.columns.entries()) {
    const cell = cellOf(layout, column, view.facts[column.id])
    if (typeof cell === 'string')
      return { ok: false, fault: { code: 'rules/row-not-packed', fact: column.id, message: `${column.id}: ${cell}` } }
    row[place] = cell.value
    row[size + place] = cell.mark
  }
  return { ok: true, row }
}

type Cell = { readonly value: number; readonly mark: number }

const without = (mark: number): Cell => ({ value: Number.NaN, mark })

/** The text says why not. */
function cellOf(layout: Layout, column: Column, state: FactState | undefined): Cell | string {
  if (state === undefined || state.state === 'unknown' || state.state === 'declined') return without(marks.unknown)
  if (state.state === 'none') return without(marks.none)
  const found = possibleOf(column.of, state, false)
  if (found.some === undefined) return without(marks.invalid)
  const value = valueOf(layout, column, state.value)
  return typeof value === 'string' ? value : { value, mark: marks.value }
}

function valueOf(layout: Layout, column: Column, value: FactValue): number | string {
  switch (column.kind) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'text':
      return idOfText(layout, String(value))
    case 'date':
      return typeof value === 'string' && isCalendarDate(value) ? dayOf(value) : 'a date known in part'
    case 'number':
      return typeof value === 'number' ? scaled(column, value) : 'not a number'
    case 'bits':
      return bitsOf(column.of.domain ?? [], codesOf(value))
    case 'set':
      return idOfSet(layout, codesOf(value))
  }
}

function codesOf(value: FactValue): readonly string[] {
  return typeof value === 'object' ? value : []
}

function scaled({ decimals, low, high }: Column, value: number): number | string {
  if (decimals === undefined) return value
  const scale = 10 ** decimals
  const units = Math.round(value * scale) + 0
  if (units / scale !== value) return `more than ${decimals} decimals`
  return units < low || units > high ? 'outside what the catalogue declares' : units
}
