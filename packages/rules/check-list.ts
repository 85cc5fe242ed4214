import { checkMonthsBetween } from './check-arithmetic.ts'
import { checkCodes, textsIn } from './check-comparison.ts'
import {
  describe,
  listOf,
  nameOfType,
  treeOf,
  truthOf,
  wrong,
  wrongType,
  type Checked,
  type Checker,
  type Names,
} from './checker.ts'
import type { Syntax } from './syntax.ts'
import type { Tree, ValueType } from './tree.ts'

/** Lists as written: members of one type, no null and no lists inside. */
export function checkList(checker: Checker, syntax: Syntax & { readonly kind: 'list' }, names: Names): Checked {
  const items: Tree[] = []
  let member: ValueType | undefined
  for (const one of syntax.items) {
    const found = checker.check(checker, one, names)
    if (found.kind === 'faulty') return found
    if (found.kind === 'null' || found.tree.type === 'list') {
      return wrong(checker, one, { code: 'rules/not-supported', message: `a list may not hold ${describe(found)}` })
    }
    if (member !== undefined && found.tree.type !== member) {
      return wrongType(checker, one, `this list holds ${nameOfType(member)} and ${describe(found)}`)
    }
    member = found.tree.type
    items.push(found.tree)
  }
  return treeOf({ op: 'list', type: 'list', items }, member === undefined ? {} : { member })
}

export function checkQuantified(checker: Checker, syntax: Syntax & { readonly kind: 'some' | 'every' }, names: Names): Checked {
  const list = listOf(checker, syntax.list, names)
  if (list === undefined) return { kind: 'faulty' }
  const place = checker.newPlace()
  const element = { type: list.member ?? 'text', place, domain: list.domain }
  const body = truthOf(checker, syntax.body, new Map([...names, [syntax.name, element]]))
  if (body === undefined) return { kind: 'faulty' }
  return treeOf({ op: syntax.kind, type: 'boolean', list: list.tree, place, body })
}

export function checkCall(checker: Checker, syntax: Syntax & { readonly kind: 'call' }, names: Names): Checked {
  const [first, second] = syntax.given
  if (first === undefined) return { kind: 'faulty' }
  if (syntax.name === 'not') {
    const of = truthOf(checker, first, names)
    return of === undefined ? { kind: 'faulty' } : treeOf({ op: 'not', type: 'boolean', of })
  }
  if (syntax.name === 'count') {
    const list = listOf(checker, first, names)
    return list === undefined ? { kind: 'faulty' } : treeOf({ op: 'count', type: 'number', list: list.tree })
  }
  if (second === undefined) return { kind: 'faulty' }
  return syntax.name === 'list contains'
    ? contains(checker, [first, second], names)
    : checkMonthsBetween(checker, [first, second], names)
}

function contains(checker: Checker, [first, second]: readonly [Syntax, Syntax], names: Names): Checked {
  const list = listOf(checker, first, names)
  const element = checker.check(checker, second, names)
  if (list === undefined || element.kind === 'faulty') return { kind: 'faulty' }
  if (element.kind === 'null' || (list.member !== undefined && list.member !== element.tree.type)) {
    return wrongType(checker, second, `this list never holds ${describe(element)}`)
  }
  checkCodes(checker, second, { written: textsIn(element.tree), domain: list.domain })
  return treeOf({ op: 'contains', type: 'boolean', list: list.tree, element: element.tree })
}
