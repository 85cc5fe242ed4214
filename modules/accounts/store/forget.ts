import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'

/** Whoever was erased has no session any more. */
export const forgetSessions: Forget = async ({ tx }, personId) => {
  await tx.run(sql`select accounts.forget(${personId}::uuid)`)
  return true
}
