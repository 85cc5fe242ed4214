import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'
import { aliasesOf } from './duplicates.ts'
import { relink } from './links.ts'

/** The key, and with it everything sealed; and what was not sealed: number, consent, household, search keys, code, counts. */
export const forgetRecord: Forget = async ({ tx, vault }, personId) => {
  // Of the records that this one stood for the oldest now stands for the others: they are still the same person.
  const { aliases } = await aliasesOf(tx, personId)
  const [heir, ...others] = aliases.toSorted()
  if (heir !== undefined) {
    const drop = aliases.map((one) => ({ personId: one, survivorId: personId }))
    await relink({ tx, vault }, { drop, add: others.map((one) => ({ personId: one, survivorId: heir })) })
  }
  await tx.run(sql`select registry.forget(${personId}::uuid, ${vault.hmac('statistics-row', personId)}::bytea)`)
  return true
}
