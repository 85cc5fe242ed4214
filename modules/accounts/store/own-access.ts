import { sql, type Transaction } from '@convive/database'

export type OwnSecrets = { readonly signInName: string; readonly passwordHash: string | null; readonly isDemo: boolean }

/** Of the actor alone. */
export async function findOwnSecrets(tx: Transaction): Promise<OwnSecrets | undefined> {
  return tx.first(sql<OwnSecrets>`select m.sign_in_name as "signInName", m.password_hash as "passwordHash", o.is_demo as "isDemo"
    from accounts.member m join accounts.organisation o on o.organisation_id = m.organisation_id
    where m.organisation_id = app.organisation() and m.member_id = app.actor()`)
}

export async function setOwnPassword(tx: Transaction, passwordHash: string): Promise<void> {
  await tx.run(sql`update accounts.member set password_hash = ${passwordHash}
    where organisation_id = app.organisation() and member_id = app.actor()`)
}

/** Every session of a member of the actor's organisation. */
export async function endMemberSessions(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(sql`select accounts.end_member_sessions(${memberId}::uuid)`)
}

/** Password and authenticator are forgotten: only a new invitation opens this access again. */
export async function forgetSecrets(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(sql`update accounts.member set status = 'invited', password_hash = null, totp_sealed = null
    where organisation_id = app.organisation() and member_id = ${memberId}`)
}

export async function deleteInvitation(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(sql`delete from accounts.invitation where organisation_id = app.organisation() and member_id = ${memberId}`)
}
