import type { Types } from './conform.ts'

/** Types of FEEL as they are written after `instance of`, in parameters and in models. */
export type SimpleType =
  | 'Any'
  | 'Null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'

export type FeelType =
  | { readonly kind: 'simple'; readonly name: SimpleType }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  /** A type that a model names; looked up when it is needed, so that types may refer to each other. `home`: in that model. */
  | { readonly kind: 'named'; readonly name: string; readonly home?: Types }

export const anyType: FeelType = { kind: 'simple', name: 'Any' }

const simple = new Map<string, SimpleType>(
  (
    [
      'Any',
      'Null',
      'number',
      'string',
      'boolean',
      'date',
      'time',
      'date and time',
      'days and time duration',
      'years and months duration',
    ] satisfies SimpleType[]
  ).map((name) => [name, name]),
)
/** Names of earlier versions of DMN that models still carry. */
const synonyms: readonly (readonly [string, SimpleType])[] = [
  ['dateTime', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
]
for (const [name, type] of synonyms) simple.set(name, type)

export function simpleType(name: string): FeelType | undefined {
  const known = simple.get(name)
  return known === undefined ? undefined : { kind: 'simple', name: known }
}

export const typeNames: readonly string[] = [...simple.keys()]
