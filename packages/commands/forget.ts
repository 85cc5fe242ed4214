import { sql } from '@convive/database'
import type { Forgetting, Module } from './define.ts'

/**
 * Erases somebody in every room, the latest first. The database asks once more whether two members of the organisation that registered
 * them wanted it. Says no, with nothing decided, when it did not or when a room still needs them: then the transaction must not commit.
 */
export async function forgetPerson(
  modules: readonly Module[],
  around: Forgetting,
  who: { readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const erased = await around.tx.first(
    sql<{ erased: boolean }>`select access.erase(${who.personId}::uuid, ${who.at}::timestamptz) as erased`,
  )
  if (erased?.erased !== true) return false
  for (const room of modules.toReversed())
    if (room.forget !== undefined && !(await room.forget(around, who.personId))) return false
  return true
}
