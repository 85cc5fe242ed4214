import { levelOf, type Columns } from '../levels/level-of.ts'
import { missing } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import { probabilityOf, weigh } from '../model/weigh.ts'
import type { Features } from '../subject.ts'
import type { Terms } from '../terms/terms.ts'
import { nameBits } from './agreed-names.ts'
import { believed, type Belief } from '../model/belief.ts'
import { levelNames, personComparisons } from './person-comparisons.ts'
import { personRow } from './person-row.ts'

/** What the product compares people with: weights learnt from made-up people, two thresholds. */
export type PersonModel = {
  readonly model: TrainedModel
  readonly likely: number
  readonly possible: number
  readonly terms: Terms
  /** How far the sum is believed. */
  readonly belief: Belief
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
 * Adds up the evidence field by field: one person against strangers and against those who are two and yet alike, such as people who live together. A
 * field that either side lacks says nothing; where nothing that is a person's own agrees, one person is never the likelier.
 */
export function comparePrepared(a: Prepared, b: Prepared, { model, terms, belief }: PersonModel): Comparison {
  const levels = personComparisons.map((one) => levelOf(one, a.row, b.row))
  const rare = personComparisons.map(({ field }, at) => {
    const level = names[at]?.[levels[at] ?? missing]
    if (level === undefined || (field !== 'given' && field !== 'family')) return 0
    return nameBits(a.features, b.features, { part: field, level, terms })
  })
  const reasons: Reason[] = []
  for (const [at, { field }] of personComparisons.entries()) {
    const level = levels[at] ?? missing
    const name = names[at]?.[level]
    if (name === undefined) continue
    const weight = (model.fields[at]?.weights[level] ?? 0) + (rare[at] ?? 0)
    // How far apart two births are is one thing to say of them.
    const before = field === 'generation' ? reasons.pop() : undefined
    const told = before === undefined || name === 'far' ? name : before.level
    reasons.push(reasonOf({ field: before?.field ?? field, level: told, weight: weight + (before?.weight ?? 0) }))
  }
  const weight = believed(weigh(model, levels, rare), belief)
  return { weight, probability: probabilityOf(weight), reasons }
}

export function comparePeople(a: Features, b: Features, model: PersonModel): Comparison {
  return comparePrepared(prepare(a), prepare(b), model)
}

function reasonOf(of: Omit<Reason, 'favours'>): Reason {
  return { ...of, favours: of.weight > 0.5 ? 'same' : of.weight < -0.5 ? 'different' : 'neither' }
}
