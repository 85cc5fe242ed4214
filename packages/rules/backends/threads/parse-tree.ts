import type { FactDefinition } from '@convive/facts'
import type { TruthTree } from '../../tree.ts'

/** A tree as it travels to a thread: its facts once each, without the words that people read. */
export type TravellingTree = { readonly text: string; readonly facts: ReadonlyMap<string, FactDefinition> }

const wordless = { es: '', pt: '', en: '', fr: '', ht: '' } as const

export function travelling(tree: TruthTree): TravellingTree {
  const facts = new Map<string, FactDefinition>()
  const text = JSON.stringify(tree, (key, value: unknown) => {
    if ((key !== 'fact' && key !== 'field') || !isFact(value)) return value
    if (!facts.has(value.id)) facts.set(value.id, slim(value))
    return value.id
  })
  return { text, facts }
}

/** The tree as it was, but for the words. */
export function parseTree({ text, facts }: TravellingTree): TruthTree {
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'fact' || key === 'field') && typeof value === 'string' ? (facts.get(value) ?? value) : value,
  ) as TruthTree
}

function isFact(value: unknown): value is FactDefinition {
  return typeof value === 'object' && value !== null && 'id' in value && 'cost' in value
}

function slim(fact: FactDefinition): FactDefinition {
  const { ask: _ask, why: _why, hint: _hint, values, fields, ...rest } = fact
  return {
    ...rest,
    label: wordless,
    ...(values === undefined ? {} : { values: values.map(({ code }) => ({ code, label: wordless })) }),
    ...(fields === undefined ? {} : { fields: fields.map(slim) }),
  }
}
