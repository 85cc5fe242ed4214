import type { Words } from '@convive/kernel'

/**
 * What is known of a fact. `unknown` (nobody has said) and `declined` (preferred not to say) are states of their own,
 * never null and never "no". `none` is known absence ("has no document").
 */
export type FactState<T = FactValue> =
  /** `open`, of a list: at least these, there may be more. */
  | { readonly state: 'value'; readonly value: T; readonly open?: boolean }
  | { readonly state: 'none' }
  | { readonly state: 'unknown' }
  | { readonly state: 'declined' }

/** Plain JSON. Dates are partial dates in EDTF text, months and days may be missing. */
export type FactValue = string | number | boolean | readonly string[]

/** One of several things of a kind, such as an absence or a member of the household: each part has a state of its own. */
export type FactRecord = Readonly<Record<string, FactState>>

/** What is known of a `records` fact. `open`: at least these, there may be more. */
export type RecordsState =
  | { readonly state: 'value'; readonly items: readonly FactRecord[]; readonly open?: boolean }
  | { readonly state: 'none' | 'unknown' | 'declined' }

export type FactType = 'text' | 'number' | 'boolean' | 'date' | 'code' | 'codes' | 'records'

/** Who may read it: 1 ordinary, 2 sensitive, 3 restricted (only for the purpose of protection, never in lists). */
export type FactClass = 1 | 2 | 3

/** One entry of the catalogue: declared once, used by registration, rules, matching and statistics. */
export type FactDefinition = {
  readonly id: string
  readonly type: FactType
  /** Answers of a `code` or `codes` fact, in the order shown. */
  readonly values?: readonly { readonly code: string; readonly label: Words }[]
  /** Answers that stand in sight however long the list is. */
  readonly in_sight?: readonly string[]
  /** The code list that the answers come from. A `codes` fact without one is a list of texts, such as surnames. */
  readonly list?: string
  /** The parts of each of the `records`. */
  readonly fields?: readonly FactDefinition[]
  /** Known absence is an answer: "has no document". Said to be false, the fact has a value for everybody, known or not. */
  readonly none?: boolean
  /** A day that may still lie ahead, such as the last day of a paper. */
  readonly future?: boolean
  /** What is so in every life, as FEEL: nobody enters before they are born. */
  readonly always?: readonly string[]
  /** A yes-or-no fact: this one is asked only of somebody whose answer to that is yes. */
  readonly follows?: string
  /** The same for all who live together: asked once for all of them. */
  readonly household?: boolean
  /** Written down by the office in a form of its own; never asked as it stands. */
  readonly recorded?: boolean
  readonly unit?: string
  /** A rule and its exceptions, each with when it holds: of those that hold, those of the highest rank give the value. */
  readonly cases?: readonly FactCase[]
  /** A value that changes with the day, such as a minimum wage: from each of these days on. */
  readonly dated?: readonly { readonly from: string; readonly value: number }[]
  /** A FEEL expression that computes it from other facts and `today`; such a fact is never asked. */
  readonly derive?: string
  readonly label: Words
  readonly ask?: Words
  readonly why?: Words
  readonly hint?: Words
  /** How hard the question is to answer, 1 (known by heart) to 5 (a paper must be found). */
  readonly cost: number
  readonly class: FactClass
  readonly min?: number | string
  readonly max?: number | string
  /** Of a number: how many decimals it has, 0 for a whole number. Engines that count in whole units need it. */
  readonly decimals?: number
  readonly standard?: string
}

/** One rule for a derived fact; without `when` it always holds. An exception has a higher rank than the rule it is one to. */
export type FactCase = { readonly is: string; readonly when?: string; readonly rank: number; readonly cite?: string }

export type Catalogue = ReadonlyMap<string, FactDefinition>

export type Assurance = 'claimed' | 'evidenced' | 'verified'

/** Where a value comes from: who said it, when, with what paper in hand. */
export type Provenance = {
  readonly assurance: Assurance
  readonly by: string
  readonly on: string
  readonly source?: string
}

/** A fact as a person's document holds it. */
export type StoredFact = FactState & { readonly from: Provenance }

export type FactDocument = Readonly<Record<string, StoredFact>>
