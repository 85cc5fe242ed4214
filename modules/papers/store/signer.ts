import type { Work } from '@convive/commands'
import { makeSigningKey, softwareSigner, type PublishedKeys, type Signer } from '@convive/credentials'
import { findSigningKey, insertSigningKey, publishedKeyRows } from './keys.ts'

/** The organisation's signing key, made when the first paper is issued; it signs for two years and is then replaced. */
export async function signerOf(work: Work, organisationId: string): Promise<Signer> {
  const context = (keyId: string): string => `papers.signing_key/${keyId}`
  const held = await findSigningKey(work.tx, work.now)
  if (held !== undefined) return softwareSigner(held.keyId, work.vault.open(context(held.keyId), held.privateSealed))
  const made = makeSigningKey()
  const until = new Date(work.now.getTime() + 2 * 365 * 86_400_000)
  await insertSigningKey(work.tx, {
    ...made,
    organisationId,
    privateSealed: work.vault.seal(context(made.keyId), made.privateKey),
    from: new Date(work.now.getTime() - 60_000),
    until,
  })
  work.journal(organisationId, { fields: [`signing-key/${made.keyId}`] })
  return softwareSigner(made.keyId, made.privateKey)
}

/** The keys that anybody may check papers with. */
export async function publishedKeys(tx: Work['tx']): Promise<PublishedKeys> {
  const rows = await publishedKeyRows(tx)
  return {
    issuer: 'convive',
    keys: rows.map((row) => ({
      kid: row.keyId,
      alg: 'ES256',
      x: row.x,
      y: row.y,
      from: row.from.toISOString(),
      until: row.until.toISOString(),
      ...(row.revoked ? { revoked: true } : {}),
    })),
  }
}
