import type { Vault } from '@convive/access'
import { sql, transactionOn, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'
import pg from 'pg'
import { decideRegistration } from '../domain/decide-registration.ts'
import type { HouseholdInput } from '../domain/household-input.ts'
import { classOf } from '../store/fact-rules.ts'
import { factsContext } from '../store/facts.ts'
import { packFacts } from '../store/parse-facts.ts'
import { rebuildMarkedKeys } from '../store/renew-keys.ts'

/** A household to store, with the ids that it and its members shall have. */
export type ToStore = {
  readonly input: HouseholdInput
  readonly householdId: string
  readonly ids: readonly string[]
  readonly organisationId: string
}
type Storing = { readonly ownerUrl: string; readonly vault: Vault; readonly now: Date; readonly today: CalendarDate }

const atOnce = 4000

/**
 * Stores households as registering them does (sealed facts, keys of their own, access rows, search keys by the code of an upgrade), thousands to a
 * statement; without what a check never reads: journal, consents, codes, statistics.
 */
export async function storeMany(storing: Storing, households: Iterable<ToStore>, told: (what: string) => void): Promise<void> {
  // Tables are written side by side: statements are sent without waiting for the answers to earlier ones, as the server's own are.
  const client = new pg.Client({ connectionString: storing.ownerUrl, pipeline: true })
  await client.connect()
  try {
    await client.query('begin')
    const tx = transactionOn(client)
    let writing: Promise<unknown> = Promise.resolve()
    let page: Row[] = []
    let through = 0
    for (const household of households) {
      page.push(...rowsOf(household, storing))
      if (page.length < atOnce) continue
      // The next page is sealed while this one is written.
      await writing
      writing = write(tx, page, storing.now)
      through += page.length
      if (through % 100_000 < atOnce) told(`${through} stored`)
      page = []
    }
    await writing
    await write(tx, page, storing.now)
    // Keys are made by statements that ask by person: without figures about the tables each would read them whole.
    await client.query('commit')
    await client.query('analyze')
    await client.query('begin')
    await rebuildMarkedKeys({
      tx,
      vault: storing.vault,
      done: (made, all) => (made % 100_000 === 0 ? told(`keys of ${made} of ${all} made`) : undefined),
    })
    await client.query('commit')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

type Row = {
  readonly personId: string
  readonly householdId: string
  readonly organisationId: string
  readonly relation: string
  readonly wrapped: Buffer
  readonly master: number
  readonly facts: readonly { readonly class: number; readonly sealed: Buffer }[]
}

function rowsOf({ input, householdId, ids, organisationId }: ToStore, { vault, today }: Storing): readonly Row[] {
  const decided = decideRegistration(input, { today, by: organisationId })
  if (!decided.ok) throw new Error(`a made-up household is refused: ${decided.refusals[0].code}`)
  return decided.value.people.map((person, at) => {
    const personId = ids[at] ?? ''
    const { key, wrapped, master } = vault.newPersonKey(personId)
    const facts = ([1, 2, 3] as const).flatMap((level) => {
      const some = Object.entries(person.facts).filter(([id]) => classOf(id) === level)
      const sealed = (): Buffer => key.seal(factsContext(personId, level, 1), packFacts(Object.fromEntries(some)))
      return some.length === 0 ? [] : [{ class: level, sealed: sealed() }]
    })
    return { personId, householdId, organisationId, relation: person.relation, wrapped, master, facts }
  })
}

async function write(tx: Transaction, rows: readonly Row[], now: Date): Promise<void> {
  const ids = rows.map((row) => row.personId)
  const offices = rows.map((row) => row.organisationId)
  const homes = rows.map((row) => row.householdId)
  const facts = rows.flatMap((row) => row.facts.map((one) => ({ ...one, personId: row.personId })))
  await Promise.all([
    tx.run(sql`insert into registry.person (person_id, version, registered_by, registered, number)
      select p, 1, o, ${now}::timestamptz, 'YB-' || nextval('registry.registration_number') from unnest(${ids}::uuid[], ${offices}::uuid[]) as n (p, o)`),
    tx.run(sql`insert into registry.person_key (person_id, wrapped, master)
      select * from unnest(${ids}::uuid[], ${rows.map((row) => row.wrapped)}::bytea[], ${rows.map((row) => row.master)}::smallint[])`),
    tx.run(sql`insert into registry.facts (person_id, class, version, sealed)
      select p, c, 1, s from unnest(${facts.map((one) => one.personId)}::uuid[], ${facts.map((one) => one.class)}::smallint[], ${facts.map((one) => one.sealed)}::bytea[]) as n (p, c, s)`),
    tx.run(sql`insert into registry.household (household_id, organisation_id, registered)
      select distinct on (h) h, o, ${now}::timestamptz from unnest(${homes}::uuid[], ${offices}::uuid[]) as n (h, o)`),
    tx.run(sql`insert into registry.household_member (person_id, household_id, relation, since)
      select p, h, r, ${now}::date from unnest(${ids}::uuid[], ${homes}::uuid[], ${rows.map((row) => row.relation)}::text[]) as n (p, h, r)`),
    tx.run(sql`insert into access.person_access (person_id, grantee_id, basis, scope)
      select p, o, 1, 3 from unnest(${ids}::uuid[], ${offices}::uuid[]) as n (p, o)`),
    tx.run(sql`insert into registry.person_search (person_id, organisation_id, keys)
      select p, o, '{}' from unnest(${ids}::uuid[], ${offices}::uuid[]) as n (p, o)`),
  ])
}
