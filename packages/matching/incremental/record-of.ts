import { make, madeColumns } from '../batch/fields.ts'
import { repaired } from '../batch/repair.ts'
import { digestOfValues } from '../frozen/value-digest.ts'
import type { Columns } from '../levels/level-of.ts'
import type { Prepared, PreparedTerms } from './prepare-model.ts'

/** The cells of a record by the names of its columns; one that is left out is as an empty one. */
export type Cells = Readonly<Record<string, string | undefined>>

/** A record as it is compared, with the bits that agreement on each of its values says more or less. */
export type MatchedRecord = {
  readonly id: string
  readonly columns: Columns
  readonly bits: readonly number[]
  /** The same between people of its own origin; none where that is not told. */
  readonly within: readonly (number | undefined)[]
}

/** Folds a record exactly as the batch folds a row of a file. */
export function recordOf({ model, terms }: Prepared, id: string, cells: Cells): MatchedRecord {
  const columns: Record<string, Columns[string]> = {}
  for (const field of model.frozen.columns) {
    const cell = cells[field.column]
    const made = cell === undefined ? {} : make(field.kind, repaired(cell.toWellFormed()))
    for (const { name, part } of madeColumns(field)) columns[name] = made[part] ?? null
  }
  const bits = terms.map((own) => {
    const value = own === undefined ? null : columns[own.column]
    return own === undefined || typeof value !== 'string' ? 0 : (own.bits.get(digestOfValues([value])) ?? own.rest)
  })
  const within = terms.map((own, at) => (own?.within === undefined ? undefined : withinBits(columns, own, bits[at] ?? 0)))
  return { id, columns, bits, within }
}

function withinBits(columns: Columns, { column, within }: PreparedTerms, among: number): number | undefined {
  const [origin, value] = [within === undefined ? null : columns[within.by], columns[column]]
  if (within === undefined || typeof origin !== 'string' || typeof value !== 'string') return undefined
  const often = within.bits.get(digestOfValues([origin, value]))
  return often ?? Math.min(among, within.rest.get(digestOfValues([origin])) ?? among)
}
