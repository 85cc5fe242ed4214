import { hash } from 'node:crypto'
import { normaliseName, normaliseNumber, normalisePhone } from './normalise.ts'
import { soundOf } from './sound.ts'
import { featuresOf, type Features, type MatchSubject } from './subject.ts'

/**
 * A keyed hash as a signed 64-bit number: equality can be asked of a B-tree under row-level security, and without the secret
 * the number says nothing. It leaks how often a value occurs; that is why backups leave search keys out.
 */
function keyFrom(secret: Uint8Array): (kind: string, value: string) => bigint {
  const prefix = Buffer.from(secret).toString('base64')
  return (kind, value) => hash('sha256', `${prefix}\0${kind}\0${value}`, 'buffer').readBigInt64BE(0)
}

/** Keys under which duplicates are looked for: any one in common makes a candidate. About 10 to 25 a person. */
export function searchKeysOf(subject: MatchSubject, secret: Uint8Array, f: Features = featuresOf(subject)): readonly bigint[] {
  const key = keyFrom(secret)
  const all = [...new Set([...f.givenSounds, ...f.familySounds])].toSorted()
  const keys = new Set<bigint>()
  const [year, month, day] = (f.birth ?? '').replace('~', '').split('-')
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => `${a} ${b}`))
  for (const pair of pairs.slice(0, 10)) {
    if (year) for (const near of yearsAround(year, f.birth?.endsWith('~') ?? false)) keys.add(key('pair-year', `${pair} ${near}`))
    // Day and month in one order, so that exchanging them changes nothing.
    if (month && day) keys.add(key('pair-day', `${pair} ${[month, day].toSorted().join('-')}`))
  }
  if (month && day) for (const word of all) keys.add(key('word-date', `${word} ${year}-${month}-${day}`))
  if (all.length > 2) keys.add(key('all', all.join(' ')))
  for (const document of f.documents) {
    const number = document.split('|')[1] ?? ''
    keys.add(key('document', number))
    if (number.length >= 6) for (const shorter of deletions(number)) keys.add(key('document-less', shorter))
  }
  for (const phone of f.phones) for (const word of f.givenSounds.slice(0, 2)) keys.add(key('phone', `${phone} ${word}`))
  if (year && f.mother.length > 0)
    for (const word of f.givenSounds.slice(0, 2)) keys.add(key('mother', `${f.mother.join(' ')} ${word} ${year}`))
  return [...keys]
}

function yearsAround(year: string, about: boolean): readonly string[] {
  if (!about) return [year]
  return [-2, -1, 0, 1, 2].map((step) => String(Number(year) + step))
}

/** A number with one sign left out, at the first eight places: two numbers that differ in one sign share one. */
function deletions(number: string): readonly string[] {
  return Array.from({ length: Math.min(8, number.length) }, (_, at) => number.slice(0, at) + number.slice(at + 1))
}

/** Keys good enough to tell an officer that a record exists elsewhere: a document, or all names with the full birth date. */
export function strongKeysOf(subject: MatchSubject, secret: Uint8Array): readonly bigint[] {
  const key = keyFrom(secret)
  const f = featuresOf(subject)
  const all = [...new Set([...f.givenSounds, ...f.familySounds])].toSorted()
  const documents = f.documents.map((one) => key('document', one.split('|')[1] ?? ''))
  const dated = f.birth?.length === 10 && all.length > 1 ? all.map((word) => key('word-date', `${word} ${f.birth}`)) : []
  return [...documents, ...(dated.length >= 2 ? [key('strong', `${all.join(' ')} ${f.birth}`)] : [])]
}

/** Keys under which a record is found by what is typed into one box: beginnings and sounds of names, documents, phones. */
export function lookupKeysOf(subject: MatchSubject, secret: Uint8Array, f: Features = featuresOf(subject)): readonly bigint[] {
  const key = keyFrom(secret)
  const keys = new Set<bigint>()
  const words = [...f.given, ...f.family, ...(subject.names.other ?? []).flatMap(normaliseName)]
  for (const word of new Set(words)) {
    for (let length = Math.min(3, word.length); length <= Math.min(6, word.length); length += 1)
      keys.add(key('begins', word.slice(0, length)))
    keys.add(key('sounds', soundOf(word)))
  }
  for (const document of f.documents) keys.add(key('document', document.split('|')[1] ?? ''))
  for (const phone of f.phones) keys.add(key('phone-number', phone))
  const all = [...new Set([...f.givenSounds, ...f.familySounds])].toSorted()
  if (f.birth?.length === 10 && all.length > 1) keys.add(key('strong', `${all.join(' ')} ${f.birth}`))
  return [...keys]
}

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
    groups: words.map((word) => [key('begins', word.slice(0, 6)), ...(word.length >= 3 ? [key('sounds', soundOf(word))] : [])]),
  }
}
