import type { Keeping } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import { keyVersion, soundVersion } from '@convive/matching'
import { rebuildKeys } from './rebuild-keys.ts'

const mark = `keys of version ${keyVersion}, sound version ${soundVersion}`

/**
 * Makes all search keys again where those stored follow an older version of the keys or of how names sound: a key of one version never meets a key of another,
 * and somebody would be registered twice. Which version wrote the table stands in its comment: it goes and comes with the table.
 */
export const renewKeys: Required<Keeping>['renew'] = async (again) => {
  const { tx } = again
  if (await isMarked(tx)) return false
  await tx.run(sql`lock table registry.search_key in access exclusive mode`)
  // Another server may have made them while this one waited.
  if (await isMarked(tx)) return false
  await tx.run(sql`truncate registry.search_key`)
  await rebuildKeys(again)
  await markKeys(tx)
  return true
}

/** A restored database: keys are made by this version. */
export const rebuildMarkedKeys: Required<Keeping>['rebuild'] = async (again) => {
  await rebuildKeys(again)
  await markKeys(again.tx)
}

async function isMarked(tx: Transaction): Promise<boolean> {
  const row = await tx.first(sql<{ mark: string | null }>`select obj_description('registry.search_key'::regclass) as mark`)
  return row?.mark === mark
}

async function markKeys(tx: Transaction): Promise<void> {
  await tx.run(sql`comment on table registry.search_key is ${sql.lit(mark)}`)
}
