import { loadCatalogue } from '@convive/facts'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { partsFor, refusesSharing, sharedFacts, shareParts, sharePurposes, type ConsentSaid } from './sharing.ts'

const said = (answer: 'given' | 'refused', givenBy: string, textVersion = '2026-12'): ConsentSaid => ({
  answers: { share_offices: answer, contact: 'refused' },
  givenBy,
  textVersion,
})
const judged = (isChild: boolean | undefined, ...history: readonly ConsentSaid[]) =>
  refusesSharing(history, { purpose: 'share_offices', isChild })?.code

describe('whether a record may be shared', () => {
  test('an adult says so, a guardian says so for a child, and nobody says so for whoever is alone', () => {
    expect(judged(false, said('given', 'self'))).toBeUndefined()
    expect(judged(true, said('given', 'guardian'))).toBeUndefined()
    expect(judged(undefined, said('given', 'self'))).toBeUndefined()
    expect(judged(false, said('given', 'guardian'))).toBe('registry/own-consent-needed')
    expect(judged(true, said('given', 'self'))).toBe('registry/guardian-consent-needed')
    for (const isChild of [true, false, undefined])
      expect(judged(isChild, said('given', 'nobody'))).toBe('registry/consent-needed')
  })

  test('without an answer, with a no, after a yes was taken back, or in words that did not say it, not at all', () => {
    expect(judged(false)).toBe('registry/consent-needed')
    expect(judged(false, said('refused', 'self'))).toBe('registry/consent-needed')
    expect(judged(false, said('refused', 'self'), said('given', 'self'))).toBe('registry/consent-needed')
    expect(judged(false, said('given', 'self', '2026-11'))).toBe('registry/consent-needed')
    expect(judged(false, said('given', 'self'), said('refused', 'self'))).toBeUndefined()
  })

  test('a yes that a guardian gave stays the guardian’s when the grown child answers something else', () => {
    expect(judged(false, said('given', 'self'), said('given', 'guardian'))).toBe('registry/own-consent-needed')
    expect(judged(false, said('given', 'self'), said('refused', 'self'), said('given', 'guardian'))).toBeUndefined()
  })
})

describe('what of a record is shared', () => {
  const loaded = loadCatalogue(join(import.meta.dirname, '../../../jurisdictions'))
  const catalogue = loaded.ok ? [...loaded.value.catalogue.values()] : []
  const everything = Object.fromEntries(catalogue.map(({ id }) => [id, id]))

  test('nothing sensitive or restricted, no other person, whatever parts are asked for', () => {
    const ids = Object.keys(sharedFacts(everything, shareParts))
    expect(ids.length).toBeGreaterThan(12)
    expect(catalogue.filter((fact) => fact.class > 1 && ids.includes(fact.id))).toEqual([])
    for (const id of ['mother_name', 'relation_to_focal_point', 'guardian_present', 'private_interview', 'assisted_by'])
      expect(ids).not.toContain(id)
  })

  test('who somebody is always, the rest only where it is named', () => {
    expect(Object.keys(sharedFacts(everything, ['identity']))).not.toContain('phone')
    expect(Object.keys(sharedFacts(everything, ['identity', 'contact']))).toContain('phone')
    expect(partsFor('share_offices', ['photo'])).toEqual(['identity', 'photo'])
    expect(partsFor('share_services', ['contact'])).toEqual(['identity', 'contact'])
    for (const part of ['documents', 'situation', 'photo'] as const)
      expect(sharePurposes.map((purpose) => partsFor(purpose, [part]) !== undefined)).toEqual([false, true])
  })
})
