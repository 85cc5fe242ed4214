import type { Features } from '../subject.ts'
import { oneEditApart } from '../levels/measures.ts'
import { termBits, type Agreed } from '../terms/name-shares.ts'
import type { Part, Terms } from '../terms/terms.ts'
import { nearName } from './person-comparisons.ts'

/** Levels on which people agree on names that can be named; on the others the frequency of a name says nothing. */
const telling: ReadonlySet<string> = new Set(['all', 'swapped', 'sound', 'near', 'within', 'one'])

/** How many bits more or less it says that these two agree on these names than on any. */
export function nameBits(
  a: Features,
  b: Features,
  { part, level, terms }: { readonly part: Part; readonly level: string; readonly terms: Terms },
): number {
  if (!telling.has(level)) return 0
  const [few, many] = part === 'given' ? [a.givenSounds, b.givenSounds] : [a.familySounds, b.familySounds]
  const { shares, known } = terms.among(part, [...a.nationalities, ...b.nationalities])
  const agreed = agreedOn(few, many)
  if (known) return termBits(agreed, shares)
  // Of an origin whose names nobody has counted only this is known: what is frequent elsewhere may be so there.
  const listed = agreed.filter(([one, other]) => shares.of.has(one) || shares.of.has(other))
  return Math.min(0, termBits(listed, shares))
}

/** Each name of the one with that of the other which it is, or nearly. */
function agreedOn(a: readonly string[], b: readonly string[]): readonly Agreed[] {
  return a.flatMap((word): readonly Agreed[] => {
    if (b.includes(word)) return [[word, word]]
    const near = b.find((other) => Math.min(word.length, other.length) >= nearName && oneEditApart(word, other))
    return near === undefined ? [] : [[word, near]]
  })
}
