import type { FactDefinition, FactType } from '@convive/facts'
import { treeOf, type Checked } from './checker.ts'
import type { Tree, ValueType } from './tree.ts'

const valueTypes: Readonly<Record<FactType, ValueType>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  code: 'text',
  codes: 'list',
  records: 'list',
}

export function valueTypeOf(fact: FactDefinition): ValueType {
  return valueTypes[fact.type]
}

/** The codes that a fact can be, where the catalogue lists them. */
export function domainOf(fact: FactDefinition): readonly string[] | undefined {
  return fact.values?.map((value) => value.code)
}

/** A fact's tree with what the catalogue says about it. */
export function about(fact: FactDefinition, tree: Tree): Checked {
  const domain = domainOf(fact)
  const member = fact.type === 'codes' ? ({ member: 'text' } as const) : {}
  const record = fact.type === 'records' ? { record: fact } : {}
  return treeOf(tree, { ...(domain === undefined ? {} : { domain }), ...member, ...record })
}

export function factTree(fact: FactDefinition): Tree {
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
    case 'records':
      return { op: 'fact', type: 'list', fact }
  }
}

/** A part of the record that stands in a place. */
export function fieldTree(place: number, fact: FactDefinition, field: FactDefinition): Tree {
  const rest = { op: 'field', place, fact, field } as const
  switch (field.type) {
    case 'boolean':
      return { ...rest, type: 'boolean' }
    case 'number':
      return { ...rest, type: 'number' }
    case 'date':
      return { ...rest, type: 'date' }
    case 'text':
    case 'code':
      return { ...rest, type: 'text' }
    case 'codes':
    case 'records':
      return { ...rest, type: 'list' }
  }
}
