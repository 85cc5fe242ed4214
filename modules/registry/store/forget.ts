import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'
import { setCounted } from './counted.ts'
import { aliasesOf } from './duplicates.ts'

/** The key, and with it everything sealed; and what was not sealed: number, consent, household, search keys, code, counts. */
export const forgetRecord: Forget = async ({ tx, vault }, personId) => {
  // Records that stood for this one stand for themselves again.
  for (const alias of (await aliasesOf(tx, personId)).aliases) await setCounted({ tx, vault }, alias, true)
  await tx.run(sql`select registry.forget(${personId}::uuid, ${vault.hmac('statistics-row', personId)}::bytea)`)
  return true
}
