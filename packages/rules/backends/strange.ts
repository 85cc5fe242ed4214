import { below } from '../collect.ts'
import type { Tree } from '../tree.ts'

const records = 'records: a row holds one value of a fact'
const strange: Partial<Readonly<Record<Tree['op'], string>>> = {
  field: records,
  fold: records,
  filter: records,
  covered: records,
  gap: records,
  cases: 'a rule with exceptions',
}

/** What in a tree has no form in numbers of a row, for whoever reads the refusal. */
export function strangeIn(tree: Tree): string | undefined {
  if (tree.op === 'fact') return tree.fact.type === 'records' ? records : undefined
  return (
    strange[tree.op] ??
    below(tree)
      .map(strangeIn)
      .find((one) => one !== undefined)
  )
}
