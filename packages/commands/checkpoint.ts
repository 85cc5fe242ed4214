import { sql, type Transaction } from '@convive/database'
import { hash, sign, verify, type KeyObject } from 'node:crypto'
import { canonical } from './canonical.ts'

/** The head of every chain, and a digest of the access log up to a row: signed and kept outside the database. */
export type Checkpoint = {
  readonly at: string
  readonly streams: readonly (readonly [stream: string, length: number, head: string])[]
  readonly readings: { readonly upTo: number; readonly count: number; readonly digest: string }
}

export type SignedCheckpoint = { readonly checkpoint: Checkpoint; readonly signature: string }

/** Reads as the owner. `signer` is an Ed25519 private key. */
export async function makeCheckpoint(tx: Transaction, signer: KeyObject, at: Date): Promise<SignedCheckpoint> {
  const streams = await tx.rows(
    sql<{
      id: string
      length: string
      head: string
    }>`select stream_id as id, length, encode(head, 'hex') as head from journal.stream order by stream_id`,
  )
  const checkpoint: Checkpoint = {
    at: at.toISOString(),
    streams: streams.map((row) => [row.id, Number(row.length), row.head]),
    readings: await digestOfReadings(tx, await settledReading(tx, at)),
  }
  return { checkpoint, signature: sign(null, Buffer.from(canonical(checkpoint)), signer).toString('base64url') }
}

export function checkpointHolds(signed: SignedCheckpoint, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(canonical(signed.checkpoint)), publicKey, Buffer.from(signed.signature, 'base64url'))
}

/** The last row of the access log before those of the last ten seconds: such may still commit, or not be on the disk yet (ADR 37). */
async function settledReading(tx: Transaction, at: Date): Promise<number> {
  const since = new Date(at.getTime() - 10_000)
  const row = await tx.first(sql<{
    id: string
  }>`select coalesce(min(reading_id) filter (where at > ${since}) - 1, max(reading_id), 0) as id
    from access.reading`)
  return Number(row?.id ?? 0)
}

/** A running hash over the rows of the access log in order, up to a row; of a reason its digest, which outlives an erasure. */
export async function digestOfReadings(tx: Transaction, upTo: number): Promise<Checkpoint['readings']> {
  let [digest, last, count] = [hash('sha256', ''), 0, 0]
  for (;;) {
    const rows = await tx.rows(sql<{ id: string; line: string }>`select reading_id as id,
        concat_ws('|', reading_id, extract(epoch from at), actor_id, organisation_id, purpose, query,
          case when reason like 'sha256:%' then reason else 'sha256:' || encode(sha256(convert_to(reason, 'UTF8')), 'hex') end, persons::text) as line
      from access.reading where reading_id > ${last} and reading_id <= ${upTo} order by reading_id limit 5000`)
    for (const row of rows) digest = hash('sha256', `${digest}\n${row.line}`)
    count += rows.length
    last = Number(rows.at(-1)?.id ?? last)
    if (rows.length < 5000) return { upTo, count, digest }
  }
}
