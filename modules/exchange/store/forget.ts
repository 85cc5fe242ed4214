import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'

/** Which files somebody was handed over in. What left the installation is beyond reach. */
export const forgetHandovers: Forget = async ({ tx }, personId) => {
  await tx.run(sql`select exchange.forget(${personId}::uuid)`)
  return true
}
