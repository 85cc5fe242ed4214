import { below, collect } from '../collect.ts'
import { oneText } from '../possible.ts'
import { isSpanTree, type ListTree, type SpanTree, type Tree, type TruthTree } from '../tree.ts'
import { firstEngine, markedCell, placesOf, type FirstEngine } from './first-engine.ts'
import { bitsOf, idOfSet, idOfText, type Column } from './layout.ts'
import { no, yes, type Mask } from './masks.ts'
import { marks } from './pack.ts'
import { orderOf, sameOf } from './plan-comparison.ts'
import { planSpan, planText } from './plan-amount.ts'
import { constant, maskPlan, type Amount, type Plan, type Test } from './plan.ts'
import { columnOf, refusePlan, type Planner } from './planner.ts'
import { strangeIn } from './strange.ts'
import { masksByMarks } from './spread.ts'
import { daysOfYes, direction, type Stretch } from './threshold.ts'

/** One comparison: a mask if it reads no fact, else the quickest test that is right where the facts have exact values. */
export function planAtom(planner: Planner, tree: TruthTree): Plan {
  const strange = strangeIn(tree)
  if (strange !== undefined) return refusePlan(planner, 'rules/not-in-backend', strange)
  if (free(tree).some((place) => !planner.locals.has(place)))
    return refusePlan(planner, 'rules/not-in-backend', 'a name that the caller brings')
  const reads = collect(tree, 'value')
  const places = placesOf(planner)
  const engine = firstEngine(tree, planner.today, places)
  const columns = [...reads.facts.keys()].map((fact) => columnOf(planner, fact))
  const [first] = columns
  if (first === undefined) return maskPlan(engine(new Map()))
  const column = planner.layout.columns[first]
  const alone = columns.length === 1 ? column : undefined
  const named = [...reads.texts, ...[...planner.locals.values()].flatMap((local) => (local.op === 'text' ? [local.value] : []))]
  const test = (alone && oneFactTest(planner, tree, { place: first, column: alone, engine, named })) ?? testOf(planner, tree)
  const asked = alone !== undefined && reads.absence.has(alone.id)
  const byMark = alone !== undefined && !canFail(test) ? masksByMark(alone, engine, asked) : undefined
  return { op: 'atom', test, tree, columns, places, byMarks: byMark ?? masksByMarks(tree, columns, planner.layout) }
}

/** Places of local names that the tree does not bind itself. */
function free(tree: Tree): readonly number[] {
  if (tree.op === 'local') return [tree.place]
  const inside = below(tree).flatMap(free)
  return tree.op === 'some' || tree.op === 'every' ? inside.filter((place) => place !== tree.place) : inside
}

function masksByMark(column: Column, engine: FirstEngine, asked: boolean): readonly Mask[] {
  const at = (mark: number): Mask => engine(new Map([[column.id, markedCell(column, mark, asked)]]))
  return [0, at(marks.unknown), at(marks.none), at(marks.invalid)]
}

type OneFact = {
  readonly place: number
  readonly column: Column
  readonly engine: FirstEngine
  /** The texts that the tree names. */
  readonly named: readonly string[]
}

/** A test made by trying the first engine: a stretch of days, or the texts that come to yes. */
function oneFactTest(planner: Planner, tree: TruthTree, { place, column, engine, named }: OneFact): Test | undefined {
  if (column.kind === 'text') return textTest(planner, { place, column, engine, named })
  if (column.kind !== 'date' || (tree.op !== 'order' && tree.op !== 'same')) return undefined
  const { left, right } = tree
  if (!isSpanTree(left) || !isSpanTree(right)) return undefined
  const [a, b] = [direction(left), direction(right)]
  if (a === undefined || b === undefined || (a === b && a !== 'stays')) return undefined
  const days = (one: TruthTree): Stretch | undefined => daysOfYes(firstEngine(one, planner.today, placesOf(planner)), column.id)
  if (tree.op === 'order') {
    const found = days(tree)
    return found && { kind: 'between', column: place, ...found }
  }
  const [from, to] = [days(atMost(left, right)), days(atMost(right, left))]
  if (from === undefined || to === undefined) return undefined
  return { kind: 'between', column: place, low: Math.max(from.low, to.low), high: Math.min(from.high, to.high) }
}

