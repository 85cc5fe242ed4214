import { firstDay, lastDay } from '../day.ts'
import type { SpanTree, TextTree } from '../tree.ts'
import { folded } from './amount-closures.ts'
import { idOfText } from './layout.ts'
import { constant, missing, type Amount } from './plan.ts'
import { columnOf, refusePlan, type Planner } from './planner.ts'
import { strangeIn } from './strange.ts'
import { inUnits, isExact, product, whole, writtenNumber, type Quantity } from './quantity.ts'

/** A number, a day or a length, worked out in whole numbers wherever that is proved to be exact. */
export function planSpan(planner: Planner, tree: SpanTree): Quantity {
  const found = quantityOf(planner, tree)
  return { ...found, amount: folded(found.amount) }
}

function quantityOf(planner: Planner, tree: SpanTree): Quantity {
  switch (tree.op) {
    case 'fact': {
      const place = columnOf(planner, tree.fact.id)
      const amount: Amount = { op: 'column', column: place }
      if (tree.type === 'date') return whole(amount, firstDay, lastDay)
      const column = planner.layout.columns[place]
      if (column?.decimals === undefined) return { ...whole(amount, 0, 0), plain: true }
      return { ...whole(amount, column.low, column.high), scale: column.decimals }
    }
    case 'local': {
      const local = planner.locals.get(tree.place)
      return local?.op === 'constant' ? written(planner, local.value) : refused(planner, 'a name that the caller brings')
    }
    case 'none':
      return whole(missing, 0, 0)
    case 'constant':
      return written(planner, tree.value)
    case 'today':
      return whole(constant(planner.today), planner.today, planner.today)
    case 'plus':
    case 'minus':
      return sum(planner, tree.op, tree)
    case 'times': {
      const [left, right] = [planSpan(planner, tree.left), planSpan(planner, tree.right)]
      return proved(planner, product(bare(planner, left), bare(planner, right)))
    }
    case 'over':
      return quotient(planner, tree)
    case 'shift': {
      const [date, months] = [planSpan(planner, tree.date), planSpan(planner, tree.months)]
      const amount: Amount = { op: 'shift', date: date.amount, months: months.amount, rounding: tree.rounding }
      return proved(planner, whole(amount, date.low + months.low * 31 - 62, date.high + months.high * 31 + 62))
    }
    case 'months-between': {
      const [from, to] = [planSpan(planner, tree.from), planSpan(planner, tree.to)]
      const amount: Amount = { op: 'months-between', from: from.amount, to: to.amount, rounding: tree.rounding }
      return whole(amount, to.low - from.high, to.high - from.low)
    }
    case 'part': {
      const of = bare(planner, planSpan(planner, tree.of))
      if (tree.which === 'days') return of
      if (tree.which === 'year') return whole({ op: 'year', of: of.amount }, 0, 10_000)
      return whole({ op: tree.which, of: of.amount }, Math.min(of.low, -11), Math.max(of.high, 11))
    }
    case 'least':
    case 'greatest': {
      const [a, b] = inUnits(bare(planner, planSpan(planner, tree.left)), bare(planner, planSpan(planner, tree.right)))
      const amount: Amount = { op: tree.op, left: a.amount, right: b.amount }
      return proved(planner, { ...wider(a, b), amount })
    }
    case 'abs': {
      const of = bare(planner, planSpan(planner, tree.of))
      const most = Math.max(Math.abs(of.low), Math.abs(of.high))
      return { ...of, amount: { op: 'abs', of: of.amount }, low: 0, high: most, written: undefined }
    }
    case 'floor':
    case 'ceiling': {
      const of = proved(planner, bare(planner, planSpan(planner, tree.of)))
      const by = 10 ** of.scale
      return whole({ op: tree.op, of: of.amount, by }, Math.floor(of.low / by), Math.ceil(of.high / by))
    }
    case 'dated': {
      const on = folded(planSpan(planner, tree.on).amount)
      if (on.op !== 'constant') return refused(planner, 'a dated value on a day that differs from person to person')
      const value = tree.steps.findLast((step) => step.from <= on.value)?.value
      return value === undefined ? whole(missing, 0, 0) : written(planner, value)
    }
    case 'field':
    case 'cases':
    case 'fold':
    case 'covered':
    case 'gap':
      return refused(planner, strangeIn(tree) ?? tree.op)
    case 'count':
      if (tree.list.op === 'list') return written(planner, tree.list.items.length)
      if (tree.list.op !== 'fact' || tree.list.fact.type === 'records')
        return refused(planner, 'count of a list other than a fact of codes or texts')
      return whole({ op: 'size', column: columnOf(planner, tree.list.fact.id) }, 0, 2 ** 31)
    case 'if': {
      const condition = planner.planTruth(planner, tree.condition, false)
      const [then, otherwise] = inUnits(
        bare(planner, planSpan(planner, tree.then)),
        bare(planner, planSpan(planner, tree.otherwise)),
      )
      const amount: Amount = { op: 'choose', condition, then: then.amount, otherwise: otherwise.amount }
      return proved(planner, { ...wider(then, otherwise), amount })
    }
  }
}

