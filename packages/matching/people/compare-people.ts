import { levelOf, type Columns } from '../levels/level-of.ts'
import { missing } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Features } from '../subject.ts'
import type { Terms } from '../terms/terms.ts'
import { nameBits } from './agreed-names.ts'
import { levelNames, personComparisons } from './person-comparisons.ts'
import { personRow } from './person-row.ts'

/** What the product compares people with: weights learnt from made-up people, two thresholds. */
export type PersonModel = {
  readonly model: TrainedModel
  readonly likely: number
  readonly possible: number
  readonly terms: Terms
}

/** One piece of evidence, for a sentence in plain words: text `matching.<field>.<level>`. */
export type Reason = {
  readonly field: string
  readonly level: string
  readonly weight: number
  readonly favours: 'same' | 'different' | 'neither'
}

export type Comparison = { readonly weight: number; readonly probability: number; readonly reasons: readonly Reason[] }

const names = personComparisons.map(levelNames)

/** Somebody as they are compared, made once for several comparisons. */
export type Prepared = { readonly features: Features; readonly row: Columns }

export function prepare(features: Features): Prepared {
  return { features, row: personRow(features) }
}

/**
 * Adds up the evidence field by field: one person against strangers and against people who live together, who share what a household shares. A field
 * that either side lacks says nothing; where nothing that is a person's own agrees, one person is never the likelier.
 */
export function comparePrepared(a: Prepared, b: Prepared, { model, terms }: PersonModel): Comparison {
  let [person, household, own] = [0, 0, false]
  const reasons: Reason[] = []
  for (const [at, comparison] of personComparisons.entries()) {
    const level = levelOf(comparison, a.row, b.row)
    const field = model.fields[at]
    const name = names[at]?.[level]
    if (level === missing || field === undefined || name === undefined) continue
    const part = comparison.field
    const rare = part === 'given' || part === 'family' ? nameBits(a.features, b.features, { part, level: name, terms }) : 0
    const weight = (field.weights[level] ?? 0) + rare
    person += weight
    // Those who live together agree on a name by chance, or because they share it: only then does a rare one speak for them.
    household += (field.household?.[level] ?? 0) + Math.max(0, 1 - 2 ** -(field.household?.at(-1) ?? 0)) * rare
    if (field.own && level > 0) own = true
    // How far apart two births are is one thing to say of them.
    const before = part === 'generation' ? reasons.pop() : undefined
    const told = before === undefined || name === 'far' ? name : before.level
    reasons.push(reasonOf({ field: before?.field ?? part, level: told, weight: weight + (before?.weight ?? 0) }))
  }
  const others = Math.log2(1 - model.share - model.householdShare + model.householdShare * 2 ** household)
  const odds = Math.log2(model.share) + person - others
  const weight = own ? odds : Math.min(0, odds)
  return { weight, probability: 1 / (1 + 2 ** -weight), reasons }
}

export function comparePeople(a: Features, b: Features, model: PersonModel): Comparison {
  return comparePrepared(prepare(a), prepare(b), model)
}

function reasonOf(of: Omit<Reason, 'favours'>): Reason {
  return { ...of, favours: of.weight > 0.5 ? 'same' : of.weight < -0.5 ? 'different' : 'neither' }
}
