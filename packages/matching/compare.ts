import { isPartialDate, rangeOf } from '@convive/kernel'
import type { Features } from './subject.ts'
import { commonness } from './term-frequency.ts'

/** Weights per field and level: log2 of m/u (Fellegi & Sunter 1969), with the prior odds and the two thresholds. */
export type Weights = {
  readonly prior: number
  readonly likely: number
  readonly possible: number
} & Readonly<Record<Field, Readonly<Record<string, number>>>>

export type Field =
  | 'given'
  | 'family'
  | 'crossed'
  | 'birth'
  | 'sex'
  | 'document'
  | 'phone'
  | 'mother'
  | 'household'
  | 'nationality'

/** One piece of evidence, for a sentence in plain words: text `matching.<field>.<level>`. */
export type Reason = {
  readonly field: Field
  readonly level: string
  readonly weight: number
  readonly favours: 'same' | 'different' | 'neither'
}

export type Comparison = { readonly weight: number; readonly probability: number; readonly reasons: readonly Reason[] }

type Level = readonly [field: Field, level: string, adjust?: number]

/** Adds up the evidence field by field. A field that either side lacks says nothing. */
export function compare(a: Features, b: Features, weights: Weights): Comparison {
  const levels = [
    ...nameLevels(a, b),
    birthLevel(a, b),
    sexLevel(a, b),
    documentLevel(a, b),
    phoneLevel(a, b),
    motherLevel(a, b),
    householdLevel(a, b),
    nationalityLevel(a, b),
  ]
  const reasons = levels.flatMap((level) => (level === undefined ? [] : [toReason(level, weights)]))
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, weights.prior)
  return { weight, probability: 1 / (1 + 2 ** -weight), reasons }
}

function toReason([field, level, adjust = 0]: Level, weights: Weights): Reason {
  const weight = (weights[field][level] ?? 0) + adjust
  return { field, level, weight, favours: weight > 0.5 ? 'same' : weight < -0.5 ? 'different' : 'neither' }
}

function nameLevels(a: Features, b: Features): readonly (Level | undefined)[] {
  const given = listLevel(a.given, b.given, { a: a.givenSounds, b: b.givenSounds })
  const family = listLevel(a.family, b.family, { a: a.familySounds, b: b.familySounds })
  const crossed =
    a.givenSounds.some((word) => b.familySounds.includes(word)) && a.familySounds.some((word) => b.givenSounds.includes(word))
  if (crossed && (given === 'none' || family === 'none')) return [['crossed', 'names']]
  // A name everybody has says less (term frequency adjustment, Winkler 2000).
  const rare = (words: readonly string[], level: string | undefined): number =>
    level === undefined || level === 'none' ? 0 : -commonness(words)
  const swapped = family === 'all' && a.family.join(' ') !== b.family.join(' ')
  return [
    given === undefined ? undefined : ['given', given, rare(shared(a.given, b.given), given)],
    family === undefined ? undefined : ['family', swapped ? 'swapped' : family, rare(shared(a.family, b.family), family)],
  ]
}

function listLevel(
  a: readonly string[],
  b: readonly string[],
  sounds: { readonly a: readonly string[]; readonly b: readonly string[] },
): 'all' | 'sound' | 'one' | 'none' | undefined {
  if (a.length === 0 || b.length === 0) return undefined
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  if (few.length === many.length && few.every((word) => many.includes(word))) return 'all'
  const [fewSounds, manySounds] = a.length <= b.length ? [sounds.a, sounds.b] : [sounds.b, sounds.a]
  const heard = fewSounds.filter((sound) => manySounds.some((other) => other === sound || nearly(sound, other)))
  if (heard.length === fewSounds.length && fewSounds.length === manySounds.length) return 'sound'
  return heard.length > 0 || fewSounds.join('') === manySounds.join('') ? 'one' : 'none'
}

function shared(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((word) => b.includes(word))
}

