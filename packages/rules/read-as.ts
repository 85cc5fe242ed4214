import type { Tree } from './tree.ts'

/**
 * Whether a fact that may be none is read with its none (`asked`: in `=`, `in`, `= null`) or as a value. Read as a value, none
 * is left out where a value is possible too: it could only make the outcome invalid, never the opposite. A fact that really
 * may be none is to be guarded by `!= null`.
 */
export type Reading = 'asked' | 'value'

/** A condition that is one bare fact needs a yes or a no of it; anything else may come to none. */
export function readingOf(tree: Tree): Reading {
  return tree.type === 'boolean' ? 'value' : 'asked'
}

export function listReading(op: 'some' | 'every'): Reading {
  return op === 'every' ? 'asked' : 'value'
}
