import type { Catalogue, FactDefinition, FactState, FactValue } from '@convive/facts'
import { calendarDate, type CalendarDate } from '@convive/kernel'
import { emptyColumns, setRow, type Columns } from '../backends/columns.ts'
import { layoutOfFacts, type Column, type Layout } from '../backends/layout.ts'
import { marks, packRow, type Row } from '../backends/pack.ts'
import { dateOf, dayOf } from '../day.ts'
import type { FactView } from '../environment.ts'
import { subjectOf } from '../judge.ts'
import type { Ruleset } from '../ruleset.ts'

/** Somebody who is counted: what is known of them, which category of each dimension they are in, and with whom they live. */
export type PopulationMember = Pick<FactView, 'facts' | 'records'> & {
  readonly in: Readonly<Record<string, string>>
  readonly household?: string | number
}

/** People as columns in shared memory. */
export type Population = {
  readonly today: CalendarDate
  readonly count: number
  /** Ids of the facts that it says something about. */
  readonly facts: ReadonlySet<string>
  readonly layout: Layout
  readonly columns: Columns
  /** Those whom columns do not hold exactly, by their place: dates known in part or at the ends of the calendar, invalid values. */
  readonly whole: ReadonlyMap<number, FactView>
  /** Where somebody preferred not to say, by the place of the column: to columns the same as unknown, not to the search of `decide`. */
  readonly declined: ReadonlyMap<number, Uint8Array>
  /** What is known of facts that are several records. */
  readonly records: ReadonlyMap<number, Records>
  readonly dimensions: readonly PopulationDimension[]
  /** The household of each, from 0, and how many there are; without, nobody said who lives together. */
  readonly households?: { readonly of: Uint32Array; readonly count: number }
}

type Records = NonNullable<FactView['records']>

/** A way of dividing the population: the category of each, as a place in `values`. */
export type PopulationDimension = { readonly id: string; readonly values: readonly string[]; readonly of: Uint16Array }

/** A place for everybody, filled one person after another. */
export type PopulationBuilder = {
  /** Takes the next person; more than `count` are not taken. */
  add(person: PopulationMember): void
  /** Those that were added. */
  finish(): Population
}

const mostValues = 65_536

/** The facts that decide these rulesets: those they read, and those that the catalogue ties to them. */
export function factsReadBy(rulesets: Iterable<Ruleset>, catalogue: Catalogue): readonly FactDefinition[] {
  const ids = new Set([...rulesets].flatMap((ruleset) => [...subjectOf(ruleset).read.keys()]))
  return [...ids].flatMap((id) => catalogue.get(id) ?? [])
}

/** Makes columns for `count` people; `facts` are all that conditions may read later, in whatever change. */
export function buildPopulation(input: {
  readonly count: number
  readonly today: CalendarDate
  readonly facts: Iterable<FactDefinition>
  readonly dimensions: readonly string[]
}): PopulationBuilder {
  const { count, today } = input
  const facts = [...input.facts]
  const layout = layoutOfFacts(facts)
  const columns = emptyColumns(layout, count, true)
  const whole = new Map<number, FactView>()
  const records = new Map<number, Records>()
  const declined = new Map<number, Uint8Array>()
  const dimensions = input.dimensions.map((id) => ({ id, of: new Uint16Array(count), places: new Map<string, number>() }))
  const households = new Uint32Array(count)
  const numbers = new Map<string | number, number>()
  let [added, alone] = [0, 0]
  return {
    add(person) {
      if (added >= count) throw new RangeError(`a population of ${count} takes nobody more`)
      const view = viewOf(person, today)
      const packed = packRow(layout, view)
      if (packed.ok) setRow(columns, added, packed.row)
      const isOdd = !packed.ok || packed.row.slice(layout.columns.length).includes(marks.invalid) || isFar(layout, packed.row)
      if (isOdd) whole.set(added, view)
      for (const [place, { id }] of layout.columns.entries()) {
        if (person.facts[id]?.state !== 'declined') continue
        const of = declined.get(place) ?? new Uint8Array(count)
        declined.set(place, of)
        of[added] = 1
      }
      if (person.records !== undefined) records.set(added, person.records)
      for (const { id, of, places } of dimensions) {
        const value = person.in[id] ?? 'unknown'
        const place = places.get(value) ?? places.size
        if (place >= mostValues) throw new RangeError(`${id} has too many values to divide by`)
        places.set(value, place)
        of[added] = place
      }
      const house = person.household
      if (house === undefined) alone += 1
      else {
        const number = numbers.get(house) ?? numbers.size
        numbers.set(house, number)
        households[added] = number
      }
      added += 1
    },
    finish: () => ({
      today,
      count: added,
      facts: new Set(facts.map(({ id }) => id)),
      layout: asTold(layout, columns, added),
      columns: { ...columns, count: added },
      whole,
      declined,
      records,
      dimensions: dimensions.map(({ id, of, places }) => ({ id, of, values: [...places.keys()] })),
      ...(alone > 0 || added === 0 ? {} : { households: { of: households, count: numbers.size } }),
    }),
  }
}

