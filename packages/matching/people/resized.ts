import type { PersonModel } from './compare-people.ts'

/** A registry is taken for no smaller and no larger than this, whatever was counted: the prior of a handful of people would believe anything. */
const [smallest, largest] = [2000, 10_000_000]

/**
 * The same model for a registry of so many people. The more there are, the fewer of all pairs are one person, or live together; the larger the part that
 * are strangers who happen to be alike.
 */
export function resized(of: PersonModel, people: number): PersonModel {
  const { model } = of
  const scale = model.trained.records / Math.max(smallest, Math.min(largest, people))
  const smaller = <One extends { readonly share: number }>(one: One): One => ({ ...one, share: one.share * scale })
  return {
    ...of,
    model: {
      ...model,
      share: model.share * scale,
      others: model.others.map(smaller),
      ...(model.exchanged === undefined ? {} : { exchanged: smaller(model.exchanged) }),
    },
  }
}
