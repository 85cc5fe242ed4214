import type { FactDefinition } from '@convive/facts'
import type { Environment } from './environment.ts'
import { yes, type Possible, type Truths } from './possible.ts'
import type { TruthTree } from './tree.ts'
import { and, canBeNo, isNo } from './truth.ts'

/** Something that is so in every life: nobody enters before they are born. */
export type Always = {
  /** As it is written in the catalogue. */
  readonly feel: string
  readonly facts: readonly string[]
  readonly reads: readonly FactDefinition[]
  readonly tree: TruthTree
  readonly truth: (environment: Environment) => Possible<Truths>
}

/** Whether lives are like this: all that the environment leaves open, some perhaps, or none. */
export type Lived = 'always' | 'perhaps' | 'never'

/**
 * Facts are told on a day, and what is always so is so on that day: an entry that is not known lies before it, even when a
 * later day is asked about.
 */
export function holds(all: readonly Always[], environment: Environment): Lived {
  let lived: Lived = 'always'
  for (const found of outcomes(all, environment)) {
    if (isNo(found)) return 'never'
    if (canBeNo(found)) lived = 'perhaps'
  }
  return lived
}

/** All of it together: open where it is not certain. */
export function possibleOn(all: readonly Always[], environment: Environment): Possible<Truths> {
  return outcomes(all, environment)
    .filter(canBeNo)
    .reduce((sofar: Possible<Truths>, one) => and(sofar, one), yes)
}

/** What contradicts itself among the facts that are known. */
export function contradicted(all: readonly Always[], environment: Environment): readonly Always[] {
  return all.filter((one) => isNo(one.truth(toldOn(environment))))
}

function outcomes(all: readonly Always[], environment: Environment): readonly Possible<Truths>[] {
  if (all.length === 0) return []
  const told = toldOn(environment)
  return all.map((one) => one.truth(told))
}

export function toldOn(environment: Environment): Environment {
  return environment.today === environment.told ? environment : { ...environment, today: environment.told }
}
