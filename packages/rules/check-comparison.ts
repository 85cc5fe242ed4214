import { describe, treeOf, wrong, wrongType, type Checked, type Checker, type Names } from './checker.ts'
import { nearestTo } from './nearest.ts'
import type { OrderSign, Syntax, UnaryTest } from './syntax.ts'
import { isSpanTree, type Tree, type TruthTree } from './tree.ts'

type Sides = { readonly left: Checked; readonly right: Checked }

export function checkOrder(checker: Checker, syntax: Syntax & { readonly kind: 'order' }, names: Names): Checked {
  const sides = { left: checker.check(checker, syntax.left, names), right: checker.check(checker, syntax.right, names) }
  const tree = orderTree(checker, syntax, { sign: syntax.sign, sides })
  return tree === undefined ? { kind: 'faulty' } : treeOf(tree)
}

function orderTree(
  checker: Checker,
  syntax: Syntax,
  { sign, sides: { left, right } }: { readonly sign: OrderSign; readonly sides: Sides },
): TruthTree | undefined {
  if (left.kind === 'faulty' || right.kind === 'faulty') return undefined
  if (left.kind === 'tree' && right.kind === 'tree' && isSpanTree(left.tree) && isSpanTree(right.tree)) {
    if (left.tree.type === right.tree.type) {
      if (sign === '<' || sign === '<=') return { op: 'order', type: 'boolean', sign, left: left.tree, right: right.tree }
      return { op: 'order', type: 'boolean', sign: sign === '>' ? '<' : '<=', left: right.tree, right: left.tree }
    }
  }
  wrongType(
    checker,
    syntax,
    `${describe(left)} ${sign} ${describe(right)}: only numbers, dates and lengths of one kind have an order`,
  )
  return undefined
}

export function checkSame(checker: Checker, syntax: Syntax & { readonly kind: 'same' }, names: Names): Checked {
  const sides = { left: checker.check(checker, syntax.left, names), right: checker.check(checker, syntax.right, names) }
  const tree = sameTree(checker, syntax, sides)
  if (tree === undefined) return { kind: 'faulty' }
  return treeOf(syntax.not ? { op: 'not', type: 'boolean', of: tree } : tree)
}

function sameTree(checker: Checker, syntax: Syntax, { left, right }: Sides): TruthTree | undefined {
  if (left.kind === 'faulty' || right.kind === 'faulty') return undefined
  if (left.kind === 'null') return right.kind === 'null' ? { op: 'truth', type: 'boolean', value: true } : isNone(right.tree)
  if (right.kind === 'null') return isNone(left.tree)
  if (left.tree.type !== right.tree.type) {
    wrongType(checker, syntax, `${describe(left)} is never the same as ${describe(right)}`)
    return undefined
  }
  const members = [left.member, right.member]
  const isOther =
    members.some((member) => member !== undefined && member !== 'text') || left.record !== undefined || right.record !== undefined
  if (left.tree.type === 'list' && isOther) {
    wrong(checker, syntax, { code: 'rules/not-supported', message: 'only lists of texts can be compared' })
    return undefined
  }
  checkCodes(checker, syntax, { written: textsIn(right.tree), domain: left.domain })
  checkCodes(checker, syntax, { written: textsIn(left.tree), domain: right.domain })
  return { op: 'same', type: 'boolean', left: left.tree, right: right.tree }
}

function isNone(of: Tree): TruthTree {
  return { op: 'is-none', type: 'boolean', of }
}

/** `in` and `between`: any of the tests holds. Written texts alone become one look at a set. */
export function checkIn(checker: Checker, syntax: Syntax & { readonly kind: 'in' }, names: Names): Checked {
  const value = checker.check(checker, syntax.value, names)
  const found = syntax.tests.map((test) => checkTest(checker, syntax, { test, value, names }))
  if (value.kind === 'null') return wrongType(checker, syntax.value, 'null cannot be looked for')
  if (value.kind === 'tree' && value.tree.type === 'boolean')
    return wrongType(checker, syntax.value, 'yes or no is not looked for with in')
  let tree: TruthTree | undefined
  for (const one of found) {
    if (one === undefined) return { kind: 'faulty' }
    tree = tree === undefined ? one : joined(tree, one)
  }
  return tree === undefined ? wrong(checker, syntax, { code: 'rules/syntax', message: 'in what?' }) : treeOf(tree)
}

