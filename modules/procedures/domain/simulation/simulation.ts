import type { Catalogue, CodeLists } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import type { SimulatedResult } from '@convive/rules'

/** What is to be changed: conditions by id (`null`: dropped), both ends of the window anew, amounts in the smallest unit. */
export type LawChange = {
  readonly conditions?: Readonly<Record<string, string | null>> | undefined
  readonly window?: { readonly opens?: CalendarDate; readonly closes?: CalendarDate } | undefined
  readonly fees?: Readonly<Record<string, number>> | undefined
}

/** What is taken for granted of people of whom nobody counted a fact. */
export type Assumption =
  /** Of a hundred, how many say yes. */
  | { readonly kind: 'yes'; readonly percent: number }
  | { readonly kind: 'days'; readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly kind: 'numbers'; readonly least: number; readonly most: number }
  /** The same of everybody: the answer, or the only one of several. */
  | { readonly kind: 'same'; readonly code: string }

/** So many people of a sex, an age group and a nationality, as they were published. */
export type CountedCell = {
  readonly sex: string
  readonly ageGroup: string
  readonly nationality: string
  readonly count: number
}

/** The law as its file has it, the change, and whom it is tried on. Plain data, so that it can be kept and handed to a thread. */
export type SimulationAsked = {
  readonly id: string
  readonly file: string
  readonly text: string
  readonly change: LawChange
  readonly today: CalendarDate
  readonly country: string
  readonly cells: readonly CountedCell[]
  readonly assumptions: Readonly<Record<string, Assumption>>
  /** How many live together, on average. */
  readonly householdSize: number
  /** Minutes that one application takes an office. */
  readonly minutes: number
}

export type SimulationWords = { readonly catalogue: Catalogue; readonly lists: CodeLists }

/** What is wrong with a change, and where in the text of a condition; `in` is empty for the whole. */
export type SimulationFault = {
  readonly in: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Whom a change can touch at all: a law that only asks less takes nothing from anybody. */
export type Direction = 'same' | 'wider' | 'narrower' | 'either'

/** Everybody made up stands for `each` people. */
export type SimulationFound =
  | {
      readonly ok: true
      readonly direction: Direction
      readonly people: number
      readonly each: number
      readonly result: SimulatedResult
    }
  | { readonly ok: false; readonly faults: readonly SimulationFault[] }
