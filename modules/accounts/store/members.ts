import { sql, type Transaction } from '@convive/database'

export type MemberSecrets = {
  readonly memberId: string
  readonly organisationId: string
  readonly passwordHash: string | null
  readonly totpSealed: Buffer | undefined
  readonly status: string
  readonly isDemo: boolean
}

export async function findMemberNamed(tx: Transaction, signInName: string): Promise<MemberSecrets | undefined> {
  const row = await tx.first(
    sql<{
      member_id: string
      organisation_id: string
      password_hash: string | null
      totp_sealed: Buffer | null
      status: string
      is_demo: boolean
    }>`select * from accounts.member_named(${signInName})`,
  )
  if (row === undefined) return undefined
  return {
    memberId: row.member_id,
    organisationId: row.organisation_id,
    passwordHash: row.password_hash,
    totpSealed: row.totp_sealed ?? undefined,
    status: row.status,
    isDemo: row.is_demo,
  }
}

/** Each time step opens once: a code seen over a shoulder is of no use. */
export async function takeTotpStep(tx: Transaction, memberId: string, step: number): Promise<boolean> {
  const row = await tx.first(sql<{ taken: boolean }>`select accounts.take_totp_step(${memberId}::uuid, ${step}) as taken`)
  return row?.taken ?? false
}

export type MemberRow = {
  readonly memberId: string
  readonly name: string
  readonly signInName: string
  readonly roles: readonly string[]
  readonly status: string
  /** Whether they have a password and an authenticator. */
  readonly joined: boolean
}

/** The members of the actor's organisation. */
export async function listMembers(tx: Transaction): Promise<readonly MemberRow[]> {
  return tx.rows(sql<MemberRow>`select member_id as "memberId", name, sign_in_name as "signInName", roles, status, password_hash is not null as joined
    from accounts.member
    where organisation_id = app.organisation() order by name, member_id`)
}

/** A member of the actor's organisation as they are now; nothing when they are not one, or not any more. */
export async function findMember(tx: Transaction, memberId: string): Promise<MemberRow | undefined> {
  return tx.first(sql<MemberRow>`select member_id as "memberId", name, sign_in_name as "signInName", roles, status, password_hash is not null as joined
    from accounts.member where organisation_id = app.organisation() and member_id = ${memberId}`)
}

export async function insertMember(
  tx: Transaction,
  member: {
    readonly memberId: string
    readonly organisationId: string
    readonly signInName: string
    readonly name: string
    readonly roles: readonly string[]
  },
): Promise<void> {
  await tx.run(sql`insert into accounts.member (organisation_id, member_id, sign_in_name, name, roles, status)
    values (${member.organisationId}, ${member.memberId}, ${member.signInName}, ${member.name}, ${member.roles}, 'invited')`)
}

export async function changeMember(
  tx: Transaction,
  memberId: string,
  change: { readonly roles?: readonly string[]; readonly status?: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update accounts.member set roles = coalesce(${change.roles ?? null}::text[], roles), status = coalesce(${change.status ?? null}, status)
    where organisation_id = app.organisation() and member_id = ${memberId}`)
  return changed > 0
}

/** Replaces a member's invitation. The code is kept sealed so that an administrator can show it again until it is used. */
export async function putInvitation(
  tx: Transaction,
  invitation: {
    readonly organisationId: string
    readonly memberId: string
    readonly codeHash: Buffer
    readonly codeSealed: Buffer
    readonly until: Date
  },
): Promise<void> {
  await tx.run(sql`insert into accounts.invitation (organisation_id, member_id, code_hash, code_sealed, until)
    values (${invitation.organisationId}, ${invitation.memberId}, ${invitation.codeHash}, ${invitation.codeSealed}, ${invitation.until})
    on conflict (organisation_id, member_id) do update set code_hash = excluded.code_hash, code_sealed = excluded.code_sealed, until = excluded.until`)
}

export async function findInvitationCode(
  tx: Transaction,
  memberId: string,
): Promise<{ readonly sealed: Buffer; readonly until: Date } | undefined> {
  return tx.first(
    sql<{
      sealed: Buffer
      until: Date
    }>`select code_sealed as sealed, until from accounts.invitation where organisation_id = app.organisation() and member_id = ${memberId}`,
  )
}

export async function findInvitation(
  tx: Transaction,
  codeHash: Buffer,
  now: Date,
): Promise<{ readonly memberId: string; readonly name: string; readonly signInName: string } | undefined> {
  return tx.first(
    sql<{
      memberId: string
      name: string
      signInName: string
    }>`select member_id as "memberId", name, sign_in_name as "signInName" from accounts.invitation_of(${codeHash}, ${now})`,
  )
}

export async function acceptInvitation(
  tx: Transaction,
  accepted: { readonly codeHash: Buffer; readonly now: Date; readonly passwordHash: string; readonly totpSealed: Buffer },
): Promise<string | undefined> {
  const row = await tx.first(
    sql<{
      member: string | null
    }>`select accounts.accept_invitation(${accepted.codeHash}, ${accepted.now}, ${accepted.passwordHash}, ${accepted.totpSealed}) as member`,
  )
  return row?.member ?? undefined
}

/** Members of organisations that are marked as demonstrations, and of no other. */
export async function demoMemberRows(
  tx: Transaction,
  names: readonly string[],
): Promise<
  readonly {
    readonly organisation: string
    readonly name: string
    readonly signInName: string
    readonly roles: readonly string[]
  }[]
> {
  return tx.rows(
    sql<{
      organisation: string
      name: string
      signInName: string
      roles: string[]
    }>`select organisation, name, sign_in_name as "signInName", roles from accounts.demo_members(${[...names]})`,
  )
}

/** Names of the members of the actor's organisation, by id. */
export async function memberNames(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  return new Map((await listMembers(tx)).map((one) => [one.memberId, one.name]))
}
