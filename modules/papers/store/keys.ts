import { sql, type Transaction } from '@convive/database'

export type StoredKey = { readonly keyId: string; readonly privateSealed: Buffer; readonly x: string; readonly y: string }

/** The organisation's key that signs on a day. */
export async function findSigningKey(tx: Transaction, now: Date): Promise<StoredKey | undefined> {
  return tx.first(sql<StoredKey>`select key_id as "keyId", private_sealed as "privateSealed", x, y from papers.signing_key
    where organisation_id = app.organisation() and valid_from <= ${now} and valid_until > ${now} and not revoked order by valid_from desc limit 1`)
}

export async function insertSigningKey(
  tx: Transaction,
  key: StoredKey & { readonly organisationId: string; readonly from: Date; readonly until: Date },
): Promise<void> {
  await tx.run(sql`insert into papers.signing_key (organisation_id, key_id, private_sealed, x, y, valid_from, valid_until)
    values (${key.organisationId}, ${key.keyId}, ${key.privateSealed}, ${key.x}, ${key.y}, ${key.from}, ${key.until})`)
}

export type PublishedKeyRow = {
  readonly keyId: string
  readonly x: string
  readonly y: string
  readonly from: Date
  readonly until: Date
  readonly revoked: boolean
}

export async function publishedKeyRows(tx: Transaction): Promise<readonly PublishedKeyRow[]> {
  return tx.rows(
    sql<PublishedKeyRow>`select key_id as "keyId", x, y, valid_from as "from", valid_until as "until", revoked from papers.published_keys()`,
  )
}

/** Ends the window in which a key of the organisation signs; `stolen` revokes it as well. `false` when there is no such key. */
export async function retireKey(
  tx: Transaction,
  { keyId, now, stolen }: { readonly keyId: string; readonly now: Date; readonly stolen: boolean },
): Promise<boolean> {
  return (
    (await tx.run(sql`update papers.signing_key set valid_until = least(valid_until, ${now}), revoked = revoked or ${stolen}
      where organisation_id = app.organisation() and key_id = ${keyId}`)) === 1
  )
}
