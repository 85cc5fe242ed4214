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

/**
 * Puts pairs into the queue of the actor's organisation; whoever waits there already keeps their place. Whoever was taken out without an answer
 * (the record was sealed for a while) waits again.
 */
function insertReviews(pairs: readonly FoundPair[], now: Date): RawBuilder<unknown> {
  const rows = pairs.map(({ personId, otherId, band }) => {
    const [first, second] = [personId, otherId].toSorted()
    return { first, second, band }
  })
  return sql`insert into registry.review (person_id, other_id, organisation_id, band, since)
    select distinct on (first, second) first, second, app.organisation(), band, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (first uuid, second uuid, band text) order by first, second
    on conflict (person_id, other_id, organisation_id) do update set open = true, since = excluded.since, band = excluded.band
    where not review.open and not exists (select from registry.duplicate_decision d where d.person_id = review.person_id
      and d.other_id = review.other_id and d.undone is null and d.decision <> 'unsure')`
}

export async function findReview(tx: Transaction, pair: Pick<Review, 'personId' | 'otherId'>): Promise<Review | undefined> {
  return tx.first(sql<Review>`select ${columns} from registry.review
    where person_id = ${pair.personId} and other_id = ${pair.otherId} and organisation_id = app.organisation()`)
}

/** The queue, whoever waits longest first. */
export async function openReviews(tx: Transaction, most: number): Promise<readonly Review[]> {
  return tx.rows(sql<Review>`select ${columns} from registry.review where organisation_id = app.organisation() and open
    order by since, person_id, other_id limit ${most}`)
}

/** Where somebody is in the queue. */
export type Place = Pick<Review, 'since' | 'personId' | 'otherId'>

/** Pairs behind a place in the queue, or the first; not those of which this member waits for somebody else. */
export async function reviewsBehind(
  tx: Transaction,
  { behind, notBy, most }: { readonly behind: Place | undefined; readonly notBy: string; readonly most: number },
): Promise<readonly Review[]> {
  const after =
    behind === undefined
      ? sql``
      : sql`and (since, person_id, other_id) > (${behind.since}::timestamptz, ${behind.personId}::uuid, ${behind.otherId}::uuid)`
  return tx.rows(sql<Review>`select ${columns} from registry.review where organisation_id = app.organisation() and open ${after}
    and proposed_by is distinct from ${notBy}::uuid order by since, person_id, other_id limit ${most}`)
}

/** How many wait, counted no further than `most` + 1. */
export async function countReviews(tx: Transaction, most: number): Promise<number> {
  const row = await tx.first(sql<{ n: number }>`select count(*)::int as n from (
    select from registry.review where organisation_id = app.organisation() and open limit ${most + 1}) waiting`)
  return row?.n ?? 0
}

export type ReviewState = Pick<Review, 'personId' | 'otherId' | 'open' | 'proposedBy' | 'proposalSealed'>

/** Whether neither record is sealed: such a pair does not wait for anybody. */
function neitherSealed(personId: RawBuilder<unknown>, otherId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (select from registry.person s where s.person_id in (${personId}, ${otherId}) and s.sealed)`
}

/** What became of a pair. Still open, it goes to the end of the queue; answered, it keeps its place for whoever goes on from there. */
export async function setReview(tx: Transaction, state: ReviewState, now: Date): Promise<void> {
  await tx.run(sql`insert into registry.review (person_id, other_id, organisation_id, band, since, open, proposed_by, proposal_sealed)
    values (${state.personId}, ${state.otherId}, app.organisation(), 'possible', ${now}, ${state.open} and ${neitherSealed(sql`${state.personId}::uuid`, sql`${state.otherId}::uuid`)}, ${state.proposedBy}, ${state.proposalSealed})
    on conflict (person_id, other_id, organisation_id) do update set since = case when excluded.open then excluded.since else review.since end, open = excluded.open,
      proposed_by = excluded.proposed_by, proposal_sealed = excluded.proposal_sealed`)
}

/** Pairs within one group of linked records need no answer any more. */
export async function closeWithin(tx: Transaction, group: readonly string[]): Promise<void> {
  await tx.run(sql`update registry.review set open = false where person_id = any (${[...group]}::uuid[])
    and other_id = any (${[...group]}::uuid[]) and organisation_id = app.organisation() and open`)
}

/** Pairs between two persons, of several records each, that need no answer of their own: this one asks, or answers, for all. */
export async function closeBetween(
  tx: Transaction,
  [ones, others]: readonly [readonly string[], readonly string[]],
  but: Pick<Review, 'personId' | 'otherId'>,
): Promise<void> {
  await tx.run(sql`update registry.review set open = false where organisation_id = app.organisation() and open
    and ((person_id = any (${[...ones]}::uuid[]) and other_id = any (${[...others]}::uuid[]))
      or (person_id = any (${[...others]}::uuid[]) and other_id = any (${[...ones]}::uuid[])))
    and (person_id, other_id) <> (${but.personId}::uuid, ${but.otherId}::uuid)`)
}

/** Pairs of these records that were closed by an answer that no longer holds wait again. */
export async function reopenAmong(
  tx: Transaction,
  records: readonly string[],
  isSettled: (pair: readonly [string, string]) => boolean,
): Promise<void> {
  const closed = await tx.rows(sql<Pick<Review, 'personId' | 'otherId'>>`select person_id as "personId", other_id as "otherId"
    from registry.review where person_id = any (${[...records]}::uuid[]) and other_id = any (${[...records]}::uuid[])
    and organisation_id = app.organisation() and not open`)
  const again = closed.filter(({ personId, otherId }) => !isSettled([personId, otherId]))
  if (again.length === 0) return
  await tx.run(sql`update registry.review r set open = true, proposed_by = null, proposal_sealed = null
    from unnest(${again.map((one) => one.personId)}::uuid[], ${again.map((one) => one.otherId)}::uuid[]) as p (person_id, other_id)
    where r.person_id = p.person_id and r.other_id = p.other_id and r.organisation_id = app.organisation()
      and ${neitherSealed(sql`r.person_id`, sql`r.other_id`)}`)
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
