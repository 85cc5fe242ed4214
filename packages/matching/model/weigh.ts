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
    // With fewer than two such fields nothing would tell one person with an error from two.
    isOwn:
      fields.filter(({ ownFrom }) => ownFrom !== undefined).length < 2 ||
      levels.some((level, field) => (fields[field]?.ownFrom ?? Infinity) <= level),
  }
}

/** Which part of all pairs are neither one person nor of any class. */
export function strangersOf({ share, exchanged, others }: Weighing): number {
  return others.reduce((left, one) => left - one.share, 1 - share - (exchanged?.share ?? 0))
}

/** The most that a pair weighs of which nothing that is a person's own agrees, in bits: just under one half, where nobody is joined. */
export const mostWithoutOwn = -0.001

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
  const rare = (part: number, bits: number): number => (part >= 1 ? bits : Math.log2(part * 2 ** bits + 1 - part))
  const against = others.reduce(
    (sum, bits, of) => sum + 2 ** (bits + terms.reduce((all, term, field) => all + rare(sharedPart(model, of, field), term), 0)),
    strangersOf(model),
  )
  const weight = person + terms.reduce((sum, one) => sum + one, 0) - Math.log2(against)
  return isOwn ? weight : Math.min(mostWithoutOwn, weight)
}

export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight)
}

/** A weight to so many digits as SQL rounds it, halves away from nought. */
export function roundedWeight(weight: number, digits: number): number {
  const unit = 10 ** digits
  return (Math.sign(weight) * Math.round(Math.abs(weight) * unit)) / unit
}
