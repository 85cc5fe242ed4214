import { collect } from './collect.ts'
import { compileTruth } from './compile.ts'
import type { Always } from './lived.ts'
import type { TruthTree } from './tree.ts'

/** The same as an evaluation runs it. */
export function compiledAlways(feel: string, tree: TruthTree): Always {
  const reads = [...collect(tree, 'value').facts.values()]
  return { feel, tree, reads, facts: reads.map((fact) => fact.id), truth: compileTruth(tree, 'value') }
}
