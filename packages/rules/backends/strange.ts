import { below } from '../collect.ts'
import type { Tree } from '../tree.ts'

/** What in a tree has no form in numbers of a row, for whoever reads the refusal. */
export function strangeIn(tree: Tree): string | undefined {
  switch (tree.op) {
    case 'field':
    case 'fold':
    case 'filter':
    case 'covered':
    case 'gap':
      return 'records: a row holds one value of a fact'
    case 'cases':
      return 'a rule with exceptions'
    case 'fact':
      return tree.fact.type === 'records' ? 'records: a row holds one value of a fact' : undefined
    default:
      return below(tree)
        .map(strangeIn)
        .find((one) => one !== undefined)
  }
}
