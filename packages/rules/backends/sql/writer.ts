import type { Day } from '../../day.ts'
import type { Layout } from '../layout.ts'
import type { BackendFault } from '../refusal.ts'
import { anyOf, type Sql } from './condition.ts'
import { identifier, type Dialect } from './dialect.ts'

/**
 * How a table holds facts: `value` is null unless there is an exact value; `mark`, where the table has one, is 0 for a value, 1 for unknown
 * or declined, 2 for none, 3 for invalid. Without marks null is unknown.
 */
export type TableColumn = { readonly value: string; readonly mark?: string }

export type Writer = {
  readonly dialect: Dialect
  readonly layout: Layout
  readonly columnOf: (fact: string) => TableColumn
  readonly faults: BackendFault[]
  readonly today: Day
}

export function refuseSql(writer: Writer, message: string): false {
  if (!writer.faults.some((fault) => fault.message === message)) writer.faults.push({ code: 'rules/not-in-backend', message })
  return false
}

/** A table whose columns have the names of the facts; with marks, `fact_mark` beside each. */
export function namedColumns(marked: boolean): (fact: string) => TableColumn {
  return (fact) => (marked ? { value: identifier(fact), mark: identifier(`${fact}_mark`) } : { value: identifier(fact) })
}

export function valueOf(writer: Writer, column: number): string {
  return writer.columnOf(writer.layout.columns[column]?.id ?? '').value
}

/** A number in whole units, as a double that is exact. */
export function unitsOf(writer: Writer, column: number): string {
  const decimals = writer.layout.columns[column]?.decimals
  const value = `cast(${valueOf(writer, column)} as ${writer.dialect.number})`
  return decimals === undefined ? value : `round(${value} * ${10 ** decimals})`
}

/** Whether a fact has a mark. A number that is not what the catalogue declares counts as invalid: it is never worked with. */
export function hasMark(writer: Writer, column: number, mark: number): Sql {
  const { value, mark: written } = writer.columnOf(writer.layout.columns[column]?.id ?? '')
  const isNull = `${value} is null`
  if (mark === 0) return stray(writer, column, false)
  if (mark === 3) {
    const given = written === undefined ? false : `coalesce(${written} = 3, false)`
    return anyOf([given, stray(writer, column, true)])
  }
  if (written === undefined) return mark === 1 ? isNull : false
  // A value that is missing without a mark is unknown.
  return mark === 1 ? `(${isNull} and coalesce(${written}, 1) in (0, 1))` : `coalesce(${written} = 2, false)`
}

/** Whether a value is there and is, or is not, outside what the catalogue declares. */
function stray(writer: Writer, column: number, outside: boolean): Sql {
  const found = writer.layout.columns[column]
  const present = `${valueOf(writer, column)} is not null`
  if (found?.kind !== 'number' || found.decimals === undefined) return outside ? false : present
  const units = unitsOf(writer, column)
  const plain = `cast(${valueOf(writer, column)} as ${writer.dialect.number})`
  const within = `${units} between ${found.low} and ${found.high} and ${units} / ${10 ** found.decimals} = ${plain}`
  return outside ? `(${present} and not (${within}))` : `(${present} and ${within})`
}
