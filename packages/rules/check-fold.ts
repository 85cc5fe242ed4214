import {
  describe,
  listOf,
  nameOfType,
  treeOf,
  wrong,
  wrongType,
  type Checked,
  type Checker,
  type Local,
  type Names,
} from './checker.ts'
import { fieldTree } from './fact-tree.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type SpanTree } from './tree.ts'

type Which = 'sum' | 'min' | 'max'

/** `sum(for a in absences return a.days)`, `max(absences.ends)`, `min(a, b)`, `sum([1, income])`. */
export function checkFold(checker: Checker, syntax: Syntax & { readonly kind: 'call' }, names: Names, which: Which): Checked {
  const [first] = syntax.given
  if (first === undefined) return { kind: 'faulty' }
  if (syntax.given.length === 1) {
    if (first.kind === 'for') return overEach(checker, first, names, which)
    if (first.kind === 'part') return overPart(checker, first, names, which)
  }
  const items = syntax.given.length === 1 && first.kind === 'list' ? first.items : syntax.given
  const spans = items.map((one) => spanOf(checker, one, names))
  if (spans.some((one) => one === undefined)) return { kind: 'faulty' }
  return chained(
    checker,
    syntax,
    spans.filter((one) => one !== undefined),
    which,
  )
}

function chained(checker: Checker, syntax: Syntax, spans: readonly SpanTree[], which: Which): Checked {
  const [first, ...rest] = spans
  if (first === undefined) return wrong(checker, syntax, { code: 'rules/syntax', message: `${which} of nothing` })
  const other = rest.find((one) => one.type !== first.type)
  if (other !== undefined)
    return wrongType(checker, syntax, `${which} of ${nameOfType(first.type)} and ${nameOfType(other.type)}`)
  if (which === 'sum' && first.type === 'date') return wrongType(checker, syntax, 'dates have no sum')
  const op = which === 'sum' ? 'plus' : which === 'min' ? 'least' : 'greatest'
  return treeOf(rest.reduce((left: SpanTree, right): SpanTree => ({ op, type: first.type, left, right }), first))
}

function overEach(checker: Checker, each: Syntax & { readonly kind: 'for' }, names: Names, which: Which): Checked {
  const list = listOf(checker, each.list, names)
  if (list === undefined) return { kind: 'faulty' }
  const place = checker.newPlace()
  const body = spanOf(checker, each.body, new Map([...names, [each.name, elementOf(list, place)]]))
  return body === undefined ? { kind: 'faulty' } : folded(checker, each.body, { which, list: list.tree, place, body })
}

/** An element of a list: a record with its parts, or a value. */
export function elementOf(list: NonNullable<ReturnType<typeof listOf>>, place: number): Local {
  if (list.record !== undefined) return { record: list.record, place, field: undefined }
  return { type: list.member ?? 'text', place, domain: list.domain }
}

function overPart(checker: Checker, part: Syntax & { readonly kind: 'part' }, names: Names, which: Which): Checked {
  const list = checker.check(checker, part.of, names)
  if (list.kind === 'faulty') return list
  if (list.kind !== 'tree' || list.tree.type !== 'list' || list.record === undefined) {
    const single = spanOf(checker, part, names)
    return single === undefined ? { kind: 'faulty' } : treeOf(single)
  }
  const field = list.record.fields?.find((one) => one.id === part.name)
  if (field === undefined)
    return wrong(checker, part, { code: 'rules/unknown-fact', message: `${list.record.id} has no part ${part.name}` })
  const place = checker.newPlace()
  const body = fieldTree(place, list.record, field)
  if (!isSpanTree(body))
    return wrongType(checker, part, `${which} needs numbers, dates or lengths, this is ${nameOfType(body.type)}`)
  return folded(checker, part, { which, list: list.tree, place, body })
}

function folded(
  checker: Checker,
  syntax: Syntax,
  fold: Pick<SpanTree & { readonly op: 'fold' }, 'which' | 'list' | 'place' | 'body'>,
): Checked {
  if (fold.which === 'sum' && fold.body.type === 'date') return wrongType(checker, syntax, 'dates have no sum')
  return treeOf({ op: 'fold', type: fold.body.type, ...fold })
}

export function spanOf(checker: Checker, syntax: Syntax, names: Names): SpanTree | undefined {
  const found = checker.check(checker, syntax, names)
  if (found.kind === 'tree' && isSpanTree(found.tree)) return found.tree
  if (found.kind !== 'faulty')
    wrongType(checker, syntax, `needs a number, a date or a length of time, this is ${describe(found)}`)
  return undefined
}
