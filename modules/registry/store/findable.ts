import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { createEar, featuresOf, lookupKeysOf, searchKeysOf, strongKeysOf, type Ear, type Features } from '@convive/matching'
import { displayName, matchSubject } from '../domain/match-subject.ts'

export type Facts = Readonly<Record<string, FactState | undefined>>

/** Somebody as the search looks for them: features to compare, keys to ask for. */
export type Findable = {
  readonly features: Features
  readonly searchKeys: readonly bigint[]
  readonly strongKeys: readonly bigint[]
  readonly lookupKeys: readonly bigint[]
}

/** Those of one household, each with the names of the others. */
export function findablesOf({ vault }: Pick<Reading, 'vault'>, household: readonly Facts[]): readonly Findable[] {
  const names = household.map(displayName)
  const ear = createEar()
  return household.map((facts, at) =>
    findableOf({ vault }, { facts, householdNames: names.filter((_name, other) => other !== at) }, ear),
  )
}

export function findableOf(
  { vault }: Pick<Reading, 'vault'>,
  { facts, householdNames }: { readonly facts: Facts; readonly householdNames: readonly string[] },
  ear: Ear = createEar(),
): Findable {
  const features = featuresOf(matchSubject(facts, householdNames), ear)
  return {
    features,
    searchKeys: searchKeysOf(features, vault.searchSecret),
    strongKeys: strongKeysOf(features, vault.searchSecret),
    lookupKeys: lookupKeysOf(features, vault.searchSecret, ear.sound),
  }
}
