import type { PartialDate } from '@convive/kernel'
import { normaliseName, normaliseNumber, normalisePhone } from './normalise.ts'
import { soundOf } from './sound.ts'

/** What is compared of a person. Missing parts are no evidence. */
export type MatchSubject = {
  readonly names: { readonly given: readonly string[]; readonly family: readonly string[]; readonly other?: readonly string[] }
  readonly birth?: PartialDate
  readonly sex?: 'F' | 'M' | 'X' | 'U'
  readonly documents: readonly { readonly kind: string; readonly country: string; readonly number: string }[]
  readonly phones: readonly string[]
  readonly motherName?: string
  readonly householdNames: readonly string[]
  readonly nationalities: readonly string[]
}

/** A subject in comparable form, computed once. */
export type Features = {
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly other: readonly string[]
  readonly givenSounds: readonly string[]
  readonly familySounds: readonly string[]
  readonly birth: string | undefined
  readonly sex: string | undefined
  readonly documents: readonly string[]
  readonly phones: readonly string[]
  readonly mother: readonly string[]
  readonly household: readonly string[]
  readonly nationalities: readonly string[]
}

/**
 * Reads names and hears words. What has been read or heard is remembered, since the same names come again and again, and when they are `most` all are
 * forgotten: an ear may live as long as a server.
 */
export type Ear = { readonly words: (name: string) => readonly string[]; readonly sound: (word: string) => string }

export function createEar(most = 20_000): Ear {
  return { words: remembering(normaliseName, most), sound: remembering(soundOf, most) }
}

function remembering<Answer>(work: (text: string) => Answer, most: number): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = work(text)
    if (known.size >= most) known.clear()
    known.set(text, made)
    return made
  }
}

export function featuresOf(subject: MatchSubject, ear: Ear = createEar()): Features {
  const given = subject.names.given.flatMap(ear.words)
  const family = subject.names.family.flatMap(ear.words)
  const sounds = (words: readonly string[]): readonly string[] => [...new Set(words.map(ear.sound))]
  return {
    given,
    family,
    other: (subject.names.other ?? []).flatMap(ear.words),
    givenSounds: sounds(given),
    familySounds: sounds(family),
    birth: subject.birth,
    sex: subject.sex === 'U' ? undefined : subject.sex,
    documents: subject.documents.map((one) => `${one.kind}|${normaliseNumber(one.number)}`).filter((one) => !one.endsWith('|')),
    phones: subject.phones.map(normalisePhone).filter((one) => one !== ''),
    mother: sounds(ear.words(subject.motherName ?? '')),
    household: sounds(subject.householdNames.flatMap((name) => ear.words(name).slice(0, 1))),
    nationalities: subject.nationalities,
  }
}

/** The same features, with the names of those who live with them. */
export function livingWith(features: Features, householdNames: readonly string[], ear: Ear = createEar()): Features {
  return { ...features, household: [...new Set(householdNames.flatMap((name) => ear.words(name).slice(0, 1)).map(ear.sound))] }
}
