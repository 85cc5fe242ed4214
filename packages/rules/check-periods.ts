import { dateTreeOf, listOf, treeOf, wrong, wrongType, type Checked, type Checker, type Names } from './checker.ts'
import { fieldTree } from './fact-tree.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type SpanTree } from './tree.ts'

/** `days covered(stays, from, to)` and `longest gap(stays, from, to)`: of records with parts `starts` and `ends`. */
export function checkPeriods(
  checker: Checker,
  syntax: Syntax & { readonly kind: 'call' },
  names: Names,
  op: 'covered' | 'gap',
): Checked {
  const [periods, first, last] = syntax.given
  if (periods === undefined || first === undefined || last === undefined) return { kind: 'faulty' }
  const list = listOf(checker, periods, names)
  const [from, to] = [dateTreeOf(checker, first, names), dateTreeOf(checker, last, names)]
  if (list === undefined || from === undefined || to === undefined) return { kind: 'faulty' }
  if (list.record === undefined) return wrongType(checker, periods, 'needs periods: records with parts starts and ends')
  const place = checker.newPlace()
  const part = (name: string): SpanTree | undefined => {
    const field = list.record?.fields?.find((one) => one.id === name && one.type === 'date')
    const tree = field === undefined || list.record === undefined ? undefined : fieldTree(place, list.record, field)
    return tree !== undefined && isSpanTree(tree) ? tree : undefined
  }
  const [starts, ends] = [part('starts'), part('ends')]
  if (starts === undefined || ends === undefined)
    return wrong(checker, periods, {
      code: 'rules/wrong-type',
      message: `${list.record.id} is no list of periods: it needs dates called starts and ends`,
    })
  return treeOf({ op, type: 'number', list: list.tree, place, starts, ends, from, to })
}
