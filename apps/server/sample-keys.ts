import { openVault } from '@convive/access'
import { readAsOwner } from '@convive/database'
import { modules } from './modules.ts'
import type { RunningDatabase } from './running.ts'

/** Tries the master key on the keys of the first persons: how many were tried, and how many it does not open. */
export async function sampleKeys({
  home,
  ownerUrl,
}: RunningDatabase): Promise<{ readonly tried: number; readonly shut: number }> {
  const vault = openVault(home.keys)
  const wrapped = await readAsOwner(ownerUrl, async (tx) => {
    const first = await Promise.all(modules.map((room) => firstPage(room.keeping?.personKeys?.pages(tx))))
    return first.flat()
  })
  const shut = wrapped.filter((one) => {
    try {
      vault.unwrap(one.personId, one.wrapped)
      return false
    } catch {
      return true
    }
  })
  return { tried: wrapped.length, shut: shut.length }
}

async function firstPage<Item>(pages: AsyncIterable<readonly Item[]> | undefined): Promise<readonly Item[]> {
  for await (const page of pages ?? []) return page
  return []
}
