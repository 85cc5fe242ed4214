import type { FactState } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { dayOf } from './day.ts'
import { point, type Possible, type Span } from './possible.ts'

/** What an expression is evaluated on: the day, and the facts by id. A fact that is missing is unknown. */
export type FactView = { readonly today: CalendarDate; readonly facts: Readonly<Record<string, FactState>> }

/** The same, read once into what each fact can be; searches put other cells in their place. */
export type Environment = {
  readonly today: Possible<Span>
  readonly cells: ReadonlyMap<string, Possible>
  /** Values of local names, by place. Written by quantifiers while they run. */
  readonly places: Possible[]
}

export function environmentOf(today: CalendarDate, cells: ReadonlyMap<string, Possible>): Environment {
  return { today: point(dayOf(today)), cells, places: [] }
}
