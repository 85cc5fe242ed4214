import { firstDay, lastDay } from '../../day.ts'
import { isSpanTree, type SpanTree, type TruthTree } from '../../tree.ts'
import { columnOfFact } from '../layout.ts'
import { marks } from '../pack.ts'
import type { Atom } from '../plan.ts'
import { allOf, anyOf, notOf, textOf, type Sql } from './condition.ts'
import { shifted, monthsApart } from './dialect.ts'
import { hasMark, refuseSql, valueOf, type Writer } from './writer.ts'

/** What an atom can come to, as conditions. */
export type Outcomes = { readonly yes: Sql; readonly no: Sql; readonly invalid: Sql; readonly absent: Sql }

/** The ends of what a span can be, whether it has a value, and whether it can be none (of a fact that is asked). */
type Range = { readonly low: string; readonly high: string; readonly some: Sql; readonly none: Sql }

/** A comparison of days where some are known and some are not: the ends of what each side can be are compared. */
export function rangeSql(writer: Writer, { tree }: Atom): Outcomes {
  if (tree.op !== 'order' && tree.op !== 'same') return refused(writer, `${tree.op} of several facts`)
  const { left, right } = tree
  if (!isSpanTree(left) || !isSpanTree(right)) return refused(writer, 'a comparison of several facts that are no days')
  const asked = tree.op === 'same'
  const [a, b] = [rangeOf(writer, left, asked), rangeOf(writer, right, asked)]
  const meaning = allOf([a.some, b.some])
  if (tree.op === 'order') return orderOutcomes(tree, a, b)
  const overlap = `(${a.low} <= ${b.high} and ${b.low} <= ${a.high})`
  const differ = `not (${a.low} = ${a.high} and ${b.low} = ${b.high} and ${a.low} = ${b.low})`
  return {
    yes: anyOf([guarded(meaning, overlap), allOf([a.none, b.none])]),
    no: anyOf([guarded(meaning, differ), allOf([a.none, b.some]), allOf([b.none, a.some])]),
    invalid: anyOf([allOf([notOf(a.some), notOf(a.none)]), allOf([notOf(b.some), notOf(b.none)])]),
    absent: false,
  }
}

function orderOutcomes(tree: Extract<TruthTree, { readonly op: 'order' }>, a: Range, b: Range): Outcomes {
  const meaning = allOf([a.some, b.some])
  const strict = tree.sign === '<'
  return {
    yes: guarded(meaning, `${a.low} ${strict ? '<' : '<='} ${b.high}`),
    no: guarded(meaning, `${a.high} ${strict ? '>=' : '>'} ${b.low}`),
    invalid: notOf(meaning),
    absent: false,
  }
}

/** Never null: the comparison counts only where there is something to compare. */
function guarded(meaning: Sql, comparison: string): Sql {
  return meaning === false ? false : `(case when ${textOf(meaning)} then ${comparison} else false end)`
}

function refused(writer: Writer, message: string): Outcomes {
  refuseSql(writer, message)
  return { yes: false, no: false, invalid: false, absent: false }
}

/** Days since 1970, lengths and numbers, all as numbers. */
function rangeOf(writer: Writer, tree: SpanTree, asked: boolean): Range {
  const of = (one: SpanTree): Range => rangeOf(writer, one, false)
  const { dialect } = writer
  switch (tree.op) {
    case 'fact': {
      const place = columnOfFact(writer.layout, tree.fact.id)
      const column = writer.layout.columns[place]
      if (column?.kind !== 'date') return strange(writer, 'a comparison of several facts of which one is no day')
      const [exact, unknown] = [hasMark(writer, place, marks.value), hasMark(writer, place, marks.unknown)]
      const days = `(${valueOf(writer, place)} - date '1970-01-01')`
      const end = (otherwise: number): string => `coalesce(${days}, ${otherwise})`
      const isNone = hasMark(writer, place, marks.none)
      const nullable = tree.fact.none !== false
      return {
        low: end(firstDay),
        high: end(lastDay),
        some: anyOf([exact, unknown]),
        none: asked ? (nullable ? anyOf([isNone, unknown]) : isNone) : false,
      }
    }
    case 'constant':
      return Number.isInteger(tree.value) ? exactly(tree.value) : strange(writer, 'a comparison of several facts with decimals')
    case 'plus':
    case 'minus': {
      const [a, b] = [of(tree.left), of(tree.right)]
      const [low, high] =
        tree.op === 'plus' ? [`${a.low} + ${b.low}`, `${a.high} + ${b.high}`] : [`${a.low} - ${b.high}`, `${a.high} - ${b.low}`]
      return { low: `(${low})`, high: `(${high})`, some: allOf([a.some, b.some]), none: false }
    }
    case 'over': {
      if (tree.right.op !== 'constant' || tree.right.value !== 1) return strange(writer, 'a division of days')
      return of(tree.left)
    }
    case 'shift': {
      const { rounding } = tree
      if (rounding === 'error') return strange(writer, 'a step by months that may have no such day')
      const [date, months] = [of(tree.date), of(tree.months)]
      const step = (day: string, by: string): string =>
        `(${shifted(dialect, asDate(day), `cast(${by} as integer)`, rounding)} - date '1970-01-01')`
      return {
        low: step(date.low, months.low),
        high: step(date.high, months.high),
        some: allOf([date.some, months.some]),
        none: false,
      }
    }
    case 'months-between': {
      const { rounding } = tree
      if (rounding === 'error' || !isPlain(tree.from) || !isPlain(tree.to))
        return strange(writer, 'months between days that may not exist')
      const [from, to] = [of(tree.from), of(tree.to)]
      return {
        low: monthsApart(dialect, asDate(from.high), asDate(to.low), rounding),
        high: monthsApart(dialect, asDate(from.low), asDate(to.high), rounding),
        some: allOf([from.some, to.some]),
        none: false,
      }
    }
    case 'part': {
      const inside = of(tree.of)
      if (tree.which === 'days') return inside
      if (tree.which === 'years') return { ...inside, low: `trunc(${inside.low} / 12.0)`, high: `trunc(${inside.high} / 12.0)` }
      if (tree.which === 'year') return strange(writer, 'the year of a day among several facts')
      const rest = (end: string): string => `(${end} - 12 * trunc(${end} / 12.0))`
      const ends = (otherwise: number, end: string): string =>
        `(case when ${inside.low} = ${inside.high} then ${rest(end)} else ${otherwise} end)`
      return { ...inside, low: ends(-11, inside.low), high: ends(11, inside.high) }
    }
    case 'today':
    case 'field':
    case 'local':
    case 'none':
    case 'cases':
    case 'if':
    case 'times':
    case 'count':
    case 'least':
    case 'greatest':
    case 'abs':
    case 'floor':
    case 'ceiling':
    case 'fold':
    case 'covered':
    case 'gap':
    case 'dated':
      return tree.op === 'today' ? exactly(writer.today) : strange(writer, `${tree.op} among several facts`)
  }
}

function isPlain(tree: SpanTree): boolean {
  return tree.op === 'fact' || tree.op === 'constant' || tree.op === 'today'
}

function exactly(value: number): Range {
  return { low: `(${value})`, high: `(${value})`, some: true, none: false }
}

function strange(writer: Writer, message: string): Range {
  refuseSql(writer, message)
  return exactly(0)
}

function asDate(days: string): string {
  return `(date '1970-01-01' + cast(${days} as integer))`
}
