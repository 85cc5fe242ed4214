import type { Vault } from '@convive/access'
import { sql, type Transaction } from '@convive/database'
import { allStrata, stratumName, type StratumOf } from '../domain/run-counts.ts'

export type Sampled = { readonly personId: string; readonly otherId: string; readonly stratum: StratumOf }
type Answer = 'same' | 'different' | 'unsure' | null

/** So many of each stratum: 36 strata of eight make at most 288 pairs to judge. */
const ofEach = 8

/** Keeps what this part of a run adds to the sample: of each stratum the pairs with the smallest keyed hash. */
export async function keepSample(
  { tx, vault }: { readonly tx: Transaction; readonly vault: Vault },
  pairs: readonly Sampled[],
  runId: string,
): Promise<void> {
  const drawn = pairs.map(({ personId, otherId, stratum }) => ({
    personId,
    otherId,
    stratum: hashOf(vault, 'duplicate-stratum', stratumName(stratum)),
    drawn: hashOf(vault, 'duplicate-sample', `${personId} ${otherId}`),
  }))
  const few = [...Map.groupBy(drawn, (one) => one.stratum).values()].flatMap((some) =>
    some.toSorted((a, b) => (a.drawn < b.drawn ? -1 : 1)).slice(0, ofEach),
  )
  if (few.length === 0) return
  const rows = few.map((one) => ({ ...one, stratum: String(one.stratum), drawn: String(one.drawn) }))
  await tx.run(sql`insert into registry.duplicate_sample (person_id, other_id, organisation_id, stratum, drawn, run_id)
    select "personId", "otherId", app.organisation(), stratum, drawn, ${runId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("personId" uuid, "otherId" uuid, stratum bigint, drawn bigint)
    on conflict (person_id, other_id, organisation_id) do update set stratum = excluded.stratum, drawn = excluded.drawn, run_id = excluded.run_id`)
  await tx.run(sql`delete from registry.duplicate_sample d using (
      select s.person_id, s.other_id, row_number() over (partition by s.stratum order by s.drawn, s.person_id, s.other_id) as place
      from registry.duplicate_sample s where s.organisation_id = app.organisation() and s.stratum = any (${[...new Set(rows.map((one) => one.stratum))]}::bigint[])) p
    where p.place > ${ofEach} and d.person_id = p.person_id and d.other_id = p.other_id and d.organisation_id = app.organisation()`)
}

/** At the end of a run: pairs that it did not come by any more. */
export async function dropOldSample(tx: Transaction, runId: string): Promise<void> {
  await tx.run(sql`delete from registry.duplicate_sample where organisation_id = app.organisation() and run_id <> ${runId}`)
}

/** The sample with what was last said of each pair; two records that are linked, whoever linked them, are the same. */
export async function judgedSample({
  tx,
  vault,
}: {
  readonly tx: Transaction
  readonly vault: Vault
}): Promise<readonly (Sampled & { readonly answer: Answer })[]> {
  const strata = new Map(allStrata().map((one) => [hashOf(vault, 'duplicate-stratum', stratumName(one)), one]))
  const rows = await tx.rows(sql<{
    personId: string
    otherId: string
    stratum: string
    answer: Answer
  }>`select s.person_id as "personId", s.other_id as "otherId", s.stratum::text, coalesce(
      (select d.decision from registry.duplicate_decision d where d.person_id = s.person_id and d.other_id = s.other_id
        and d.organisation_id = app.organisation() and d.undone is null order by d.decision_id desc limit 1),
      case when coalesce((select a.survivor_id from registry.alias a where a.person_id = s.person_id), s.person_id)
        = coalesce((select a.survivor_id from registry.alias a where a.person_id = s.other_id), s.other_id) then 'same' end) as answer
    from registry.duplicate_sample s where s.organisation_id = app.organisation() order by s.drawn`)
  return rows.flatMap(({ stratum: hashed, ...row }) => {
    const stratum = strata.get(BigInt(hashed))
    return stratum === undefined ? [] : [{ ...row, stratum }]
  })
}

function hashOf(vault: Vault, label: string, value: string): bigint {
  return vault.hmac(label, value).readBigInt64BE(0)
}
