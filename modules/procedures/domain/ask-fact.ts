import type { FactDefinition, FactState } from '@convive/facts'
import type { Words } from '@convive/kernel'

/** A question as a page shows it, with the answer given before, if there was one. */
export type AskedFact = {
  readonly id: string
  readonly type: FactDefinition['type']
  readonly ask: Words
  readonly why?: Words | undefined
  readonly hint?: Words | undefined
  /** "No, never" is an answer. */
  readonly none: boolean
  readonly values: readonly { readonly code: string; readonly label: Words }[]
  /** How many of the values are shown at once; the others one step further. */
  readonly atOnce: number
  readonly before?: FactState | undefined
}

/** A list this long is shown whole. */
const shortList = 12

/** `named`: the codes that make a difference; of a long list they come first. */
export function askFact(
  definition: FactDefinition,
  { before, named = new Set() }: { readonly before?: FactState | undefined; readonly named?: ReadonlySet<string> } = {},
): AskedFact {
  const { values = [], in_sight: inSight = [] } = definition
  const telling = values.filter((one) => named.has(one.code))
  const first = [...telling, ...values.filter((one) => inSight.includes(one.code) && !telling.includes(one))]
  const isShort = values.length <= shortList || telling.length === 0
  return {
    id: definition.id,
    type: definition.type,
    ask: definition.ask ?? definition.label,
    why: definition.why,
    hint: definition.hint,
    none: definition.none ?? false,
    values: isShort ? values : [...first, ...values.filter((one) => !first.includes(one))],
    atOnce: isShort ? values.length : first.length,
    before,
  }
}

/** An answer given, as it can be told again: the question, and the words of its codes. */
export type GivenAnswer = {
  readonly id: string
  readonly label: Words
  readonly type: FactDefinition['type']
  readonly state: FactState
  readonly words: readonly Words[]
}

export function givenAnswer(definition: FactDefinition, state: FactState): GivenAnswer {
  const codes = state.state === 'value' && typeof state.value !== 'boolean' ? [state.value].flat().map(String) : []
  const words = codes.flatMap((code) => definition.values?.find((one) => one.code === code)?.label ?? [])
  return { id: definition.id, label: definition.label, type: definition.type, state, words }
}
