import type { FactState } from '@convive/facts'
import type { Jurisdiction } from './pack/procedure.ts'

/**
 * The law that applies is that of the country a person is in, and the rights that hold anywhere. Without knowing where, that of
 * every country; in a country that no pack describes (or known to be in none of them), only what holds anywhere.
 */
export function jurisdictionsIn<Kind extends Pick<Jurisdiction, 'country'>>(
  all: readonly Kind[],
  stay: FactState | undefined,
): readonly Kind[] {
  if (stay === undefined || stay.state === 'unknown' || stay.state === 'declined') return all
  return all.filter((one) => one.country === 'any' || (stay.state === 'value' && one.country === stay.value))
}