/** The number that stands for a text. */
export function planText(planner: Planner, tree: TextTree): Amount {
  switch (tree.op) {
    case 'fact':
      return { op: 'column', column: columnOf(planner, tree.fact.id) }
    case 'local': {
      const local = planner.locals.get(tree.place)
      if (local?.op === 'text') return constant(idOfText(planner.layout, local.value))
      return refused(planner, 'a name that the caller brings').amount
    }
    case 'field':
    case 'cases':
      return refused(planner, strangeIn(tree) ?? tree.op).amount
    case 'none':
      return missing
    case 'text':
      return constant(idOfText(planner.layout, tree.value))
    case 'if': {
      const condition = planner.planTruth(planner, tree.condition, false)
      return { op: 'choose', condition, then: planText(planner, tree.then), otherwise: planText(planner, tree.otherwise) }
    }
  }
}

/** A number that is one of two. */
function wider(a: Quantity, b: Quantity): Quantity {
  return { ...a, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), written: undefined }
}

function written(planner: Planner, value: number): Quantity {
  return writtenNumber(value) ?? notExact(planner, `${value} has more digits than whole numbers hold`)
}

type Arithmetic = Extract<SpanTree, { readonly left: SpanTree }>

function sum(planner: Planner, op: 'plus' | 'minus', tree: Arithmetic): Quantity {
  const [a, b] = inUnits(bare(planner, planSpan(planner, tree.left)), bare(planner, planSpan(planner, tree.right)))
  const amount: Amount = { op, left: a.amount, right: b.amount }
  const [low, high] = op === 'plus' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low]
  proved(planner, a)
  proved(planner, b)
  return proved(planner, { ...a, amount, low, high, written: undefined })
}

/** A quotient of decimals stays one until it is compared, unless the divisor is written and its quotients are decimals too. */
function quotient(planner: Planner, tree: Arithmetic): Quantity {
  const [top, bottom] = [bare(planner, planSpan(planner, tree.left)), bare(planner, planSpan(planner, tree.right))]
  if (bottom.written !== undefined && bottom.written !== 0) {
    const inverse = writtenNumber(1 / bottom.written)
    if (inverse !== undefined && isInverse(inverse, bottom)) return proved(planner, product(top, inverse))
  }
  const [a, b] = inUnits(top, bottom)
  return { ...proved(planner, a), scale: 0, divisor: { ...proved(planner, b), scale: 0 }, written: undefined }
}

function isInverse(inverse: Quantity, of: Quantity): boolean {
  return inverse.low * of.low === 10 ** (inverse.scale + of.scale)
}

/** What may take part in arithmetic: whole units, not divided. */
function bare(planner: Planner, one: Quantity): Quantity {
  if (one.plain) return notExact(planner, 'arithmetic with a number whose decimals the catalogue does not declare')
  if (one.divisor !== undefined) return notExact(planner, 'arithmetic with a quotient that need not be a decimal')
  return one
}

function proved(planner: Planner, one: Quantity): Quantity {
  return isExact(one) ? one : notExact(planner, 'a number that may be too large: declare min and max in the catalogue')
}

function notExact(planner: Planner, message: string): Quantity {
  refusePlan(planner, 'rules/not-exact', message)
  return whole(missing, 0, 0)
}

function refused(planner: Planner, message: string): Quantity {
  refusePlan(planner, 'rules/not-in-backend', message)
  return whole(missing, 0, 0)
}
