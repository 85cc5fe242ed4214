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

export function featuresOf(subject: MatchSubject): Features {
  const given = subject.names.given.flatMap(normaliseName)
  const family = subject.names.family.flatMap(normaliseName)
  const sounds = (words: readonly string[]): readonly string[] => [...new Set(words.map(soundOf))]
  return {
    given,
    family,
    givenSounds: sounds(given),
    familySounds: sounds(family),
    birth: subject.birth,
    sex: subject.sex === 'U' ? undefined : subject.sex,
    documents: subject.documents.map((one) => `${one.kind}|${normaliseNumber(one.number)}`).filter((one) => !one.endsWith('|')),
    phones: subject.phones.map(normalisePhone).filter((one) => one !== ''),
    mother: sounds(normaliseName(subject.motherName ?? '')),
    household: sounds(subject.householdNames.flatMap((name) => normaliseName(name).slice(0, 1))),
    nationalities: subject.nationalities,
  }
}
