import { comparisonOf } from '../batch/fields.ts'
import { originLevel, tellingLevels } from '../batch/terms.ts'
import type { FrozenModel, TermsWithin } from '../frozen/frozen-model.ts'
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
  readonly within: PreparedWithin | undefined
}

/** The same between people of one origin, whose comparison and level of agreement are told. */
export type PreparedWithin = {
  readonly by: string
  readonly bits: ReadonlyMap<string, number>
  readonly rest: ReadonlyMap<string, number>
  readonly origin: { readonly at: number; readonly same: number }
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
    terms: comparisons.map((comparison) => {
      const own = terms.find(({ column }) => column === comparison.frequency?.column)
      if (own === undefined) return undefined
      return {
        column: own.column,
        bits: new Map(Object.entries(own.bits)),
        rest: own.rest,
        levels: new Set(tellingLevels(comparison)),
        within: withinOf(comparisons, own.within),
      }
    }),
    rules: keys.map((rule, at) => ({
      columns: rule.columns,
      crowded: new Set(crowds[at]?.keys),
      refined: (crowds[at]?.refined ?? []).map(({ by, keys: left }) => ({ by, crowded: new Set(left) })),
    })),
  }
}

function withinOf(comparisons: readonly ComparisonOf[], within: TermsWithin | undefined): PreparedWithin | undefined {
  const origin = originLevel(comparisons, within)
  if (within === undefined || origin === undefined) return undefined
  return { by: within.by, bits: new Map(Object.entries(within.bits)), rest: new Map(Object.entries(within.rest)), origin }
}
