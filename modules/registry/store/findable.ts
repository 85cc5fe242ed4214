import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { askedKeysOf, featuresOf, lookupKeysOf, searchKeysOf, strongKeysOf, type Features } from '@convive/matching'
import { displayName, matchSubject } from '../domain/match-subject.ts'
import { ear } from './ear.ts'

export type Facts = Readonly<Record<string, FactState | undefined>>

/** Somebody as the search looks for them: features to compare, keys to ask for. */
export type Findable = {
  readonly features: Features
  readonly askedKeys: readonly bigint[]
  readonly strongKeys: readonly bigint[]
}

/** Those of one household, each with the names of the others. */
export function findablesOf({ vault }: Pick<Reading, 'vault'>, household: readonly Facts[]): readonly Findable[] {
  const names = household.map(displayName)
  return household.map((facts, at) =>
    findableOf({ vault }, { facts, householdNames: names.filter((_name, other) => other !== at) }),
  )
}

export function findableOf(
  { vault }: Pick<Reading, 'vault'>,
  { facts, householdNames }: { readonly facts: Facts; readonly householdNames: readonly string[] },
): Findable {
  const features = featuresOf(matchSubject(facts, householdNames), ear)
  return {
    features,
    askedKeys: askedKeysOf(features, vault.searchSecret),
    strongKeys: strongKeysOf(features, vault.searchSecret),
  }
}

/** Somebody with the keys under which they are kept: for finding duplicates, and for what is typed. */
export type Kept = Findable & { readonly keptKeys: readonly bigint[] }

export function keptOf(reading: Pick<Reading, 'vault'>, findable: Findable): Kept {
  return { ...findable, keptKeys: keptKeysOf(reading, findable.features) }
}

export function keptKeysOf({ vault }: Pick<Reading, 'vault'>, features: Features): readonly bigint[] {
  return [...new Set([...searchKeysOf(features, vault.searchSecret), ...lookupKeysOf(features, vault.searchSecret)])]
}