/** Numbers reach no farther than those that were told: what is then computed with them stays exact without bounds in the catalogue. */
function asTold(layout: Layout, { values, marks: ofMarks }: Columns, count: number): Layout {
  return {
    ...layout,
    columns: layout.columns.map((column, place): Column => {
      if (column.kind !== 'number' || column.decimals === undefined) return column
      let [low, high] = [0, 0]
      for (let at = 0; at < count; at += 1) {
        if (ofMarks[place]?.[at] !== marks.value) continue
        const value = values[place]?.[at] ?? 0
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
      return { ...column, low, high }
    }),
  }
}

function viewOf({ facts, records }: PopulationMember, today: CalendarDate): FactView {
  return records === undefined ? { today, facts } : { today, facts, records }
}

/** Steps of years from a day far from both ends of the calendar stay in it. */
const near = { from: dayOf(calendarDate('1000-01-01')), to: dayOf(calendarDate('8999-12-31')) }

function isFar(layout: Layout, row: Row): boolean {
  return layout.columns.some(({ kind }, place) => {
    const value = row[place] ?? Number.NaN
    return kind === 'date' && (value < near.from || value > near.to)
  })
}

/** What is known of the person at a place, as the first engine takes it. */
export function viewAt(population: Population, at: number): FactView {
  const { today, layout, columns, whole, declined, records } = population
  const found = whole.get(at)
  if (found !== undefined) return found
  const facts = layout.columns.map((column, place): readonly [string, FactState] => [
    column.id,
    declined.get(place)?.[at] === 1
      ? { state: 'declined' }
      : stateOf(layout, column, {
          value: columns.values[place]?.[at] ?? Number.NaN,
          mark: columns.marks[place]?.[at] ?? marks.invalid,
        }),
  ])
  const own = records.get(at)
  return { today, facts: Object.fromEntries(facts), ...(own === undefined ? {} : { records: own }) }
}

function stateOf(layout: Layout, column: Column, { value, mark }: { readonly value: number; readonly mark: number }): FactState {
  if (mark === marks.unknown) return { state: 'unknown' }
  return mark === marks.none ? { state: 'none' } : { state: 'value', value: valueOf(layout, column, value) }
}

function valueOf(layout: Layout, column: Column, value: number): FactValue {
  switch (column.kind) {
    case 'boolean':
      return value === 1
    case 'text':
      return layout.texts[value] ?? ''
    case 'date':
      return dateOf(value) ?? ''
    case 'number':
      return column.decimals === undefined ? value : value / 10 ** column.decimals
    case 'bits':
      return (column.of.domain ?? []).filter((_, bit) => (value & (1 << bit)) !== 0)
    case 'set':
      return (layout.sets[value] ?? []).map((id) => layout.texts[id] ?? '')
  }
}
