import type { FactDefinition, FactType } from '@convive/facts'
import { describe, treeOf, wrong, type Checked, type Checker, type Local, type Names } from './checker.ts'
import { placed, type FoundFault } from './fault.ts'
import { nearestTo } from './nearest.ts'
import { parseFeel } from './parse-feel.ts'
import type { Syntax } from './syntax.ts'
import type { Tree, ValueType } from './tree.ts'

const valueTypes: Readonly<Record<FactType, ValueType>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  code: 'text',
  codes: 'list',
}

export function valueTypeOf(fact: FactDefinition): ValueType {
  return valueTypes[fact.type]
}

/** The codes that a fact can be, where the catalogue lists them. */
export function domainOf(fact: FactDefinition): readonly string[] | undefined {
  return fact.values?.map((value) => value.code)
}

/** A name is a local one, `today`, or a fact of the catalogue; the nearest name helps whoever mistyped it. */
export function checkName(checker: Checker, syntax: Syntax & { readonly kind: 'name' }, names: Names): Checked {
  const local = names.get(syntax.name)
  if (local !== undefined) return treeOf(localTree(local), local.domain === undefined ? {} : { domain: local.domain })
  if (syntax.name === 'today') return treeOf({ op: 'today', type: 'date' })
  const fact = checker.catalogue.get(syntax.name)
  if (fact === undefined) {
    const nearest = nearestTo(syntax.name, [...names.keys(), 'today', ...checker.catalogue.keys()])
    const hint = nearest === undefined ? '' : `; the nearest name is ${nearest}`
    const fault = { code: 'rules/unknown-fact', message: `no fact is called ${syntax.name}${hint}` } as const
    return wrong(checker, syntax, nearest === undefined ? fault : { ...fault, nearest })
  }
  return fact.derive === undefined ? about(fact, factTree(fact)) : derived(checker, syntax, { fact, derive: fact.derive })
}

function about(fact: FactDefinition, tree: Tree): Checked {
  const domain = domainOf(fact)
  const member = fact.type === 'codes' ? ({ member: 'text' } as const) : {}
  return treeOf(tree, domain === undefined ? member : { ...member, domain })
}

/** A derived fact is replaced by its expression, so that everything later sees only what can be asked. */
function derived(
  checker: Checker,
  syntax: Syntax,
  { fact, derive }: { readonly fact: FactDefinition; readonly derive: string },
): Checked {
  if (checker.deriving.includes(fact.id)) {
    return wrong(checker, syntax, {
      code: 'rules/derive-cycle',
      message: `${[...checker.deriving, fact.id].join(' → ')} goes in a circle`,
    })
  }
  const faults: FoundFault[] = []
  const parsed = parseFeel(derive)
  if (!parsed.ok) faults.push(...parsed.faults)
  const inner: Checker = { ...checker, faults, deriving: [...checker.deriving, fact.id] }
  const found: Checked = parsed.ok ? inner.check(inner, parsed.value, new Map()) : { kind: 'faulty' }
  for (const fault of faults) {
    const { line, column } = placed(fault, derive)
    const message = `in the derived fact ${fact.id}, line ${line}, column ${column}: ${fault.message}`
    checker.faults.push({ ...fault, at: syntax.at, message })
  }
  if (faults.length > 0 || found.kind === 'faulty') return { kind: 'faulty' }
  if (found.kind === 'null' || found.tree.type !== valueTypeOf(fact)) {
    const message = `the derived fact ${fact.id} is declared ${fact.type}, its expression gives ${describe(found)}`
    return wrong(checker, syntax, { code: 'rules/wrong-type', message })
  }
  return about(fact, found.tree)
}

function factTree(fact: FactDefinition): Tree {
  switch (fact.type) {
    case 'boolean':
      return { op: 'fact', type: 'boolean', fact }
    case 'number':
      return { op: 'fact', type: 'number', fact }
    case 'date':
      return { op: 'fact', type: 'date', fact }
    case 'text':
    case 'code':
      return { op: 'fact', type: 'text', fact }
    case 'codes':
      return { op: 'fact', type: 'list', fact }
  }
}

function localTree({ type, place }: Local): Tree {
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
