import { sql, type Transaction } from '@convive/database'

export type NewToken = {
  readonly tokenId: string
  readonly organisationId: string
  readonly memberId: string
  readonly digest: Buffer
  readonly label: string
  readonly scope: readonly string[]
  readonly until: Date
}

export async function insertToken(tx: Transaction, token: NewToken): Promise<void> {
  await tx.run(sql`insert into accounts.token (organisation_id, token_id, token_hash, member_id, label, scope, until)
    values (${token.organisationId}, ${token.tokenId}, ${token.digest}, ${token.memberId}, ${token.label}, ${[...token.scope]}, ${token.until})`)
}

export type TokenRow = {
  readonly tokenId: string
  readonly label: string
  readonly scope: readonly string[]
  readonly until: Date
  readonly revoked: Date | null
}

export async function listTokens(tx: Transaction): Promise<readonly TokenRow[]> {
  return tx.rows(
    sql<TokenRow>`select token_id as "tokenId", label, scope, until, revoked from accounts.token where organisation_id = app.organisation() order by token_id desc limit 100`,
  )
}

/** The actor's own, the newest first. */
export async function ownTokens(tx: Transaction): Promise<readonly TokenRow[]> {
  return tx.rows(
    sql<TokenRow>`select token_id as "tokenId", label, scope, until, revoked from accounts.token
      where organisation_id = app.organisation() and member_id = app.actor() order by token_id desc limit 100`,
  )
}

/** `whose`: only if it is this member's. */
export async function revokeToken(
  tx: Transaction,
  { tokenId, whose, now }: { readonly tokenId: string; readonly whose: string | undefined; readonly now: Date },
): Promise<boolean> {
  return (
    (await tx.run(
      sql`update accounts.token set revoked = ${now} where organisation_id = app.organisation() and token_id = ${tokenId}
        and member_id = coalesce(${whose ?? null}::uuid, member_id) and revoked is null`,
    )) > 0
  )
}

export async function revokeTokensOf(tx: Transaction, memberId: string, now: Date): Promise<void> {
  await tx.run(sql`update accounts.token set revoked = ${now}
    where organisation_id = app.organisation() and member_id = ${memberId} and revoked is null`)
}
