import { bottomDay, dayFrom, daysOf, topDay } from './calendar.ts'
import { measurer, type Cell, type Cells } from './evaluate.ts'
import { factsNamed, partsOf, type Comparison, type Known, type OracleFact, type Question, type Rule, type Term } from './rule.ts'
import { direction, NotCovered, solver, stepsByMonths } from './turning-points.ts'

/** Half the least distance that matters between two numbers: constants of generated rules are multiples of a quarter. */
const epsilon = 1 / 1024
const lowest = -(2 ** 20)

type Atom = { readonly left: Term; readonly right: Term }
/** A day or a number that is open; `bounded` where a month or a year is known. `isListed`: every value stands in it already. */
type Span = {
  readonly id: string
  readonly unit: number
  readonly first: number
  readonly last: number
  readonly bounded: boolean
  isListed: boolean
  values: Set<number>
}

/** Days known to the month or the year: each of them, or only those that the rule can tell apart. */
export type Listing = 'whole' | 'turning-points'

/**
 * For each fact the values that it can have. Finite domains are listed whole. Days and numbers that are wholly open are
 * listed as far as the rule can tell them apart: whatever truth values its comparisons can have together, they have in the
 * least solution of those lower bounds, and there every fact lies at its lowest value or is held up by a chain of comparisons
 * from a constant (Knaster and Tarski; the small-model argument of difference logic). All such chains are followed.
 */
export function domainsOf(question: Question, today: number, listing: Listing): readonly (readonly Cell[])[] {
  const names = Object.keys(question.facts)
  const texts = textsIn(question)
  const open = names.filter((id) => isOpen(question.known[id]))
  const spans = spansOf(question, listing)
  widen(spans, { question, names, today })
  return names.map((id) => {
    const fact = question.facts[id]
    const known = question.known[id]
    if (fact === undefined) throw new Error(`no fact is called ${id}`)
    const span = spans.get(id)
    if (span !== undefined) return withNull(fact, span.bounded, [...span.values])
    return open.includes(id) ? withNull(fact, false, everything(fact, texts)) : [cellOf(fact, known)]
  })
}

function isOpen(known: Known | undefined): boolean {
  return known === undefined || (typeof known === 'object' && 'state' in known && known.state !== 'null')
}

function withNull(fact: OracleFact, bounded: boolean, values: readonly Cell[]): readonly Cell[] {
  return fact.nullable === true && !bounded ? [...values, null] : values
}

function cellOf(fact: OracleFact, known: Known | undefined): Cell {
  if (known === undefined || (typeof known === 'object' && 'state' in known)) return null
  return fact.type === 'date' && typeof known === 'string' ? dayFrom(known) : known
}

function everything(fact: OracleFact, texts: readonly string[]): readonly Cell[] {
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'code':
      return fact.codes ?? []
    case 'codes':
      return subsets(fact.codes ?? [])
    case 'text':
      return texts
    case 'date':
    case 'number':
      return []
  }
}

function subsets(codes: readonly string[]): readonly (readonly string[])[] {
  return codes.reduce<readonly (readonly string[])[]>((all, code) => [...all, ...all.map((one) => [...one, code])], [[]])
}

/** Every text that the question names, and as many that it does not name as there are texts not known. */
function textsIn({ rule, facts, known }: Question): readonly string[] {
  const open = Object.entries(facts).filter(([id, fact]) => fact.type === 'text' && isOpen(known[id]))
  const said = Object.values(known).flatMap((one) => (typeof one === 'string' ? [one] : []))
  const codes = Object.values(facts).flatMap((fact) => fact.codes ?? [])
  return [...new Set([...writtenIn(rule), ...said, ...codes]), ...open.map(([id]) => `other than all (${id})`)]
}

function writtenIn(one: Rule | Term): readonly string[] {
  const own = one.op === 'text' ? [one.value] : one.op === 'in' ? one.options : one.op === 'list' ? one.value : []
  return [...own, ...partsOf(one).flatMap(writtenIn)]
}

/** Days and numbers that are not known, or not to the day. */
function spansOf({ facts, known }: Question, listing: Listing): Map<string, Span> {
  const found = new Map<string, Span>()
  for (const [id, fact] of Object.entries(facts)) {
    const one = known[id]
    if ((fact.type === 'date' || fact.type === 'number') && isOpen(one)) {
      const first = fact.type === 'date' ? bottomDay : lowest
      const unit = fact.type === 'date' ? 1 : epsilon
      const last = fact.type === 'date' ? topDay : 0 - lowest
      found.set(id, { id, unit, first, last, bounded: false, isListed: false, values: new Set([first]) })
    }
    if (fact.type !== 'date' || typeof one !== 'string') continue
    const days = daysOf(one)
    const [first = 0, last = 0] = [days[0], days.at(-1)]
    if (days.length > 1) found.set(id, { id, unit: 1, first, last, bounded: true, isListed: false, values: new Set([first]) })
    const span = found.get(id)
    if (span !== undefined && listing === 'whole') listWhole(span)
  }
  return found
}

