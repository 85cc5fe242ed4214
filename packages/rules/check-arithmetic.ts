import type { FactDefinition } from '@convive/facts'
import { isCalendarDate } from '@convive/kernel'
import { about, fieldTree } from './fact-tree.ts'
import { dateTreeOf, describe, treeOf, wrong, wrongType, type Checked, type Checker, type Local, type Names } from './checker.ts'
import { nearestTo } from './nearest.ts'
import { dayOf } from './day.ts'
import { durationFrom } from './duration.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type SpanTree, type SpanType } from './tree.ts'

type Sign = '+' | '-' | '*' | '/'
const operations = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'over' } as const

export function checkDate(checker: Checker, syntax: Syntax & { readonly kind: 'date' }): Checked {
  if (isCalendarDate(syntax.text)) return treeOf({ op: 'constant', type: 'date', value: dayOf(syntax.text) })
  return wrong(checker, syntax, { code: 'rules/bad-literal', message: `not a day of the calendar: ${syntax.text}` })
}

export function checkDuration(checker: Checker, syntax: Syntax & { readonly kind: 'duration' }): Checked {
  const duration = durationFrom(syntax.text)
  if (duration !== undefined) return treeOf({ op: 'constant', type: duration.type, value: duration.value })
  const message = `not a length such as P180D, P3M, P18Y or P1Y6M: ${syntax.text}`
  return wrong(checker, syntax, { code: 'rules/bad-literal', message })
}

function minusOf(tree: SpanTree): SpanTree {
  if (tree.op === 'constant') return { ...tree, value: 0 - tree.value }
  return { op: 'minus', type: tree.type, left: { op: 'constant', type: tree.type, value: 0 }, right: tree }
}

export function checkMinus(checker: Checker, syntax: Syntax & { readonly kind: 'minus' }, names: Names): Checked {
  const of = checker.check(checker, syntax.of, names)
  if (of.kind === 'faulty') return of
  if (of.kind === 'tree' && isSpanTree(of.tree) && of.tree.type !== 'date') return treeOf(minusOf(of.tree))
  return wrongType(checker, syntax, `minus needs a number or a length of time, this is ${describe(of)}`)
}

export function checkArithmetic(checker: Checker, syntax: Syntax & { readonly kind: 'arithmetic' }, names: Names): Checked {
  const left = checker.check(checker, syntax.left, names)
  const right = checker.check(checker, syntax.right, names)
  if (left.kind === 'faulty' || right.kind === 'faulty') return { kind: 'faulty' }
  if (left.kind === 'tree' && right.kind === 'tree' && isSpanTree(left.tree) && isSpanTree(right.tree)) {
    const tree = arithmetic(checker, syntax.sign, [left.tree, right.tree])
    if (tree !== undefined) return treeOf(tree)
  }
  return wrongType(checker, syntax, `${describe(left)} ${syntax.sign} ${describe(right)} has no meaning`)
}

function arithmetic(checker: Checker, sign: Sign, [left, right]: readonly [SpanTree, SpanTree]): SpanTree | undefined {
  if (sign === '+' && left.type !== 'date' && right.type === 'date') return arithmetic(checker, sign, [right, left])
  if (left.type === 'date' && right.type === 'months' && (sign === '+' || sign === '-')) {
    return { op: 'shift', type: 'date', date: left, months: sign === '-' ? minusOf(right) : right, rounding: checker.rounding }
  }
  const type = resultType(sign, left.type, right.type)
  return type === undefined ? undefined : { op: operations[sign], type, left, right }
}

function resultType(sign: Sign, left: SpanType, right: SpanType): SpanType | undefined {
  if (sign === '*') return left === 'number' && right === 'number' ? 'number' : undefined
  if (sign === '/') return left === right && left !== 'date' ? 'number' : undefined
  if (left === 'date') {
    if (right === 'days') return 'date'
    return sign === '-' && right === 'date' ? 'days' : undefined
  }
  return left === right ? left : undefined
}

/** `.years` and `.months` of a length in months, `.days` of one in days, `.year` of a date, and the parts of a record. */
export function checkPart(checker: Checker, syntax: Syntax & { readonly kind: 'part' }, names: Names): Checked {
  const record = syntax.of.kind === 'name' ? names.get(syntax.of.name) : undefined
  if (record !== undefined && 'record' in record && record.field === undefined) return partOfRecord(checker, syntax, record)
  const of = checker.check(checker, syntax.of, names)
  if (of.kind === 'faulty') return of
  const { name } = syntax
  if (of.kind === 'tree' && isSpanTree(of.tree)) {
    if (of.tree.type === 'months' && (name === 'years' || name === 'months')) {
      return treeOf({ op: 'part', type: 'number', which: name, of: of.tree })
    }
    if (of.tree.type === 'date' && name === 'year') return treeOf({ op: 'part', type: 'number', which: name, of: of.tree })
    if (of.tree.type === 'days' && name === 'days') return treeOf({ op: 'part', type: 'number', which: name, of: of.tree })
  }
  return wrong(checker, syntax, {
    code: 'rules/not-supported',
    message: `${describe(of)} has no part .${name} that rules may use`,
  })
}

export function checkMonthsBetween(checker: Checker, given: readonly Syntax[], names: Names): Checked {
  const [from, to] = given.map((one) => dateTreeOf(checker, one, names))
  if (from === undefined || to === undefined) return { kind: 'faulty' }
  return treeOf({ op: 'months-between', type: 'months', from, to, rounding: checker.rounding })
}

function partOfRecord(
  checker: Checker,
  syntax: Syntax & { readonly kind: 'part' },
  { record, place }: Local & { readonly record: FactDefinition },
): Checked {
  const field = record.fields?.find((one) => one.id === syntax.name)
  if (field !== undefined) return about(field, fieldTree(place, record, field))
  const names = record.fields?.map((one) => one.id) ?? []
  const nearest = nearestTo(syntax.name, names)
  const message = `${record.id} has no part ${syntax.name}; its parts are ${names.join(', ')}`
  return wrong(checker, syntax, { code: 'rules/unknown-fact', message, ...(nearest === undefined ? {} : { nearest }) })
}
