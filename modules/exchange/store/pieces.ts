import type { Vault } from '@convive/access'
import { sql, type Database, type Session, type Transaction } from '@convive/database'

function contextOf(importId: string, number: number): string {
  return `exchange.piece/${importId}/${number}`
}

/** False when this piece is there already. */
export async function insertPiece(
  { tx, vault }: { readonly tx: Transaction; readonly vault: Vault },
  piece: { readonly organisationId: string; readonly importId: string; readonly number: number; readonly bytes: Buffer },
): Promise<boolean> {
  const sealed = vault.seal(contextOf(piece.importId, piece.number), piece.bytes)
  const added = await tx.run(sql`insert into exchange.piece (organisation_id, import_id, number, size, sealed)
    values (${piece.organisationId}, ${piece.importId}, ${piece.number}, ${piece.bytes.length}, ${sealed}) on conflict do nothing`)
  return added > 0
}

/** How many bytes have come, in how many pieces. */
export async function received(tx: Transaction, importId: string): Promise<{ readonly pieces: number; readonly size: number }> {
  const row = await tx.first(sql<{
    pieces: number
    size: number
  }>`select count(*)::int as pieces, coalesce(sum(size), 0)::float8 as size
    from exchange.piece where organisation_id = app.organisation() and import_id = ${importId}::uuid`)
  return row ?? { pieces: 0, size: 0 }
}

/** The file, one piece in memory at a time. Throws `fileGone` when somebody cancelled meanwhile. */
export async function* readPieces(
  { database, vault, session }: { readonly database: Database; readonly vault: Vault; readonly session: Session },
  { importId, pieces }: { readonly importId: string; readonly pieces: number },
): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < pieces; number += 1) {
    const row = await database.transaction(session, (tx) =>
      tx.first(sql<{ sealed: Buffer }>`select sealed from exchange.piece
        where organisation_id = app.organisation() and import_id = ${importId}::uuid and number = ${number}`),
    )
    if (row === undefined) throw fileGone()
    yield vault.open(contextOf(importId, number), row.sealed)
  }
}

export function fileGone(): Error {
  return new Error('the file is not there any more')
}

export function isFileGone(error: unknown): boolean {
  return error instanceof Error && error.message === fileGone().message
}
