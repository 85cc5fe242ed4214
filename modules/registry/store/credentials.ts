import { sql, type Transaction } from '@convive/database'

export type Credential = {
  readonly personId: string
  readonly pinHash: string | null
  readonly number: string
  readonly codeOpen: boolean
}

/** The one who holds this code, asked before anybody is signed in. */
export async function findCredential(tx: Transaction, codeHash: Buffer): Promise<Credential | undefined> {
  return tx.first(
    sql<Credential>`select person_id as "personId", pin_hash as "pinHash", number, code_open as "codeOpen" from registry.credential_of(${codeHash})`,
  )
}

export async function setPin(
  tx: Transaction,
  set: { readonly codeHash: Buffer; readonly pinHash: string; readonly at: Date },
): Promise<boolean> {
  const row = await tx.first(sql<{ done: boolean }>`select registry.set_pin(${set.codeHash}, ${set.pinHash}, ${set.at}) as done`)
  return row?.done ?? false
}

/** The code as long as no PIN has been set, for printing again. */
export async function openCode(
  tx: Transaction,
  personId: string,
): Promise<{ readonly sealed: Buffer | null; readonly pinSet: Date | null } | undefined> {
  return tx.first(
    sql<{
      sealed: Buffer | null
      pinSet: Date | null
    }>`select code_sealed as sealed, pin_set as "pinSet" from registry.credential where person_id = ${personId}`,
  )
}

/** A new code makes the old one and its PIN worthless. */
export async function renewCode(
  tx: Transaction,
  renewed: { readonly personId: string; readonly codeHash: Buffer; readonly codeSealed: Buffer },
): Promise<void> {
  await tx.run(sql`insert into registry.credential (person_id, code_hash, code_sealed) values (${renewed.personId}, ${renewed.codeHash}, ${renewed.codeSealed})
    on conflict (person_id) do update set code_hash = excluded.code_hash, code_sealed = excluded.code_sealed, pin_hash = null, pin_set = null`)
}