function joined(left: TruthTree, right: TruthTree): TruthTree {
  if (left.op === 'among' && right.op === 'among' && left.value === right.value) {
    return { ...left, options: [...left.options, ...right.options] }
  }
  return { op: 'or', type: 'boolean', left, right }
}

function checkTest(
  checker: Checker,
  syntax: Syntax,
  { test, value, names }: { readonly test: UnaryTest; readonly value: Checked; readonly names: Names },
): TruthTree | undefined {
  const check = (one: Syntax): Checked => checker.check(checker, one, names)
  if (test.kind === 'order')
    return orderTree(checker, syntax, { sign: test.sign, sides: { left: value, right: check(test.than) } })
  if (test.kind === 'range') {
    const low = orderTree(checker, test.low, { sign: test.lowSign, sides: { left: value, right: check(test.low) } })
    const high = orderTree(checker, test.high, { sign: test.highSign, sides: { left: value, right: check(test.high) } })
    return low === undefined || high === undefined ? undefined : { op: 'and', type: 'boolean', left: low, right: high }
  }
  const one = check(test.value)
  if (value.kind !== 'tree' || one.kind === 'faulty') return undefined
  const inList = one.kind === 'tree' && one.tree.type === 'list' && value.tree.type !== 'list'
  if (inList && one.tree.type === 'list') return listTest(checker, test.value, { value, list: one })
  const tree = sameTree(checker, test.value, { left: value, right: one })
  if (tree?.op === 'same' && tree.left.type === 'text' && tree.right.op === 'text') {
    return { op: 'among', type: 'boolean', value: tree.left, options: [tree.right.value] }
  }
  return tree
}

function listTest(
  checker: Checker,
  syntax: Syntax,
  { value, list }: { readonly value: Checked & { readonly kind: 'tree' }; readonly list: Checked & { readonly kind: 'tree' } },
): TruthTree | undefined {
  if (list.tree.type !== 'list') return undefined
  if (list.record !== undefined) {
    wrongType(checker, syntax, `${list.record.id} holds records, not values`)
    return undefined
  }
  if (list.member !== undefined && list.member !== value.tree.type) {
    wrongType(checker, syntax, `${describe(value)} is never in a list of another type`)
    return undefined
  }
  const written = textsIn(list.tree)
  checkCodes(checker, syntax, { written, domain: value.domain })
  checkCodes(checker, syntax, { written: textsIn(value.tree), domain: list.domain })
  if (value.tree.type === 'text' && list.tree.op === 'list' && written.length === list.tree.items.length) {
    return { op: 'among', type: 'boolean', value: value.tree, options: written }
  }
  return { op: 'contains', type: 'boolean', list: list.tree, element: value.tree }
}

/** The texts written out in a literal or in a list of literals. */
export function textsIn(tree: Tree): readonly string[] {
  if (tree.op === 'text') return [tree.value]
  return tree.op === 'list' ? tree.items.flatMap((item) => (item.op === 'text' ? [item.value] : [])) : []
}

/** A code that the catalogue does not list can never be met: most likely it is misspelt. */
export function checkCodes(
  checker: Checker,
  syntax: Syntax,
  { written, domain }: { readonly written: readonly string[]; readonly domain: readonly string[] | undefined },
): void {
  for (const code of written) {
    if (domain === undefined || domain.includes(code)) continue
    const nearest = nearestTo(code, domain)
    const fault = { code: 'rules/wrong-type', message: `${code} is not among the answers that the catalogue lists` } as const
    wrong(checker, syntax, nearest === undefined ? fault : { ...fault, nearest })
  }
}
