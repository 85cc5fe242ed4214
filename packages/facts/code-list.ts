import type { Words } from '@convive/kernel'

/** One code of a list, with what a person reads. */
export type CodeEntry = {
  readonly code: string
  readonly label: Words
  /** The code of the standard that it maps to, where that differs. */
  readonly standard?: string
  /** The wider code it belongs to: the department of a town. */
  readonly within?: string
  /** Changes whenever the words change, where somebody's answer is kept together with the words they read. */
  readonly version?: string
}

/** A vocabulary: countries, languages, kinds of documents. The order is the order shown. */
export type CodeList = { readonly id: string; readonly codes: readonly CodeEntry[] }

export type CodeLists = ReadonlyMap<string, CodeList>
