import { comparisonOf } from '../batch/fields.ts'
import type { FrozenModel } from '../frozen/frozen-model.ts'
import type { ComparisonOf } from '../levels/level.ts'

/** A model with what is looked up for every record laid ready. */
export type Prepared = {
  readonly model: FrozenModel
  readonly comparisons: readonly ComparisonOf[]
  /** By field, what a value's frequency says, and at which levels. */
  readonly terms: readonly (PreparedTerms | undefined)[]
  readonly rules: readonly PreparedRule[]
}

export type PreparedTerms = {
  readonly column: string
  readonly bits: ReadonlyMap<string, number>
  readonly rest: number
  readonly levels: ReadonlySet<number>
}

export type PreparedRule = {
  readonly columns: readonly string[]
  readonly crowded: ReadonlySet<string>
  /** Further parts by which a crowded key is refined, with the refined keys that bring nobody together. */
  readonly refined: readonly { readonly by: string; readonly crowded: ReadonlySet<string> }[]
}

export function prepareModel(model: FrozenModel): Prepared {
  const { columns, keys, crowds, terms } = model.frozen
  const comparisons = columns.map((field) => comparisonOf(field, columns))
  return {
    model,
    comparisons,
    terms: comparisons.map(({ levels, frequency }) => {
      const own = terms.find(({ column }) => column === frequency?.column)
      if (own === undefined || frequency === undefined) return undefined
      return {
        column: own.column,
        bits: new Map(Object.entries(own.bits)),
        rest: own.rest,
        levels: new Set(frequency.levels.map((name) => levels.length - levels.findIndex((one) => one.name === name))),
      }
    }),
    rules: keys.map((rule, at) => ({
      columns: rule.columns,
      crowded: new Set(crowds[at]?.keys),
      refined: (crowds[at]?.refined ?? []).map(({ by, keys: left }) => ({ by, crowded: new Set(left) })),
    })),
  }
}
