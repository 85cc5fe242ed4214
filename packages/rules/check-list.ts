import { elementOf } from './check-fold.ts'
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
  type Local,
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
  const body = truthOf(checker, syntax.body, new Map([...names, [syntax.name, elementOf(list, place)]]))
  if (body === undefined) return { kind: 'faulty' }
  return treeOf({ op: syntax.kind, type: 'boolean', list: list.tree, place, body })
}

/** `absences[ends >= date("2024-01-01")]`: the records of which it is true; their parts may be named alone, the whole as `item`. */
export function checkFilter(checker: Checker, syntax: Syntax & { readonly kind: 'filter' }, names: Names): Checked {
  const list = checker.check(checker, syntax.list, names)
  if (list.kind === 'faulty') return list
  if (list.kind !== 'tree' || list.tree.type !== 'list' || list.record === undefined)
    return wrong(checker, syntax, { code: 'rules/not-supported', message: 'only a list of records may be filtered' })
  const { record, tree } = list
  const place = checker.newPlace()
  const parts = (record.fields ?? []).map((field): [string, Local] => [field.id, { record, place, field }])
  const inside = new Map([...names, ...parts, ['item', { record, place, field: undefined }] as const])
  const body = truthOf(checker, syntax.body, inside)
  return body === undefined ? { kind: 'faulty' } : treeOf({ op: 'filter', type: 'list', list: tree, place, body }, { record })
}
