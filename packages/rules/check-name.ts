import { checkCases } from './check-cases.ts'
import { checkDerived } from './check-derived.ts'
import { treeOf, wrong, wrongType, type Checked, type Checker, type Local, type Names } from './checker.ts'
import { stepsOf } from './check-dated.ts'
import { about, factTree, fieldTree } from './fact-tree.ts'
import { nearestTo } from './nearest.ts'
import type { Syntax } from './syntax.ts'
import type { Tree, ValueType } from './tree.ts'

/** A name is a local one, `today`, or a fact of the catalogue; the nearest name helps whoever mistyped it. */
export function checkName(checker: Checker, syntax: Syntax & { readonly kind: 'name' }, names: Names): Checked {
  const local = names.get(syntax.name)
  if (local !== undefined) return checkLocal(checker, syntax, local)
  if (syntax.name === 'today') return treeOf({ op: 'today', type: 'date' })
  const fact = checker.catalogue.get(syntax.name)
  if (fact === undefined) {
    const nearest = nearestTo(syntax.name, [...names.keys(), 'today', ...checker.catalogue.keys()])
    const hint = nearest === undefined ? '' : `; the nearest name is ${nearest}`
    const fault = { code: 'rules/unknown-fact', message: `no fact is called ${syntax.name}${hint}` } as const
    return wrong(checker, syntax, nearest === undefined ? fault : { ...fault, nearest })
  }
  if (fact.dated !== undefined)
    return treeOf({ op: 'dated', type: 'number', fact, on: { op: 'today', type: 'date' }, steps: stepsOf(fact) })
  if (fact.cases !== undefined) return checkCases(checker, syntax, fact)
  return fact.derive === undefined ? about(fact, factTree(fact)) : checkDerived(checker, syntax, { fact, derive: fact.derive })
}

function checkLocal(checker: Checker, syntax: Syntax & { readonly kind: 'name' }, local: Local): Checked {
  if (!('record' in local)) return treeOf(localTree(local), local.domain === undefined ? {} : { domain: local.domain })
  if (local.field !== undefined) return about(local.field, fieldTree(local.place, local.record, local.field))
  const parts = local.record.fields?.map((field) => `${syntax.name}.${field.id}`) ?? []
  return wrongType(checker, syntax, `${syntax.name} has parts: write ${parts.join(' or ')}`)
}

function localTree({ type, place }: { readonly type: ValueType; readonly place: number }): Tree {
  switch (type) {
    case 'boolean':
      return { op: 'local', type, place }
    case 'text':
      return { op: 'local', type, place }
    case 'list':
      return { op: 'local', type, place }
    case 'number':
    case 'date':
    case 'days':
    case 'months':
      return { op: 'local', type, place }
  }
}
