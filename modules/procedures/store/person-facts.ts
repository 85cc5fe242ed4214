import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { loadFacts, type KnownFacts } from '@convive/registry'
import type { FactView } from '@convive/rules'

/** A registered person's facts as the rules read them: asked once, used everywhere. */
export async function personView(
  reading: Reading,
  personId: string,
): Promise<{ readonly view: FactView; readonly known: KnownFacts } | undefined> {
  const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 2 })).get(personId)
  if (known === undefined) return undefined
  return { known, view: { today: reading.today, facts: stripped(known.facts) } }
}

function stripped(facts: KnownFacts['facts']): Readonly<Record<string, FactState>> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, fact]): [string, FactState] => [
      id,
      fact.state === 'value' ? { state: 'value', value: fact.value } : { state: fact.state },
    ]),
  )
}