function listWhole(span: Span): void {
  span.isListed = true
  for (let day = span.first; day <= span.last; day += 1) span.values.add(day)
}

type Where = { readonly question: Question; readonly names: readonly string[]; readonly today: number }

/** Adds what the comparisons make of constants, then of one another, once for each fact that is wholly open. */
function widen(spans: ReadonlyMap<string, Span>, where: Where): void {
  const atoms = atomsIn(where.question.rule)
  for (const atom of atoms) checkPair(atom, openIn(atom, spans), spans)
  const free = [...spans.values()].filter((span) => !span.isListed)
  if (free.length === 0) return
  const steps = atoms.flatMap((atom) => stepsOf(atom, spans, where))
  for (let round = 0; round < free.length; round += 1) {
    const before = new Map([...spans.values()].map((span) => [span.id, [...span.values]]))
    for (const step of steps) step(before)
  }
}

type Step = (before: ReadonlyMap<string, readonly number[]>) => void

function openIn(atom: Atom, spans: ReadonlyMap<string, Span>): readonly string[] {
  return [...factsNamed(atom.left), ...factsNamed(atom.right)].filter((id) => spans.has(id))
}

function stepsOf(atom: Atom, spans: ReadonlyMap<string, Span>, where: Where): readonly Step[] {
  const named = openIn(atom, spans)
  return named.flatMap((id) => {
    const span = spans.get(id)
    const other = named.find((one) => one !== id)
    return span === undefined || span.isListed ? [] : [stepTo(span, other, { atom, where })]
  })
}

/**
 * Lower bounds of one fact from another have a least solution only where they grow together, and chains of them end only if
 * they go by days. Elsewhere the days of one of the two are listed whole, which makes constants of them.
 */
function checkPair(atom: Atom, named: readonly string[], spans: ReadonlyMap<string, Span>): void {
  if (new Set(named).size !== named.length) throw new NotCovered('a fact stands twice in one comparison')
  if (named.length > 2) throw new NotCovered('a comparison of more than two open facts')
  const [a, b] = named.map((id) => spans.get(id))
  if (a === undefined || b === undefined || a.isListed || b.isListed) return
  const way = (id: string): number => direction(atom.left, id) - direction(atom.right, id)
  const together = way(a.id) + way(b.id) === 0 && way(a.id) !== 0
  if (together && !stepsByMonths(atom.left) && !stepsByMonths(atom.right)) return
  const short = [a, b].filter((one) => one.bounded).toSorted((one, other) => one.last - one.first - other.last + other.first)[0]
  if (short === undefined) throw new NotCovered('two open facts that do not grow together, or by months')
  listWhole(short)
}

function stepTo(span: Span, other: string | undefined, { atom, where }: { readonly atom: Atom; readonly where: Where }): Step {
  const isLeft = factsNamed(atom.left).includes(span.id)
  const [own, given] = isLeft ? [atom.left, atom.right] : [atom.right, atom.left]
  const solve = solver(own, span.id, where.names)
  const targets = targetsOf(given, where)
  const cells: Cells = [where.today, ...where.names.map((id) => fixedCell(where.question, id))]
  return (before) => {
    for (const one of other === undefined ? [undefined] : (before.get(other) ?? [])) {
      if (other !== undefined && one !== undefined) cells[where.names.indexOf(other) + 1] = one
      for (const target of targets(cells)) {
        for (const turn of solve(cells, target)) {
          for (const value of span.unit === 1 ? [Math.ceil(turn), Math.floor(turn) + 1] : [turn, turn + epsilon])
            if (value >= span.first && value <= span.last) span.values.add(value)
        }
      }
    }
  }
}

function fixedCell({ facts, known }: Question, id: string): Cell {
  const fact = facts[id]
  const one = known[id]
  if (fact === undefined || isOpen(one)) return null
  return typeof one === 'string' && fact.type === 'date' && one.length < 10 ? null : cellOf(fact, one)
}

/** What the other side can come to: one number, or every size of a list. */
function targetsOf(term: Term, { question, names }: Where): (cells: Cells) => readonly number[] {
  if (term.op === 'count') {
    const sizes = Object.values(question.facts).map((fact) => fact.codes?.length ?? 0)
    return () => Array.from({ length: Math.max(0, ...sizes) + 1 }, (_, size) => size)
  }
  const measure = measurer(term, names)
  return (cells) => {
    const one = measure(cells)
    return one === undefined ? [] : [one]
  }
}

function atomsIn(one: Rule | Term): readonly Atom[] {
  const inner = partsOf(one).flatMap(atomsIn)
  if (one.op === 'between') return [{ left: one.value, right: one.from }, { left: one.value, right: one.to }, ...inner]
  return isComparison(one) ? [one, ...inner] : inner
}

function isComparison(one: Rule | Term): one is Rule & { readonly op: Comparison } {
  return ['<', '<=', '>', '>=', '=', '!='].includes(one.op)
}
