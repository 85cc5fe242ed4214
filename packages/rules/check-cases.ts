import type { FactDefinition } from '@convive/facts'
import { checkWithin } from './check-derived.ts'
import { domainOf, valueTypeOf } from './fact-tree.ts'
import { treeOf, wrong, type Checked, type Checker } from './checker.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type Tree, type TruthTree } from './tree.ts'

type Ruled<Inner> = { readonly rank: number; readonly when: TruthTree; readonly is: Inner }

/** A fact that a rule gives, with its exceptions. */
export function checkCases(checker: Checker, syntax: Syntax, fact: FactDefinition): Checked {
  const type = valueTypeOf(fact)
  const cases: Ruled<Tree>[] = []
  for (const { is, when, rank } of fact.cases ?? []) {
    const value = checkWithin(checker, syntax, { fact, text: is, expects: type })
    const holds: Checked =
      when === undefined
        ? treeOf({ op: 'truth', type: 'boolean', value: true })
        : checkWithin(checker, syntax, { fact, text: when, expects: 'boolean' })
    if (value.kind !== 'tree' || holds.kind !== 'tree' || holds.tree.type !== 'boolean') return { kind: 'faulty' }
    cases.push({ rank, when: holds.tree, is: value.tree })
  }
  const tree = treeOfCases(cases.toSorted((a, b) => b.rank - a.rank))
  if (tree === undefined)
    return wrong(checker, syntax, { code: 'rules/not-supported', message: `${fact.id}: rules with exceptions give no lists` })
  const domain = domainOf(fact)
  return treeOf(tree, domain === undefined ? {} : { domain })
}

function treeOfCases(cases: readonly Ruled<Tree>[]): Tree | undefined {
  const all = <Inner extends Tree>(is: (tree: Tree) => tree is Inner): readonly Ruled<Inner>[] | undefined => {
    const kept = cases.flatMap((one) => (is(one.is) ? [{ ...one, is: one.is }] : []))
    return kept.length === cases.length && kept.length > 0 ? kept : undefined
  }
  const truths = all((tree) => tree.type === 'boolean')
  if (truths !== undefined) return { op: 'cases', type: 'boolean', cases: truths }
  const texts = all((tree) => tree.type === 'text')
  if (texts !== undefined) return { op: 'cases', type: 'text', cases: texts }
  const spans = all(isSpanTree)
  const [first] = spans ?? []
  return spans === undefined || first === undefined ? undefined : { op: 'cases', type: first.is.type, cases: spans }
}
