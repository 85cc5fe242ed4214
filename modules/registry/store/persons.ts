import { sql, type Transaction } from '@convive/database'

export type PersonRow = {
  readonly personId: string
  readonly version: number
  readonly number: string
  readonly registered: Date
  readonly registeredBy: string
  readonly privateInterview: boolean
  readonly householdId: string | null
  readonly relation: string | null
  /** The record this one was found to be the same as. */
  readonly survivorId: string | null
}

const columns =
  sql.raw(`p.person_id as "personId", p.version, p.number, p.registered, p.registered_by as "registeredBy", p.private_interview as "privateInterview",
  m.household_id as "householdId", m.relation, a.survivor_id as "survivorId"`)
const joined = sql.raw(`registry.person p left join registry.household_member m on m.person_id = p.person_id and m.until is null
  left join registry.alias a on a.person_id = p.person_id`)

export async function findPerson(tx: Transaction, personId: string): Promise<PersonRow | undefined> {
  return tx.first(sql<PersonRow>`select ${columns} from ${joined} where p.person_id = ${personId}`)
}

export async function personsByIds(tx: Transaction, ids: readonly string[]): Promise<readonly PersonRow[]> {
  return tx.rows(sql<PersonRow>`select ${columns} from ${joined} where p.person_id = any (${[...ids]}::uuid[])`)
}

/** Registration numbers by person; of whom the actor does not see, none. */
export async function numbersOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows(sql<{ personId: string; number: string }>`select person_id as "personId", number
    from registry.person where person_id = any (${[...ids]}::uuid[])`)
  return new Map(rows.map(({ personId, number }) => [personId, number]))
}

/** Those who live in a household now, the focal point first. */
export async function membersOf(tx: Transaction, householdId: string): Promise<readonly PersonRow[]> {
  return tx.rows(
    sql<PersonRow>`select ${columns} from ${joined} where m.household_id = ${householdId} order by (m.relation = 'focal_point') desc, p.person_id`,
  )
}

/** Somebody's ordinary facts, sealed, with what opens them. */
export type SealedRow = {
  readonly personId: string
  readonly version: number
  readonly sealed: Buffer
  readonly wrapped: Buffer
}
export type CandidateRow = SealedRow & Pick<PersonRow, 'number' | 'registered' | 'householdId'>

const newestOrdinary = sql.raw(`cross join lateral (select f.version, f.sealed from registry.facts f
  where f.person_id = k.person_id and f.class = 1 order by f.version desc limit 1) f`)

/** What a comparison needs of a person `p`: ordinary facts, and where they live now. Row-level security says of whom. */
export const candidates = sql<CandidateRow>`select p.person_id as "personId", p.number, p.registered, f.version, f.sealed, k.wrapped,
    (select m.household_id from registry.household_member m where m.person_id = p.person_id and m.until is null limit 1) as "householdId"
  from registry.person p join registry.person_key k on k.person_id = p.person_id ${newestOrdinary}`

export async function candidateRows(tx: Transaction, ids: readonly string[]): Promise<readonly CandidateRow[]> {
  return tx.rows(sql<CandidateRow>`${candidates} where p.person_id = any (${[...ids]}::uuid[])`)
}

/** Those who live in any of these households now, but not whose record is sealed: their names are nobody's evidence. */
export async function membersOfAll(
  tx: Transaction,
  householdIds: readonly string[],
): Promise<readonly (CandidateRow & { readonly householdId: string })[]> {
  return tx.rows(sql<
    CandidateRow & { readonly householdId: string }
  >`select m.person_id as "personId", m.household_id as "householdId", p.number, p.registered,
      f.version, f.sealed, k.wrapped
    from registry.household_member m join registry.person p on p.person_id = m.person_id and not p.sealed
      join registry.person_key k on k.person_id = m.person_id ${newestOrdinary}
    where m.household_id = any (${[...householdIds]}::uuid[]) and m.until is null`)
}

export async function findByNumber(tx: Transaction, number: string): Promise<string | undefined> {
  const row = await tx.first(sql<{ person_id: string }>`select person_id from registry.person where number = ${number}`)
  return row?.person_id
}

/** Whether anybody is registered by another organisation than these; asked at the machine only. */
export async function registeredByOthers(tx: Transaction, organisations: readonly string[]): Promise<boolean> {
  const row = await tx.first(
    sql<{ others: boolean }>`select registry.registered_by_others(${[...organisations]}::uuid[]) as others`,
  )
  return row?.others ?? false
}

/** The version is raised by every change, so that two changes at once cannot both be the next. */
export async function raiseVersion(tx: Transaction, personId: string): Promise<boolean> {
  return (await tx.run(sql`update registry.person set version = version + 1 where person_id = ${personId}`)) === 1
}

export type HouseholdRow = {
  readonly householdId: string
  readonly registered: Date
  readonly size: number
  readonly focalId: string | null
}

/** The organisation's households, newest first; one more than a page so that the page knows whether there are more. */
export async function listHouseholds(
  tx: Transaction,
  { before, size }: { readonly before: string | undefined; readonly size: number },
): Promise<readonly HouseholdRow[]> {
  return tx.rows(sql<HouseholdRow>`select h.household_id as "householdId", h.registered,
      (select count(*)::int from registry.household_member m where m.household_id = h.household_id and m.until is null) as size,
      (select m.person_id from registry.household_member m where m.household_id = h.household_id and m.until is null order by (m.relation = 'focal_point') desc, m.person_id limit 1) as "focalId"
    from registry.household h where h.organisation_id = app.organisation() and h.household_id < ${before ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid
    order by h.household_id desc limit ${size + 1}`)
}

export async function householdExists(tx: Transaction, householdId: string): Promise<boolean> {
  return (await tx.first(sql`select 1 from registry.household where household_id = ${householdId}`)) !== undefined
}

/** Ends a membership; the person stays registered. */
export async function endMembership(
  tx: Transaction,
  ended: { readonly personId: string; readonly householdId: string; readonly on: string },
): Promise<boolean> {
  return (
    (await tx.run(
      sql`update registry.household_member set until = ${ended.on} where person_id = ${ended.personId} and household_id = ${ended.householdId} and until is null`,
    )) === 1
  )
}

/** Whom the keys lead to, newest first; not complete where so many bear every word that only the newest were looked at. */
export type FoundByKeys = { readonly persons: readonly string[]; readonly complete: boolean }

/** Persons whose keys match every group; each group lists keys that mean the same. At most `most`. */
export async function findByKeys(tx: Transaction, groups: readonly (readonly bigint[])[], most: number): Promise<FoundByKeys> {
  const keys = groups.flatMap((group, at) => group.map((key) => ({ key: String(key), at })))
  const found = await tx.first(sql<FoundByKeys>`select persons, complete from registry.find_by_keys(
    ${keys.map(({ key }) => key)}::bigint[], ${keys.map(({ at }) => at)}::int[], ${most})`)
  return found ?? { persons: [], complete: true }
}
