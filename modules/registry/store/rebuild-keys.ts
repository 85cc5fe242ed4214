import type { Keeping } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import { featuresOf } from '@convive/matching'
import { ear } from './ear.ts'
import { openFacts, type SealedDocument } from './facts.ts'
import { matchSubject } from '../domain/match-subject.ts'
import { keptKeysOf, type Facts } from './findable.ts'
import { asList } from './save-household.ts'

type Indexed = { readonly personId: string; readonly organisationId: string }
const pageSize = 1000

/**
 * Computes every person's search keys anew from their facts, for each organisation that finds them by keys. Runs as the
 * owner, when nobody is served yet.
 */
export const rebuildKeys: Required<Keeping>['rebuild'] = async ({ tx, vault, done }) => {
  const all = (await tx.first(sql<{ n: number }>`select count(distinct person_id)::int as n from registry.person_search`))?.n ?? 0
  // One index built at the end costs a fraction of one kept up to date.
  await tx.run(sql`alter table registry.search_key drop constraint search_key_pkey`)
  let [last, through] = ['00000000-0000-0000-0000-000000000000', 0]
  let writing: Promise<unknown> = Promise.resolve()
  for (;;) {
    const page = await nextPage(tx, last)
    if (page.length === 0) break
    const documents = Map.groupBy(await documentsOf(tx, page), (row) => row.personId)
    const keys = new Map(
      page.map((personId): [string, string] => {
        const facts: Facts = Object.assign({}, ...(documents.get(personId) ?? []).map((row) => openFacts(vault, row)))
        return [personId, asList(keptKeysOf({ vault }, featuresOf(matchSubject(facts, []), ear)))]
      }),
    )
    // The next page is computed while this one is written.
    await writing
    writing = keep(tx, keys)
    through += page.length
    last = page.at(-1) ?? last
    done(through, all)
  }
  await writing
  await tx.run(sql`set local maintenance_work_mem = '256MB'`)
  await tx.run(sql`alter table registry.search_key add constraint search_key_pkey primary key (key, organisation_id, person_id)`)
}

async function nextPage(tx: Transaction, last: string): Promise<readonly string[]> {
  const rows = await tx.rows(sql<Pick<Indexed, 'personId'>>`select distinct person_id as "personId" from registry.person_search
    where person_id > ${last}::uuid order by person_id limit ${pageSize}`)
  return rows.map((row) => row.personId)
}

async function documentsOf(tx: Transaction, persons: readonly string[]): Promise<readonly SealedDocument[]> {
  return tx.rows(sql<SealedDocument>`select distinct on (f.person_id, f.class) f.person_id as "personId", f.class, f.version, f.sealed, k.wrapped
    from registry.facts f join registry.person_key k on k.person_id = f.person_id
    where f.person_id = any (${[...persons]}::uuid[]) and f.class < 3 order by f.person_id, f.class, f.version desc`)
}

async function keep(tx: Transaction, keys: ReadonlyMap<string, string>): Promise<void> {
  await tx.run(sql`with made as (select * from unnest(${[...keys.keys()]}::uuid[], ${[...keys.values()]}::text[]) as m (person_id, list)),
    kept as (update registry.person_search s set keys = m.list::bigint[] from made m where s.person_id = m.person_id
      returning s.person_id, s.organisation_id, s.keys)
    insert into registry.search_key (key, organisation_id, person_id)
    select k, kept.organisation_id, kept.person_id from kept cross join lateral unnest(kept.keys) k
    where not exists (select from registry.person p where p.person_id = kept.person_id and p.sealed)`)
}
