import { digestOfValues } from '../frozen/value-digest.ts'
import type { Columns } from '../levels/level-of.ts'
import type { Prepared } from './prepare-model.ts'

/**
 * The keys by which a record is brought together with others: two are candidates if they have one in common. A function of the record and the model
 * alone. A key that a crowd shared where the model was learnt is refined by further parts.
 */
export function keysOf({ rules }: Pick<Prepared, 'rules'>, columns: Columns): readonly string[] {
  const keys: string[] = []
  for (const [at, rule] of rules.entries()) {
    const values = valuesOf(columns, rule.columns)
    if (values === undefined) continue
    if (rule.crowded.size === 0 || !rule.crowded.has(digestOfValues(values))) {
      keys.push(keyOf(at, values))
      continue
    }
    for (const { by, crowded } of rule.refined) {
      const finer = valuesOf(columns, [...rule.columns, by])
      if (finer !== undefined && !crowded.has(digestOfValues(finer))) keys.push(keyOf(at, [by, ...finer]))
    }
  }
  return keys
}

/** The values of these columns; none where one of them is missing. */
export function valuesOf(columns: Columns, names: readonly string[]): readonly string[] | undefined {
  const values: string[] = []
  for (const name of names) {
    const value = columns[name]
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    values.push(String(value))
  }
  return values
}

function keyOf(rule: number, values: readonly string[]): string {
  return JSON.stringify([rule, ...values])
}
