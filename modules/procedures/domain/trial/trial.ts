import type { CalendarDate, Words } from '@convive/kernel'
import type { AnswerKind } from '../answer-procedure.ts'
import type { GivenAnswer } from '../ask-fact.ts'

/** What a changed file of a procedure would do. Nothing of it is kept. */
export type Trial = {
  /** What is wrong with it, each drawn with its line; with any, nothing else is known. */
  readonly faults: readonly Told[]
  /** How many more there are. */
  readonly moreFaults: number
  readonly cases?: { readonly count: number; readonly otherwise: readonly Told[] } | undefined
  /** The worked cases of both versions, and those of them that get another answer. */
  readonly answers?: { readonly compared: number; readonly changed: readonly ChangedCase[] } | undefined
  /** Conditions made wrong on purpose: how many the cases notice, and those that they do not. Tried when every case comes out as written. */
  readonly mistakes?:
    | { readonly tried: number; readonly noticed: number; readonly isEnough: boolean; readonly survived: readonly Told[] }
    | undefined
  /** It took too long or too much memory, and was stopped: what is missing is not known. */
  readonly stopped: boolean
}

/** Something about a place in the file, for its author: English. */
export type Told = {
  /** `63:11`, line and column. */
  readonly place: string
  readonly message: string
  /** The line itself with a mark under the word, where there is one. */
  readonly lines: string
}

/** Somebody who gets another answer under the changed file. */
export type ChangedCase = {
  /** As its author called it, in English. */
  readonly name: string
  readonly today: CalendarDate
  readonly facts: readonly GivenAnswer[]
  readonly before: AnswerInShort
  readonly after: AnswerInShort
}

export type AnswerInShort = {
  readonly kind: AnswerKind
  readonly from?: CalendarDate | undefined
  readonly failed: readonly Words[]
  readonly bring: readonly Words[]
  readonly free?: 'yes' | 'no' | 'unknown' | undefined
}
