import type { Day } from '../../day.ts'
import type { TruthTree } from '../../tree.ts'
import { layoutOf, type Layout } from '../layout.ts'
import { absent, no, unmeaning, yes, type Mask } from '../masks.ts'
import type { Atom, Plan } from '../plan.ts'
import { planFor } from '../plan-truth.ts'
import type { BackendFault, Planned } from '../refusal.ts'
import { allOf, anyOf, notOf, textOf, type Sql } from './condition.ts'
import { dialects } from './dialect.ts'
import { rangeSql, type Outcomes } from './range-sql.ts'
import { testSql } from './test-sql.ts'
import { hasMark, namedColumns, refuseSql, valueOf, type TableColumn, type Writer } from './writer.ts'

/**
 * A condition in SQL. `where`: rows that are certainly yes. `truth`: true, false, or null where it is unknown or has no meaning.
 * `invalid`: true where it has no meaning. Everything is literal: there is nothing to bind.
 */
export type SqlCondition = { readonly where: string; readonly truth: string; readonly invalid: string }

export type SqlInput = {
  readonly tree: TruthTree
  readonly today: Day
  readonly dialect: keyof typeof dialects
  /** Where a fact stands; unless said, in a column of its name, null being unknown. */
  readonly columnOf?: (fact: string) => TableColumn
}

/** Writes a condition for a table with a row a person; refuses by name what would not be the first engine's answer. */
export function sqlFor({ tree, today, dialect, columnOf = namedColumns(false) }: SqlInput): Planned<SqlCondition> {
  const layout: Layout = layoutOf([tree])
  const plan = planFor(tree, layout, today)
  if (!plan.ok) return plan
  const faults: BackendFault[] = []
  const writer: Writer = { dialect: dialects[dialect], layout, columnOf, faults, today }
  const outcomes = outcomesOf(writer, plan.value)
  const [where, not] = [certain(writer, plan.value, yes), certain(writer, plan.value, no)]
  const truth = `case when ${textOf(where)} then true when ${textOf(not)} then false end`
  const invalid = textOf(allOf([notOf(outcomes.yes), notOf(outcomes.no)]))
  if (truth.length + invalid.length > longest) refuseSql(writer, 'a condition that is very long in SQL: choices within choices')
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: { where: textOf(where), truth, invalid } }
}

/** Characters of SQL: beyond, databases take longer to read a condition than to answer it. */
const longest = 60_000

/** Where a plan is certainly yes, or certainly no; what `and` and `or` are certain of follows from what their parts are. */
function certain(writer: Writer, plan: Plan, wanted: Mask): Sql {
  const of = (one: Plan, mask: Mask): Sql => certain(writer, one, mask)
  switch (plan.op) {
    case 'mask':
      return plan.mask === wanted
    case 'not':
      return of(plan.of, wanted === yes ? no : yes)
    case 'and':
    case 'or': {
      const parts = plan.parts.map((part) => of(part, wanted))
      return (plan.op === 'and') === (wanted === yes) ? allOf(parts) : anyOf(parts)
    }
    case 'flag':
      return `(${valueOf(writer, plan.column)} is ${wanted === yes})`
    case 'absent':
    case 'choose':
    case 'same':
    case 'atom': {
      const found = outcomesOf(writer, plan)
      const [can, cannot] = wanted === yes ? [found.yes, found.no] : [found.no, found.yes]
      return allOf([can, notOf(cannot), notOf(found.invalid), notOf(found.absent)])
    }
  }
}

