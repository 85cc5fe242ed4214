import { hash } from 'node:crypto'
import { normaliseName, normaliseNumber, normalisePhone } from './normalise.ts'
import { soundOf, soundsOf } from './sound.ts'
import type { Features } from './subject.ts'

/**
 * A keyed hash as a signed 64-bit number: equality can be asked of a B-tree under row-level security, and without the secret
 * the number says nothing. It leaks how often a value occurs; that is why backups leave search keys out.
 */
export function keyFrom(secret: Uint8Array): (kind: string, value: string) => bigint {
  const prefix = Buffer.from(secret).toString('base64')
  return (kind, value) => BigInt.asIntN(64, BigInt(`0x${hash('sha256', `${prefix}\0${kind}\0${value}`).slice(0, 16)}`))
}

/** Raise it whenever a record would be stored under other keys: all are then made again, as with `soundVersion`. */
export const keyVersion = 1

/**
 * Keys under which a record is kept so that it is found when the same person comes again: about 18 for two given names, two surnames, a document, a phone and
 * a mother. Whoever asks, asks for more than is kept (`askedKeysOf`): years around, and records without a year.
 */
export function searchKeysOf(f: Features, secret: Uint8Array): readonly bigint[] {
  const year = yearOf(f)
  return keysBy(f, secret, {
    years: year === undefined ? [] : [year],
    dateless: year === undefined ? ['pair', 'pair-unborn'] : ['pair'],
  })
}

/** Keys of which a record of the same person has at least one, as far as slips of the ear and the pen allow. Any one in common makes a candidate. */
export function askedKeysOf(f: Features, secret: Uint8Array): readonly bigint[] {
  const year = yearOf(f)
  // Somebody of known birth is compared with those of such years and with those of none: with everybody of the same name only who knows no year.
  return year === undefined
    ? keysBy(f, secret, { years: [], dateless: ['pair'] })
    : keysBy(f, secret, { years: yearsAround(year), dateless: ['pair-unborn'] })
}

type By = { readonly years: readonly string[]; readonly dateless: readonly ('pair' | 'pair-unborn')[] }

function keysBy(f: Features, secret: Uint8Array, { years, dateless }: By): readonly bigint[] {
  const key = keyFrom(secret)
  const keys = new Set<bigint>()
  const [year, month, day] = (f.birth ?? '').replace('~', '').split('-')
  const words = allSounds(f)
  for (const pair of pairsOf(f, words)) {
    for (const kind of dateless) keys.add(key(kind, pair))
    for (const near of years) keys.add(key('pair-year', `${pair} ${near}`))
  }
  // Day and month in one order, so that exchanging them changes nothing.
  if (month && day)
    for (const word of words.slice(0, 8)) keys.add(key('word-date', `${word} ${year} ${[month, day].toSorted().join('-')}`))
  for (const document of f.documents) {
    const number = document.split('|')[1] ?? ''
    keys.add(key('document', number))
    if (number.length >= 6 && year) for (const part of partsOf(number)) keys.add(key('document-part', `${part} ${year}`))
  }
  const given = f.givenSounds.slice(0, 2)
  for (const phone of f.phones) {
    for (const word of given) keys.add(key('phone', `${phone} ${word}`))
    if (year) keys.add(key('phone-year', `${phone} ${year}`))
  }
  const mother = f.mother.join(' ')
  if (mother !== '') {
    for (const word of given) keys.add(key('mother', `${mother} ${word}`))
    // Not of the years around: those are brothers and sisters.
    if (year) keys.add(key('mother-year', `${mother} ${year}`))
  }
  return [...keys]
}

function yearOf(f: Features): string | undefined {
  const year = f.birth?.slice(0, 4)
  return year === '' ? undefined : year
}

function allSounds(f: Features): readonly string[] {
  return [...new Set([...f.givenSounds, ...f.familySounds])].toSorted()
}

/**
 * Each given name with each family name, whichever was called which, and the first two surnames with each other; of somebody without one of the two,
 * every two words. Nine at most.
 */
function pairsOf(f: Features, words: readonly string[]): readonly string[] {
  const across = f.givenSounds.flatMap((a) => f.familySounds.filter((b) => b !== a).map((b) => [a, b].toSorted().join(' ')))
  const pairs = across.length > 0 ? across : words.flatMap((a, at) => words.slice(at + 1).map((b) => `${a} ${b}`))
  const [first, second] = f.familySounds
  const surnames = first === undefined || second === undefined ? [] : [[first, second].toSorted().join(' ')]
  return [...new Set([...pairs.slice(0, 8), ...surnames])]
}

/** An age is often told for a year, and a first of January stands for a year that is itself a guess: two years to each side. */
function yearsAround(year: string): readonly string[] {
  return [-2, -1, 0, 1, 2].map((step) => String(Number(year) + step))
}

/** Beginning and end of a number: two numbers of six or more signs that differ in one place share one of them. */
function partsOf(number: string): readonly string[] {
  return [`first ${number.slice(0, 3)}`, `last ${number.slice(-3)}`]
}

/** Keys good enough to tell an officer that a record exists elsewhere: a document, or all names with the full birth date. */
export function strongKeysOf(f: Features, secret: Uint8Array): readonly bigint[] {
  const key = keyFrom(secret)
  const all = allSounds(f)
  const documents = f.documents.map((one) => key('document', one.split('|')[1] ?? ''))
  return f.birth?.length === 10 && all.length > 1 ? [...documents, key('strong', `${all.join(' ')} ${f.birth}`)] : documents
}

/** Keys under which a record is found by what is typed into one box: beginnings and sounds of names, documents, phones. */
export function lookupKeysOf(f: Features, secret: Uint8Array): readonly bigint[] {
  const key = keyFrom(secret)
  const keys = new Set<bigint>()
  for (const word of new Set([...f.given, ...f.family, ...f.other]))
    for (let length = Math.min(3, word.length); length <= Math.min(longestBeginning, word.length); length += 1)
      keys.add(key('begins', word.slice(0, length)))
  for (const sound of [...f.givenSounds, ...f.familySounds, ...f.other.map(soundOf)]) keys.add(key('sounds', sound))
  for (const document of f.documents) keys.add(key('document', document.split('|')[1] ?? ''))
  for (const phone of f.phones) keys.add(key('phone-number', phone))
  const all = allSounds(f)
  if (f.birth?.length === 10 && all.length > 1) keys.add(key('strong', `${all.join(' ')} ${f.birth}`))
  return [...keys]
}

/** Whoever types more letters than this finds by the sound of the whole word, or by this beginning of it. */
const longestBeginning = 4

/** What somebody typed, as groups of keys: every group must match, any key within a group will do. */
export function queryKeys(text: string, secret: Uint8Array): { readonly groups: readonly (readonly bigint[])[] } {
  const key = keyFrom(secret)
  const digits = text.replaceAll(/[\s.\-/()+]/g, '')
  if (/^[A-Za-z]{0,3}\d{5,}[A-Za-z]?$/.test(digits)) {
    const phone = normalisePhone(digits)
    return { groups: [[key('document', normaliseNumber(digits)), ...(phone === '' ? [] : [key('phone-number', phone)])]] }
  }
  const words = normaliseName(text)
    .filter((word) => word.length >= 2)
    .slice(0, 6)
  return {
    groups: words.map((word) => [
      key('begins', word.slice(0, longestBeginning)),
      ...(word.length >= 3 ? soundsOf(word).map((sound) => key('sounds', sound)) : []),
    ]),
  }
}