function atMost(left: SpanTree, right: SpanTree): TruthTree {
  return { op: 'order', type: 'boolean', sign: '<=', left, right }
}

function textTest(planner: Planner, { place, column, engine, named }: OneFact): Test | undefined {
  const { domain } = column.of
  const at = (text: string): Mask => engine(new Map([[column.id, oneText(text)]]))
  const candidates = domain ?? named
  const found = candidates.map((text) => ({ text, mask: at(text) }))
  const other = domain === undefined ? at(`${named.join(' ')} and something else`) : no
  if ([...found.map(({ mask }) => mask), other].some((mask) => mask !== yes && mask !== no)) return undefined
  const among = (wanted: Mask): readonly number[] =>
    found.flatMap(({ text, mask }) => (mask === wanted ? [idOfText(planner.layout, text)] : []))
  const of: Amount = { op: 'column', column: place }
  const outside = other === yes || (domain !== undefined && among(no).length < among(yes).length)
  return { kind: 'one-of', of, ids: among(outside ? no : yes), outside }
}

/** The test of a comparison of any shape. */
function testOf(planner: Planner, tree: TruthTree): Test {
  switch (tree.op) {
    case 'order':
      return orderOf(planner, tree.sign, [planSpan(planner, tree.left), planSpan(planner, tree.right)])
    case 'same':
      return sameTest(planner, tree.left, tree.right)
    case 'is-none':
      return valuedTest(planner, tree.of)
    case 'among': {
      const ids = tree.options.map((text) => idOfText(planner.layout, text))
      return { kind: 'one-of', of: planText(planner, tree.value), ids, outside: false }
    }
    case 'contains':
      return containsTest(planner, tree.list, tree.element)
    case 'some':
      return meetsTest(planner, tree)
    case 'fact':
    case 'local':
    case 'none':
    case 'if':
    case 'truth':
    case 'not':
    case 'and':
    case 'or':
    case 'every':
    case 'field':
    case 'cases':
      refusePlan(planner, 'rules/not-in-backend', `${tree.op} as a comparison`)
      return { kind: 'never' }
  }
}

function sameTest(planner: Planner, left: Tree, right: Tree): Test {
  if (isSpanTree(left) && isSpanTree(right)) return sameOf(planner, [planSpan(planner, left), planSpan(planner, right)])
  if (left.type === 'text' && right.type === 'text')
    return { kind: 'equal', left: planText(planner, left), right: planText(planner, right) }
  if (left.type !== 'list' || right.type !== 'list') return { kind: 'never' }
  const shape = listColumn(planner, left) ?? listColumn(planner, right)
  const [a, b] = [left, right].map((list) => (shape === undefined ? undefined : setOf(planner, list, shape)))
  if (a === undefined || b === undefined) {
    refusePlan(planner, 'rules/not-in-backend', 'a comparison of lists other than facts of one code list and written codes')
    return { kind: 'never' }
  }
  return { kind: 'equal', left: a, right: b }
}

function listColumn(planner: Planner, list: ListTree): Column | undefined {
  return list.op === 'fact' ? planner.layout.columns[columnOf(planner, list.fact.id)] : undefined
}

/** A list as the number by which columns of this shape hold it. */
function setOf(planner: Planner, list: ListTree, shape: Column): Amount | undefined {
  if (list.op === 'none') return constant(Number.NaN)
  const { domain } = shape.of
  if (list.op === 'fact') {
    const column = listColumn(planner, list)
    const alike = column?.kind === shape.kind && (shape.kind === 'set' || column.of.domain?.join(' ') === domain?.join(' '))
    return alike ? { op: 'column', column: columnOf(planner, list.fact.id) } : undefined
  }
  if (list.op !== 'list') return undefined
  const texts = list.items.flatMap((item) => (item.op === 'text' ? [item.value] : []))
  if (texts.length < list.items.length) return undefined
  if (shape.kind === 'set') return constant(idOfSet(planner.layout, texts))
  // A code that the list of answers lacks is never there: then nothing is equal.
  return constant(texts.every((text) => domain?.includes(text) === true) ? bitsOf(domain ?? [], texts) : -1)
}

