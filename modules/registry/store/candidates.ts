import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { loadWeights, rankCandidates, searchKeysOf, strongKeysOf, type Candidate } from '@convive/matching'
import { displayName, matchSubject } from '../domain/match-subject.ts'
import { findHits } from './duplicates.ts'
import { loadFacts } from './facts.ts'
import { membersOf, personsByIds } from './persons.ts'

const weights = loadWeights()

export type Likely = Candidate<string> & {
  readonly name: string
  readonly birth: string | undefined
  readonly number: string
  readonly registered: Date
  readonly place: string | undefined
  readonly householdId: string | null
}

export type Duplicates = { readonly likely: readonly Likely[]; readonly elsewhere: boolean }

type Facts = Readonly<Record<string, FactState | undefined>>

/** Records that may be the same person: candidates by shared keys, scored, the best five with their reasons. */
export async function findDuplicates(
  reading: Reading,
  asked: { readonly facts: Facts; readonly householdNames: readonly string[]; readonly except: readonly string[] },
): Promise<Duplicates> {
  const subject = matchSubject(asked.facts, asked.householdNames)
  const { searchSecret } = reading.vault
  const hits = await findHits(reading.tx, searchKeysOf(subject, searchSecret), strongKeysOf(subject, searchSecret))
  const elsewhere = hits.some((hit) => hit.elsewhere)
  const ids = hits
    .flatMap((hit) => (hit.personId === null || asked.except.includes(hit.personId) ? [] : [hit.personId]))
    .slice(0, 25)
  if (ids.length === 0) return { likely: [], elsewhere }
  const rows = await personsByIds(reading.tx, ids)
  const households = new Map(
    await Promise.all(
      [...new Set(rows.flatMap((row) => row.householdId ?? []))].map(
        async (id) => [id, await membersOf(reading.tx, id)] as const,
      ),
    ),
  )
  const everyone = [...new Set([...ids, ...[...households.values()].flat().map((row) => row.personId)])]
  const known = await loadFacts(reading.tx, reading.vault, { persons: everyone, upTo: 1 })
  const candidates = rows.flatMap((row) => {
    const facts = known.get(row.personId)?.facts
    const others = (households.get(row.householdId ?? '') ?? [])
      .filter((one) => one.personId !== row.personId)
      .map((one) => displayName(known.get(one.personId)?.facts ?? {}))
    return facts === undefined ? [] : [{ id: row.personId, subject: matchSubject(facts, others) }]
  })
  const byId = new Map(rows.map((row) => [row.personId, row]))
  const likely = rankCandidates(subject, candidates, weights).flatMap((one): readonly Likely[] => {
    const [row, facts] = [byId.get(one.id), known.get(one.id)?.facts]
    if (row === undefined || facts === undefined) return []
    const text = (id: string): string | undefined => (facts[id]?.state === 'value' ? String(facts[id].value) : undefined)
    return [
      {
        ...one,
        name: displayName(facts),
        birth: text('birth_date'),
        place: text('place'),
        number: row.number,
        registered: row.registered,
        householdId: row.householdId,
      },
    ]
  })
  reading.shows(...likely.map((one) => one.id))
  return { likely, elsewhere }
}
