/** One step of the search for duplicates. */
export type NightStep = { readonly persons: number; readonly proposed: number; readonly more: boolean }

/** What the command answered; what is missing counts as nothing. */
export function parseNightStep(value: unknown): NightStep {
  const { persons = 0, proposed = 0, more = false } = value as Partial<NightStep>
  return { persons, proposed, more }
}
