import { sql, type Transaction } from '@convive/database'

/** Why somebody is erased, as a code: free text could say something about them for ever. */
export const erasureGrounds = ['asked', 'mistake', 'time_over', 'no_basis'] as const
export type ErasureGround = (typeof erasureGrounds)[number]

export type ErasureAsked = { readonly ground: ErasureGround; readonly askedBy: string; readonly asked: Date }

/** What the organisation has asked for and not yet done. */
export async function findErasure(tx: Transaction, personId: string): Promise<ErasureAsked | undefined> {
  return tx.first(sql<ErasureAsked>`select ground, asked_by as "askedBy", asked from access.erasure
    where person_id = ${personId} and erased is null`)
}

/** What waits for a second member, the oldest first. */
export async function openErasures(
  tx: Transaction,
  most: number,
): Promise<readonly (ErasureAsked & { readonly personId: string })[]> {
  return tx.rows(sql<
    ErasureAsked & { readonly personId: string }
  >`select person_id as "personId", ground, asked_by as "askedBy", asked from access.erasure
    where organisation_id = app.organisation() and erased is null order by asked, person_id limit ${most}`)
}

export async function isOursToErase(tx: Transaction, personId: string): Promise<boolean> {
  return (
    (await tx.first(sql`select 1 from access.person_access a where a.person_id = ${personId} and a.grantee_id = app.organisation()
      and a.basis = 1 and a.scope >= 3 and (a.until is null or a.until >= current_date) limit 1`)) !== undefined
  )
}

/** Says whether it is asked for now; somebody else may have asked in the same moment. */
export async function insertErasure(
  tx: Transaction,
  one: ErasureAsked & { readonly personId: string; readonly organisationId: string },
): Promise<boolean> {
  return (
    (await tx.run(sql`insert into access.erasure (person_id, organisation_id, ground, asked_by, asked)
      values (${one.personId}, ${one.organisationId}, ${one.ground}, ${one.askedBy}, ${one.asked}) on conflict do nothing`)) === 1
  )
}

export async function deleteErasure(tx: Transaction, personId: string): Promise<boolean> {
  return (await tx.run(sql`delete from access.erasure where person_id = ${personId} and erased is null`)) === 1
}
