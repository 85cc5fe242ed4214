import { checkArithmetic, checkDate, checkDuration, checkMinus, checkPart } from './check-arithmetic.ts'
import { checkIn, checkOrder, checkSame } from './check-comparison.ts'
import { checkCall } from './check-call.ts'
import { checkFilter, checkList, checkQuantified } from './check-list.ts'
import { checkName } from './check-name.ts'
import { describe, treeOf, truthOf, wrong, wrongType, type Checked, type Checker, type Names } from './checker.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type Tree, type TruthTree, type ValueType } from './tree.ts'

/** Syntax to a typed tree, or faults said to the checker. */
export function check(checker: Checker, syntax: Syntax, names: Names): Checked {
  switch (syntax.kind) {
    case 'null':
      return { kind: 'null' }
    case 'truth':
      return treeOf({ op: 'truth', type: 'boolean', value: syntax.value })
    case 'number':
      return treeOf({ op: 'constant', type: 'number', value: syntax.value })
    case 'text':
      return treeOf({ op: 'text', type: 'text', value: syntax.value })
    case 'date':
      return checkDate(checker, syntax)
    case 'duration':
      return checkDuration(checker, syntax)
    case 'name':
      return checkName(checker, syntax, names)
    case 'minus':
      return checkMinus(checker, syntax, names)
    case 'arithmetic':
      return checkArithmetic(checker, syntax, names)
    case 'order':
      return checkOrder(checker, syntax, names)
    case 'same':
      return checkSame(checker, syntax, names)
    case 'in':
      return checkIn(checker, syntax, names)
    case 'and':
    case 'or': {
      const [left, right] = [truthOf(checker, syntax.left, names), truthOf(checker, syntax.right, names)]
      return left === undefined || right === undefined
        ? { kind: 'faulty' }
        : treeOf({ op: syntax.kind, type: 'boolean', left, right })
    }
    case 'call':
      return checkCall(checker, syntax, names)
    case 'part':
      return checkPart(checker, syntax, names)
    case 'if':
      return checkIf(checker, syntax, names)
    case 'some':
    case 'every':
      return checkQuantified(checker, syntax, names)
    case 'for':
      return wrong(checker, syntax, { code: 'rules/not-supported', message: 'for may stand only in sum, min and max' })
    case 'filter':
      return checkFilter(checker, syntax, names)
    case 'list':
      return checkList(checker, syntax, names)
  }
}

function checkIf(checker: Checker, syntax: Syntax & { readonly kind: 'if' }, names: Names): Checked {
  const condition = truthOf(checker, syntax.condition, names)
  const then = check(checker, syntax.then, names)
  const otherwise = check(checker, syntax.otherwise, names)
  if (condition === undefined || then.kind === 'faulty' || otherwise.kind === 'faulty') return { kind: 'faulty' }
  const sides = [then, otherwise].flatMap((side) => (side.kind === 'tree' ? [side] : []))
  const type = sides[0]?.tree.type
  if (type === undefined) return wrongType(checker, syntax, 'both branches are null')
  const tree = choice(
    condition,
    then.kind === 'null' ? noneOf(type) : then.tree,
    otherwise.kind === 'null' ? noneOf(type) : otherwise.tree,
  )
  const member = sides.find((side) => side.member !== undefined)?.member
  const mixed = sides.some((side) => side.record !== undefined || (side.member !== undefined && side.member !== 'text'))
  if (tree === undefined || mixed)
    return wrongType(checker, syntax, `the branches differ: ${describe(then)} and ${describe(otherwise)}`)
  return treeOf(tree, member === undefined ? {} : { member })
}

function choice(condition: TruthTree, then: Tree, otherwise: Tree): Tree | undefined {
  if (then.type === 'boolean' && otherwise.type === 'boolean') return { op: 'if', type: 'boolean', condition, then, otherwise }
  if (then.type === 'text' && otherwise.type === 'text') return { op: 'if', type: 'text', condition, then, otherwise }
  if (then.type === 'list' && otherwise.type === 'list') return { op: 'if', type: 'list', condition, then, otherwise }
  if (isSpanTree(then) && isSpanTree(otherwise) && then.type === otherwise.type) {
    return { op: 'if', type: then.type, condition, then, otherwise }
  }
  return undefined
}

function noneOf(type: ValueType): Tree {
  switch (type) {
    case 'boolean':
      return { op: 'none', type }
    case 'text':
      return { op: 'none', type }
    case 'list':
      return { op: 'none', type }
    case 'number':
    case 'date':
    case 'days':
    case 'months':
      return { op: 'none', type }
  }
}
