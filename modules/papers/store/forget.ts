import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'

/** What we kept of somebody's papers; the papers they hold go on verifying until they end. */
export const forgetPapers: Forget = async ({ tx }, personId) => {
  await tx.run(sql`select papers.forget(${personId}::uuid)`)
  return true
}
