import { findCountry } from '@convive/accounts'
import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { findPerson, loadFacts, type KnownFacts } from '@convive/registry'
import type { FactView } from '@convive/rules'

/** A registered person's facts as the rules read them: asked once, used everywhere. */
export async function personView(
  reading: Reading,
  personId: string,
): Promise<{ readonly view: FactView; readonly known: KnownFacts } | undefined> {
  const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 2 })).get(personId)
  if (known === undefined) return undefined
  const facts = await withStay(reading, personId, stripped(known.facts))
  return { known, view: { today: reading.today, facts } }
}

/** Who has not said where they are is where the office is that registered them. */
async function withStay(reading: Reading, personId: string, facts: FactView['facts']): Promise<FactView['facts']> {
  if ((facts['country_of_stay']?.state ?? 'unknown') !== 'unknown') return facts
  const person = await findPerson(reading.tx, personId)
  const country = person === undefined ? undefined : await findCountry(reading.tx, person.registeredBy)
  return country === undefined ? facts : { ...facts, country_of_stay: { state: 'value', value: country } }
}

function stripped(facts: KnownFacts['facts']): Readonly<Record<string, FactState>> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, fact]): [string, FactState] => [
      id,
      fact.state === 'value' ? { state: 'value', value: fact.value } : { state: fact.state },
    ]),
  )
}
