import type { FactState, RecordsState } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { dayOf } from './day.ts'
import type { Sign } from './relation.ts'
import { point, type Possible, type Span } from './possible.ts'

/** What an expression is evaluated on: the day, and the facts by id. A fact that is missing is unknown. */
export type FactView = {
  readonly today: CalendarDate
  readonly facts: Readonly<Record<string, FactState>>
  /** What is known of facts that are several records; one that is missing is unknown. */
  readonly records?: Readonly<Record<string, RecordsState>>
  /** The day on which the facts were told, where another day is asked about. */
  readonly told?: CalendarDate
}

/** The same, read once into what each fact can be; searches put other cells in their place. */
export type Environment = {
  readonly today: Possible<Span>
  /** The day on which the facts were told. */
  readonly told: Possible<Span>
  readonly cells: ReadonlyMap<string, Possible>
  /** How facts stand to each other, where a search supposes it. */
  readonly signs: ReadonlyMap<string, Sign>
  /** Values of local names, by place. Written by quantifiers while they run. */
  readonly places: Possible[]
}

export function environmentOf(view: Pick<FactView, 'today' | 'told'>, cells: ReadonlyMap<string, Possible>): Environment {
  const today = point(dayOf(view.today))
  return { today, told: view.told === undefined ? today : point(dayOf(view.told)), cells, signs: noSigns, places: [] }
}

const noSigns: ReadonlyMap<string, Sign> = new Map()
