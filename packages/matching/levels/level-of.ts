import { missing, otherwise, type ComparisonOf, type Test } from './level.ts'
import { damerauLevenshtein, hamming, jaroWinkler, oneEditApart } from './measures.ts'

/** A record's columns: folded texts, numbers, lists of distinct words; null where nothing is known. */
export type Columns = Readonly<Record<string, string | number | readonly string[] | null>>

/** The level of a comparison, as `levelSql` gives it. */
export function levelOf({ needs, when, levels }: ComparisonOf, l: Columns, r: Columns): number {
  if (needs.some((column) => isMissing(l[column]) || isMissing(r[column]))) return missing
  if (when !== undefined && !holds(when, l, r)) return missing
  const at = levels.findIndex(({ test }) => holds(test, l, r))
  return at === -1 ? otherwise : levels.length - at
}

function isMissing(value: Columns[string] | undefined): value is null | undefined {
  return value === null || value === undefined
}

function holds(test: Test, l: Columns, r: Columns): boolean {
  switch (test.is) {
    // Loops, here and below: a pair asks hundreds of tests, and whoever waits at a desk waits for the garbage of functions.
    case 'all':
      for (const one of test.of) if (!holds(one, l, r)) return false
      return true
    case 'any':
      for (const one of test.of) if (holds(one, l, r)) return true
      return false
    case 'not':
      return !holds(test.of, l, r)
    case 'differs':
    case 'close':
    case 'shares':
    case 'begins':
      return holdsOf(test, l[test.of], r[test.of])
    case 'same':
    case 'alike':
    case 'edited':
    case 'common':
      return holdsOf(test, l[test.of], r[test.as ?? test.of])
  }
}

function holdsOf(
  test: Exclude<Test, { readonly is: 'all' | 'any' | 'not' }>,
  a: Columns[string] | undefined,
  b: Columns[string] | undefined,
): boolean {
  if (isMissing(a) || isMissing(b)) return false
  switch (test.is) {
    case 'same':
      return a === b
    case 'alike':
      return typeof a === 'string' && typeof b === 'string' && jaroWinkler(a, b) >= test.least
    case 'edited':
      return typeof a === 'string' && typeof b === 'string' && damerauLevenshtein(a, b) <= test.most
    case 'differs':
      return typeof a === 'string' && typeof b === 'string' && a.length === b.length && hamming(a, b) <= test.most
    case 'close':
      return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= test.most
    case 'shares':
      return typeof a === 'object' && typeof b === 'object' && shared(a, b) >= test.least * Math.min(a.length, b.length)
    case 'begins':
      if (typeof a !== 'string' || typeof b !== 'string' || Math.min(a.length, b.length) < test.letters) return false
      return a.startsWith(b) || b.startsWith(a)
    case 'common':
      return typeof a === 'object' && typeof b === 'object' && commonOf(a, b, test.near) >= leastCommon(test.words, a, b)
  }
}

function leastCommon(words: number | 'all', a: readonly string[], b: readonly string[]): number {
  return words === 'all' ? Math.min(a.length, b.length) : words
}

/** Words of the one that are in the other, or nearly, and the other way round: the fewer of the two. */
function commonOf(a: readonly string[], b: readonly string[], near: number | undefined): number {
  return Math.min(countIn(b, a, near), countIn(a, b, near))
}

function countIn(list: readonly string[], words: readonly string[], near: number | undefined): number {
  let count = 0
  for (const word of words) if (list.includes(word) || isNearOne(word, list, near)) count += 1
  return count
}

function isNearOne(word: string, list: readonly string[], near: number | undefined): boolean {
  if (near === undefined) return false
  for (const other of list) if (isNear(word, other, near)) return true
  return false
}

function isNear(a: string, b: string, near: number): boolean {
  return Math.min(a.length, b.length) >= near && oneEditApart(a, b)
}

function shared(a: readonly string[], b: readonly string[]): number {
  return a.filter((word) => b.includes(word)).length
}
