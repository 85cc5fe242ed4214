import type { Field, Weights } from './compare.ts'

const fields: readonly Field[] = [
  'given',
  'family',
  'crossed',
  'birth',
  'sex',
  'document',
  'phone',
  'mother',
  'household',
  'nationality',
]

/** Reads a file of weights; throws when a field or a threshold is missing. */
export function parseWeights(text: string): Weights {
  const read: Readonly<Record<string, unknown>> = JSON.parse(text)
  for (const name of ['prior', 'likely', 'possible'])
    if (typeof read[name] !== 'number') throw new Error(`weights: ${name} is missing`)
  for (const name of fields)
    if (read[name] === null || typeof read[name] !== 'object') throw new Error(`weights: ${name} is missing`)
  return read as unknown as Weights
}
