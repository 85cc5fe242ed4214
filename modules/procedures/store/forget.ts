import type { Forget } from '@convive/commands'
import { sql } from '@convive/database'

/** Evidence, decisions and applications; not while an office still has to decide about one. */
export const forgetApplications: Forget = async ({ tx, repeated }, personId) => {
  const answer = await tx.first(
    sql<{ gone: boolean }>`select procedures.forget(${personId}::uuid, ${repeated === true}::boolean) as gone`,
  )
  return answer?.gone === true
}