/** One letter more, less, other, or two neighbours swapped, in words long enough to say something. */
export function nearly(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (restA.length <= 1 && restB.length <= 1) || (restA.length === 2 && restA === restB.split('').toReversed().join(''))
}

function birthLevel(a: Features, b: Features): Level | undefined {
  if (a.birth === undefined || b.birth === undefined || !isPartialDate(a.birth) || !isPartialDate(b.birth)) return undefined
  const [ya, ma, da] = a.birth.replace('~', '').split('-')
  const [yb, mb, db] = b.birth.replace('~', '').split('-')
  const years = Math.abs(Number(ya) - Number(yb))
  const whole = da !== undefined && db !== undefined
  const first = a.birth.endsWith('-01-01') || b.birth.endsWith('-01-01')
  if (whole && a.birth === b.birth) return ['birth', first ? 'first' : 'day']
  if (whole && ya === yb && ma === db && da === mb) return ['birth', 'swapped']
  if (years >= 12) return ['birth', 'far']
  if (whole && !first && digitsApart(a.birth, b.birth) === 1) return ['birth', 'digit']
  if (ya === yb) {
    if (first) return ['birth', 'first']
    if (whole) return ['birth', 'near', -2]
    return ['birth', ma !== undefined && ma === mb ? 'month' : ma !== undefined && mb !== undefined ? 'near' : 'year']
  }
  const [ra, rb] = [rangeOf(a.birth), rangeOf(b.birth)]
  if (!whole && ra.first <= rb.last && rb.first <= ra.last) return ['birth', 'about']
  return ['birth', years === 1 ? 'near' : years <= 2 && (a.birth.endsWith('~') || b.birth.endsWith('~')) ? 'about' : 'different']
}

function digitsApart(a: string, b: string): number {
  return [...a].filter((sign, at) => sign !== b[at]).length
}

function sexLevel(a: Features, b: Features): Level | undefined {
  return a.sex === undefined || b.sex === undefined ? undefined : ['sex', a.sex === b.sex ? 'same' : 'different']
}

/** Like is compared with like: a passport number never contradicts an identity card. */
function documentLevel(a: Features, b: Features): Level | undefined {
  if (a.documents.length === 0 || b.documents.length === 0) return undefined
  const numbers = b.documents.map((one) => one.split('|')[1] ?? '')
  if (a.documents.some((one) => numbers.includes(one.split('|')[1] ?? ''))) return ['document', 'same']
  const kinds = new Set(b.documents.map((one) => one.split('|')[0]))
  const alike = a.documents.filter((one) => kinds.has(one.split('|')[0]))
  if (alike.some((one) => numbers.some((number) => number.length >= 6 && nearly(one.split('|')[1] ?? '', number))))
    return ['document', 'near']
  return alike.length === 0 ? undefined : ['document', 'different']
}

function phoneLevel(a: Features, b: Features): Level | undefined {
  if (a.phones.length === 0 || b.phones.length === 0) return undefined
  return ['phone', a.phones.some((phone) => b.phones.includes(phone)) ? 'same' : 'different']
}

function motherLevel(a: Features, b: Features): Level | undefined {
  if (a.mother.length === 0 || b.mother.length === 0) return undefined
  return ['mother', a.mother.some((word) => b.mother.includes(word)) ? 'same' : 'different']
}

function householdLevel(a: Features, b: Features): Level | undefined {
  if (a.household.length === 0 || b.household.length === 0) return undefined
  const common = a.household.filter((word) => b.household.some((other) => other === word || nearly(word, other))).length
  return ['household', common >= 2 ? 'several' : common === 1 ? 'one' : 'none']
}

function nationalityLevel(a: Features, b: Features): Level | undefined {
  if (a.nationalities.length === 0 || b.nationalities.length === 0) return undefined
  return ['nationality', a.nationalities.some((one) => b.nationalities.includes(one)) ? 'same' : 'different']
}