function valuedTest(planner: Planner, of: Tree): Test {
  if (of.type === 'text') return { kind: 'valued', of: planText(planner, of) }
  if (isSpanTree(of)) {
    const { amount, divisor } = planSpan(planner, of)
    return divisor === undefined ? { kind: 'valued', of: amount } : { kind: 'valued', of: amount, guard: divisor.amount }
  }
  if (of.op === 'fact') return { kind: 'valued', of: { op: 'column', column: columnOf(planner, of.fact.id) } }
  refusePlan(planner, 'rules/not-in-backend', 'whether a list that is chosen by a condition is none')
  return { kind: 'never' }
}

function containsTest(planner: Planner, list: ListTree, element: Tree): Test {
  if (list.op !== 'fact' || element.type !== 'text') {
    refusePlan(planner, 'rules/not-in-backend', 'a look into a list that is chosen by a condition')
    return { kind: 'never' }
  }
  const [column, wanted] = [columnOf(planner, list.fact.id), planText(planner, element)]
  const { kind, of } = planner.layout.columns[column] ?? { kind: 'set', of: { domain: undefined } }
  if (wanted.op !== 'constant' || Number.isNaN(wanted.value)) {
    const bits = of.domain?.map((code, place) => ({ id: idOfText(planner.layout, code), bit: 1 << place }))
    return { kind: 'holds', column, element: wanted, bits: kind === 'set' ? undefined : bits }
  }
  if (kind === 'set') return { kind: 'any-text', column, ids: [wanted.value], outside: false }
  return { kind: 'any-bit', column, bits: bitsOf(of.domain ?? [], [planner.layout.texts[wanted.value] ?? '']) }
}

/** `some e in fact satisfies e in (…)`, or `not(e in (…))`, as the quantifiers are written out. */
function meetsTest(planner: Planner, { list, body }: Extract<TruthTree, { readonly op: 'some' | 'every' }>): Test {
  const among = body.op === 'not' ? body.of : body
  if (list.op !== 'fact' || among.op !== 'among') return { kind: 'never' }
  const column = columnOf(planner, list.fact.id)
  const { kind, of } = planner.layout.columns[column] ?? { kind: 'set', of: { domain: undefined } }
  const outside = body.op === 'not'
  if (kind === 'bits') return { kind: 'any-bit', column, bits: bitsOf(of.domain ?? [], among.options) }
  return { kind: 'any-text', column, ids: among.options.map((text) => idOfText(planner.layout, text)), outside }
}

/** Whether a test can go without an answer although all facts have exact values. */
function canFail(test: Test): boolean {
  switch (test.kind) {
    case 'order':
    case 'equal':
      return test.guard !== undefined || uncertain(test.left) || uncertain(test.right)
    case 'valued':
      return test.guard !== undefined || uncertain(test.of)
    case 'one-of':
      return uncertain(test.of)
    case 'holds':
      return uncertain(test.element)
    case 'between':
    case 'any-bit':
    case 'any-text':
      return false
    case 'never':
      return true
  }
}

function uncertain(amount: Amount): boolean {
  switch (amount.op) {
    case 'constant':
      return Number.isNaN(amount.value)
    case 'column':
    case 'size':
      return false
    case 'plus':
    case 'minus':
    case 'times':
    case 'least':
    case 'greatest':
      return uncertain(amount.left) || uncertain(amount.right)
    case 'shift':
      return amount.rounding === 'error' || uncertain(amount.date) || uncertain(amount.months)
    case 'months-between':
      return amount.rounding === 'error' || uncertain(amount.from) || uncertain(amount.to)
    case 'years':
    case 'months':
    case 'year':
    case 'abs':
    case 'floor':
    case 'ceiling':
      return uncertain(amount.of)
    case 'choose':
      return true
  }
}
