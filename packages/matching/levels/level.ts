/**
 * What two records have to have in common. `of` is a column of the one, `as` of the other (the same, where it is left out). Columns hold folded
 * texts, so that every measure counts letters in SQL as here; a test on something missing does not hold.
 */
export type Test =
  | { readonly is: 'same'; readonly of: string; readonly as?: string }
  /** Jaro–Winkler similarity (Winkler 1990), prefix weight 0.1 over four letters from a Jaro of 0.7 on. */
  | { readonly is: 'alike'; readonly of: string; readonly as?: string; readonly least: number }
  /** Damerau–Levenshtein distance: letters put in, left out, exchanged, or two neighbours swapped. */
  | { readonly is: 'edited'; readonly of: string; readonly as?: string; readonly most: number }
  /** Texts of one length that differ in so many places at most (Hamming). */
  | { readonly is: 'differs'; readonly of: string; readonly most: number }
  /** Numbers that differ by so much at most. */
  | { readonly is: 'close'; readonly of: string; readonly most: number }
  /** Lists of words of which so large a part of the shorter one is in both. */
  | { readonly is: 'shares'; readonly of: string; readonly least: number }
  /** One begins with the other, which has so many letters at least. */
  | { readonly is: 'begins'; readonly of: string; readonly letters: number }
  /** Lists with so many words in common, or with all words of the shorter one; where `near` is given, words of so many letters also one edit apart. */
  | { readonly is: 'common'; readonly of: string; readonly as?: string; readonly words: number | 'all'; readonly near?: number }
  | { readonly is: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly is: 'not'; readonly of: Test }

/** A way of being alike, from the closest down; the last of a comparison is everything else. */
export type Level = { readonly name: string; readonly test: Test }

/** How a field is compared: nothing is said where one of `needs` is missing on either side, or `when` does not hold. */
export type ComparisonOf = {
  readonly field: string
  readonly needs: readonly string[]
  readonly when?: Test
  readonly levels: readonly Level[]
  /** The column whose frequency makes agreement worth more or less, by level name. */
  readonly frequency?: { readonly column: string; readonly levels: readonly string[] } | undefined
}

/** Where a comparison says nothing, and where no level holds. */
export const [missing, otherwise] = [-1, 0]
