import type { Reading, Work } from '@convive/commands'
import { sql, type RawBuilder, type Transaction } from '@convive/database'

/** A pair in the queue, the smaller id first. */
export type Review = {
  readonly personId: string
  readonly otherId: string
  readonly band: 'very_likely' | 'possible'
  readonly since: Date
  readonly open: boolean
  readonly proposedBy: string | null
  readonly proposalSealed: Buffer | null
}
type Found = { readonly personId: string | undefined; readonly otherId: string; readonly band: string }
type FoundPair = { readonly personId: string; readonly otherId: string; readonly band: string }

const columns = sql.raw(
  `person_id as "personId", other_id as "otherId", band, since, open, proposed_by as "proposedBy", proposal_sealed as "proposalSealed"`,
)

/** Keeps who may be the same for somebody to look at, with the commit: whoever registers does not wait for it. */
export function keepLikely(work: Work, pairs: readonly Found[]): void {
  const known = pairs.flatMap(({ personId, ...rest }) => (personId === undefined ? [] : [{ personId, ...rest }]))
  if (known.length > 0) work.tx.atEnd(insertReviews(known, work.now))
}

/** Puts pairs into the queue now; how many were not there before. */
export async function proposePairs({ tx, now }: Pick<Work, 'tx' | 'now'>, pairs: readonly FoundPair[]): Promise<number> {
  return pairs.length === 0 ? 0 : tx.run(insertReviews(pairs, now))
}

/** Puts pairs into the queue of the actor's organisation; whoever waits there already keeps their place. */
function insertReviews(pairs: readonly FoundPair[], now: Date): RawBuilder<unknown> {
  const rows = pairs.map(({ personId, otherId, band }) => {
    const [first, second] = [personId, otherId].toSorted()
    return { first, second, band }
  })
  return sql`insert into registry.review (person_id, other_id, organisation_id, band, since)
    select first, second, app.organisation(), band, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (first uuid, second uuid, band text) on conflict do nothing`
}

export async function findReview(tx: Transaction, pair: Pick<Review, 'personId' | 'otherId'>): Promise<Review | undefined> {
  return tx.first(sql<Review>`select ${columns} from registry.review
    where person_id = ${pair.personId} and other_id = ${pair.otherId} and organisation_id = app.organisation()`)
}

/** The queue, whoever waits longest first; one more than asked for says that there are more. */
export async function openReviews(
  tx: Transaction,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<readonly Review[]> {
  return tx.rows(sql<Review>`select ${columns} from registry.review where organisation_id = app.organisation() and open
    order by since, person_id, other_id limit ${size + 1} offset ${page * size}`)
}

/** The pair that comes after this one in the queue, or the first. */
export async function nextReview(tx: Transaction, after?: Review): Promise<Review | undefined> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (since, person_id, other_id) > (${after.since}::timestamptz, ${after.personId}::uuid, ${after.otherId}::uuid)`
  return tx.first(sql<Review>`select ${columns} from registry.review where organisation_id = app.organisation() and open ${behind}
    order by since, person_id, other_id limit 1`)
}

/** How many wait, counted no further than `most` + 1. */
export async function countReviews(tx: Transaction, most: number): Promise<number> {
  const row = await tx.first(sql<{ n: number }>`select count(*)::int as n from (
    select from registry.review where organisation_id = app.organisation() and open limit ${most + 1}) waiting`)
  return row?.n ?? 0
}

export type ReviewState = Pick<Review, 'personId' | 'otherId' | 'open' | 'proposedBy' | 'proposalSealed'>

/** What became of a pair. Still open, it goes to the end of the queue; a pair nobody had found is kept when it stays open. */
export async function setReview(tx: Transaction, state: ReviewState, now: Date): Promise<void> {
  await tx.run(sql`insert into registry.review (person_id, other_id, organisation_id, band, since, open, proposed_by, proposal_sealed)
    values (${state.personId}, ${state.otherId}, app.organisation(), 'possible', ${now}, ${state.open}, ${state.proposedBy}, ${state.proposalSealed})
    on conflict (person_id, other_id, organisation_id) do update set since = excluded.since, open = excluded.open,
      proposed_by = excluded.proposed_by, proposal_sealed = excluded.proposal_sealed`)
}

/** Pairs within one group of linked records need no answer any more. */
export async function closeWithin(tx: Transaction, group: readonly string[]): Promise<void> {
  await tx.run(sql`update registry.review set open = false where person_id = any (${[...group]}::uuid[])
    and other_id = any (${[...group]}::uuid[]) and organisation_id = app.organisation() and open`)
}

/** The first member's words, kept with the pair until another member has answered. */
export function sealProposal(
  work: Work,
  one: { readonly personId: string; readonly otherId: string; readonly reason: string },
): Buffer {
  return work.vault.seal(proposalContext(one), Buffer.from(one.reason))
}

export function proposalOf(reading: Reading, review: Review): string {
  return review.proposalSealed === null ? '' : reading.vault.open(proposalContext(review), review.proposalSealed).toString()
}

function proposalContext({ personId, otherId }: { readonly personId: string; readonly otherId: string }): string {
  return `registry.review/${personId}/${otherId}`
}
