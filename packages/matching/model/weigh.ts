import type { TrainedModel } from './train.ts'

/** What of a model is needed to weigh a pair. */
export type Weighing = Pick<TrainedModel, 'fields' | 'share' | 'exchanged' | 'others'>

/** Bits of a pair, of one person and of each class of people who are two, against strangers, shares included; and whether anything that is a person's own agrees. */
export type Weighed = { readonly person: number; readonly others: readonly number[]; readonly isOwn: boolean }

/** Before what is rare is looked at: the levels by field, -1 where either side says nothing. */
export function weighLevels({ fields, share, exchanged, others }: Weighing, levels: readonly number[]): Weighed {
  const sum = (of: readonly (readonly number[])[]): number =>
    levels.reduce((bits, level, field) => bits + (level < 0 ? 0 : (of[field]?.[level] ?? 0)), 0)
  const person = Math.log2(share) + sum(fields.map(({ weights }) => weights))
  return {
    person: exchanged === undefined ? person : Math.log2(2 ** person + exchanged.share * 2 ** sum(exchanged.weights)),
    others: others.map((one) => Math.log2(one.share) + sum(one.weights)),
    isOwn: others.length === 0 || levels.some((level, field) => (fields[field]?.ownFrom ?? Infinity) <= level),
  }
}

/**
 * Of those of a class who agree on a field, which part agree because they share it, and not by chance: only for these a rare value speaks.
 * Strangers of one origin agree by chance alone.
 */
export function sharedPart({ others }: Weighing, of: number, field: number): number {
  const top = others[of]?.weights[field]?.at(-1) ?? 0
  const part = Math.max(0, 1 - 2 ** -top)
  // What next to all of them share counts as shared, which saves a logarithm a pair.
  return part >= 0.999 ? 1 : part
}

/**
 * The weight in bits for one person against all who are two; probability 1 / (1 + 2^-weight). `terms`: by field, how many bits rarer the value on
 * which both agree is than values on the whole, 0 where they do not agree. Where nothing that is a person's own agrees, one person is never the likelier.
 */
export function weigh(model: Weighing, levels: readonly number[], terms: readonly number[] = []): number {
  const { person, others, isOwn } = weighLevels(model, levels)
  const strangers = 1 - model.share - (model.exchanged?.share ?? 0) - model.others.reduce((sum, { share }) => sum + share, 0)
  const rare = (part: number, bits: number): number => (part >= 1 ? bits : Math.log2(part * 2 ** bits + 1 - part))
  const against = others.reduce(
    (sum, bits, of) => sum + 2 ** (bits + terms.reduce((all, term, field) => all + rare(sharedPart(model, of, field), term), 0)),
    strangers,
  )
  const weight = person + terms.reduce((sum, one) => sum + one, 0) - Math.log2(against)
  return isOwn ? weight : Math.min(0, weight)
}

export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight)
}

/** A weight to so many digits as SQL rounds it, halves away from nought. */
export function roundedWeight(weight: number, digits: number): number {
  const unit = 10 ** digits
  return (Math.sign(weight) * Math.round(Math.abs(weight) * unit)) / unit
}
