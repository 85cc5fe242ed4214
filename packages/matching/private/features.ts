import type { FieldKind } from '../batch/fields.ts'

/** A value as it is folded for comparing: `x` its text, `s` how it sounds; as `make` in `batch/fields.ts` gives it. */
export type Folded = { readonly x: string; readonly s: string | undefined }

/** What of a value is hashed: two values have as many in common as they are alike. */
export type Features = {
  readonly letters: readonly string[]
  /** Whole sounds of its words: they agree where letters differ and the ear does not. */
  readonly sounds: readonly string[]
}

/**
 * The features of a value by its kind. Names and words: pairs of letters with the ends of words (Schnell, Bachteler & Reiher 2009) and sounds;
 * the same pair twice in a value is two features. Dates and numbers: each digit with its place; numbers also pairs of digits, for one left out.
 */
export function featuresOf(kind: FieldKind, { x, s }: Folded): Features {
  switch (kind) {
    case 'given':
    case 'family':
    case 'name':
    case 'text':
      return {
        letters: counted(x.split(' ').flatMap(pairsOf)),
        sounds: kind === 'text' || s === undefined ? [] : counted(s.split(' ')),
      }
    case 'email':
      return { letters: counted(pairsOf(x)), sounds: [] }
    case 'date':
      return { letters: placed(x), sounds: [] }
    case 'document':
    case 'code':
      return { letters: [...placed(x), ...counted(pairsOf(x))], sounds: [] }
    case 'category':
      return { letters: [`=${x}`], sounds: [] }
  }
}

/** `ana` → `_a`, `an`, `na`, `a_`. */
function pairsOf(word: string): readonly string[] {
  const signs = ['_', ...word, '_']
  return signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`)
}

function placed(text: string): readonly string[] {
  return Array.from(text, (sign, at) => `${at}:${sign}`)
}

/** What comes again is another feature: `an`, `an 2`. */
function counted(all: readonly string[]): readonly string[] {
  const met = new Map<string, number>()
  return all.map((one) => {
    const times = (met.get(one) ?? 0) + 1
    met.set(one, times)
    return times === 1 ? one : `${one} ${times}`
  })
}
