import { sessionOf, type Actor, type Vault } from '@convive/access'
import { sql, type Database, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'
import { rankCandidates } from '@convive/matching'
import { decideRegistration } from '../domain/decide-registration.ts'
import type { HouseholdInput } from '../domain/household-input.ts'
import { findHits } from '../store/duplicates.ts'
import { findablesOf } from '../store/findable.ts'
import { gatherCandidates } from '../store/gather-candidates.ts'
import { modelFor } from '../store/name-counts.ts'

export const phases = [
  'names, sounds and keys',
  'who shares keys, and their records (SQL)',
  'names and homes (SQL)',
  'opened and compared',
] as const
export type Phase = (typeof phases)[number]

/** Of each member: whom the keys led to, who was compared, who is shown. */
export type Found = { readonly hits: readonly string[]; readonly compared: readonly string[]; readonly shown: readonly string[] }
export type Asked = {
  readonly members: readonly Found[]
  readonly keys: number
  readonly milliseconds: Readonly<Record<Phase, number>>
}
type Asking = { readonly database: Database; readonly vault: Vault; readonly today: CalendarDate; readonly actor: Actor }

/** What `registry/check-duplicates` does, step by step, each timed; in a transaction of the officer's, under row-level security. */
export async function askInSteps({ database, vault, today, actor }: Asking, input: HouseholdInput): Promise<Asked> {
  const began = performance.now()
  const decided = decideRegistration(input, { today, by: 'bench' })
  if (!decided.ok) throw new Error(decided.refusals[0].code)
  const people = findablesOf(
    { vault },
    decided.value.people.map((person) => person.facts),
  )
  const keyed = performance.now()
  return database.transaction(sessionOf(actor, 'registration'), async (tx) => {
    // The beginning of the transaction is nobody's phase.
    await tx.rows(sql`select 1`)
    const from = performance.now()
    const { hits, records } = await findHits(tx, people)
    const found = performance.now()
    const waited = { milliseconds: 0 }
    const asked = people.map((person) => ({ ...person, household: 0, beside: [] }))
    const model = await modelFor(
      { tx: timed(tx, waited), vault },
      people.map(({ features }) => features),
    )
    const gathered = await gatherCandidates({ tx: timed(tx, waited), vault }, asked, { hits, records, ranked: true })
    const shown = gathered.map(({ features, candidates }) => rankCandidates(features, candidates, model))
    const done = performance.now()
    return {
      keys: people.reduce((sum, one) => sum + one.askedKeys.length, 0),
      members: gathered.map(({ compared }, number) => ({
        hits: hits.flatMap((hit) => (hit.number === number ? (hit.personId ?? []) : [])),
        compared,
        shown: (shown[number] ?? []).flatMap(({ id }) => ('row' in id ? [id.row.personId] : [])),
      })),
      milliseconds: {
        'names, sounds and keys': keyed - began,
        'who shares keys, and their records (SQL)': found - from,
        'names and homes (SQL)': waited.milliseconds,
        'opened and compared': done - found - waited.milliseconds,
      },
    }
  })
}

function timed(tx: Transaction, waited: { milliseconds: number }): Transaction {
  return {
    ...tx,
    async rows(query) {
      const from = performance.now()
      const rows = await tx.rows(query)
      waited.milliseconds += performance.now() - from
      return rows
    },
  }
}
