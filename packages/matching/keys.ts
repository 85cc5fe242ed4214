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

/** Keys under which duplicates are looked for: any one in common makes a candidate. About 20 for four names and a document. */
export function searchKeysOf(f: Features, secret: Uint8Array): readonly bigint[] {
  const key = keyFrom(secret)
  const all = allSounds(f)
  const keys = new Set<bigint>()
  const [year, month, day] = (f.birth ?? '').replace('~', '').split('-')
  for (const pair of pairsOf(f, all).slice(0, 10)) {
    if (year) for (const near of yearsAround(year, f.birth?.endsWith('~') ?? false)) keys.add(key('pair-year', `${pair} ${near}`))
    // Day and month in one order, so that exchanging them changes nothing.
    if (month && day) keys.add(key('pair-day', `${pair} ${[month, day].toSorted().join('-')}`))
  }
  if (month && day) for (const word of all) keys.add(key('word-date', `${word} ${year}-${month}-${day}`))
  if (all.length > 2) keys.add(key('all', all.join(' ')))
  for (const document of f.documents) {
    const number = document.split('|')[1] ?? ''
    keys.add(key('document', number))
    if (number.length >= 6 && year) for (const part of partsOf(number)) keys.add(key('document-part', `${part} ${year}`))
  }
  for (const phone of f.phones) for (const word of f.givenSounds.slice(0, 2)) keys.add(key('phone', `${phone} ${word}`))
  if (year && f.mother.length > 0)
    for (const word of f.givenSounds.slice(0, 2)) keys.add(key('mother', `${f.mother.join(' ')} ${word} ${year}`))
  return [...keys]
}

function allSounds(f: Features): readonly string[] {
  return [...new Set([...f.givenSounds, ...f.familySounds])].toSorted()
}

/** Each given name with each family name, whichever was called which; of somebody without one of the two, every two words. */
function pairsOf(f: Features, all: readonly string[]): readonly string[] {
  const across = f.givenSounds.flatMap((a) => f.familySounds.filter((b) => b !== a).map((b) => [a, b].toSorted().join(' ')))
  const pairs = across.length > 0 ? across : all.flatMap((a, at) => all.slice(at + 1).map((b) => `${a} ${b}`))
  return [...new Set(pairs)]
}

function yearsAround(year: string, about: boolean): readonly string[] {
  if (!about) return [year]
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
export function lookupKeysOf(f: Features, secret: Uint8Array, sound: (word: string) => string = soundOf): readonly bigint[] {
  const key = keyFrom(secret)
  const keys = new Set<bigint>()
  for (const word of new Set([...f.given, ...f.family, ...f.other])) {
    for (let length = Math.min(3, word.length); length <= Math.min(longestBeginning, word.length); length += 1)
      keys.add(key('begins', word.slice(0, length)))
    keys.add(key('sounds', sound(word)))
  }
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
