import { hash } from 'node:crypto'

/** Between the parts of a key of several columns. */
const between = '\u001f'

/** What stands for a folded value, or for several, in a model file: sixty-four bits of SHA-256, the same in SQL by `digestSql`. */
export function digestOfValues(values: readonly string[]): string {
  return hash('sha256', values.join(between)).slice(0, 16)
}

/** The same of columns that are not null. */
export function digestSql(columns: readonly string[]): string {
  return `left(sha256(concat_ws(chr(31), ${columns.join(', ')})), 16)`
}