function outcomesOf(writer: Writer, plan: Plan): Outcomes {
  const of = (one: Plan): Outcomes => outcomesOf(writer, one)
  switch (plan.op) {
    case 'mask':
      return ofMask(plan.mask)
    case 'flag': {
      const value = valueOf(writer, plan.column)
      const [unknown, none] = [hasMark(writer, plan.column, 1), hasMark(writer, plan.column, 2)]
      const within = (mask: Mask): readonly Sql[] => [
        allOf([unknown, (plan.unknown & mask) !== 0]),
        allOf([none, (plan.none & mask) !== 0]),
      ]
      return {
        yes: anyOf([`(${value} is true)`, ...within(yes)]),
        no: anyOf([`(${value} is false)`, ...within(no)]),
        invalid: anyOf([hasMark(writer, plan.column, 3), ...within(unmeaning)]),
        absent: anyOf(within(absent)),
      }
    }
    case 'not': {
      const found = of(plan.of)
      return { ...found, yes: found.no, no: found.yes }
    }
    case 'and':
    case 'or':
      return joinedOutcomes(plan.op, plan.parts.map(of))
    case 'choose': {
      const [condition, then, otherwise] = [of(plan.condition), of(plan.then), of(plan.otherwise)]
      const either = (name: keyof Outcomes): Sql =>
        anyOf([allOf([condition.yes, then[name]]), allOf([condition.no, otherwise[name]])])
      return {
        yes: either('yes'),
        no: either('no'),
        invalid: anyOf([condition.invalid, either('invalid')]),
        absent: either('absent'),
      }
    }
    case 'absent': {
      const found = of(plan.of)
      return { yes: found.absent, no: anyOf([found.yes, found.no]), invalid: found.invalid, absent: false }
    }
    case 'same':
      return sameOutcomes(of(plan.left), of(plan.right))
    case 'atom':
      return atomOutcomes(writer, plan)
  }
}

function ofMask(mask: Mask): Outcomes {
  return { yes: (mask & yes) !== 0, no: (mask & no) !== 0, invalid: (mask & unmeaning) !== 0, absent: (mask & absent) !== 0 }
}

function joinedOutcomes(op: 'and' | 'or', parts: readonly Outcomes[]): Outcomes {
  const [all, any] = op === 'and' ? (['yes', 'no'] as const) : (['no', 'yes'] as const)
  const together = allOf(parts.map((part) => part[all]))
  const alone = anyOf(parts.map((part) => part[any]))
  const invalid = allOf([anyOf(parts.map((part) => part.invalid)), ...parts.map((part) => anyOf([part[all], part.invalid]))])
  return op === 'and'
    ? { yes: together, no: alone, invalid, absent: false }
    : { yes: alone, no: together, invalid, absent: false }
}

function sameOutcomes(a: Outcomes, b: Outcomes): Outcomes {
  const [someA, someB] = [anyOf([a.yes, a.no]), anyOf([b.yes, b.no])]
  return {
    yes: anyOf([allOf([a.yes, b.yes]), allOf([a.no, b.no]), allOf([a.absent, b.absent])]),
    no: anyOf([allOf([a.yes, b.no]), allOf([a.no, b.yes]), allOf([a.absent, someB]), allOf([b.absent, someA])]),
    invalid: anyOf([a.invalid, b.invalid]),
    absent: false,
  }
}

/** Where all facts are exact, the test; otherwise what their marks say, or the ends of what they can be. */
function atomOutcomes(writer: Writer, atom: Atom): Outcomes {
  const { byMarks, columns } = atom
  if (byMarks === undefined) return rangeSql(writer, atom)
  const exact = allOf(columns.map((column) => hasMark(writer, column, 0)))
  const test = testSql(writer, atom.test)
  const marked = byMarks.flatMap((mask, pattern) =>
    pattern === 0 || mask === 0
      ? []
      : [{ mask, where: allOf(columns.map((column, at) => hasMark(writer, column, (pattern >> (2 * at)) & 3))) }],
  )
  const within = (wanted: Mask): readonly Sql[] => marked.flatMap(({ mask, where }) => ((mask & wanted) === 0 ? [] : [where]))
  return {
    yes: anyOf([testWhere(exact, test), ...within(yes)]),
    no: anyOf([testWhere(exact, notOf(test)), ...within(no)]),
    invalid: anyOf(within(unmeaning)),
    absent: false,
  }
}

/** Never null: the test counts only where every fact is exact. */
function testWhere(exact: Sql, test: Sql): Sql {
  if (typeof test === 'boolean' || typeof exact === 'boolean') return allOf([exact, test])
  return `(case when ${exact} then ${test} else false end)`
}
