import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Weights } from './compare.ts'
import { parseWeights } from './parse-weights.ts'

/** The weights the product ships with. */
export function loadWeights(): Weights {
  return parseWeights(readFileSync(join(import.meta.dirname, 'weights.json'), 'utf8'))
}
