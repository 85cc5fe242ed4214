import type { Vault } from '@convive/access'
import { openDatabase } from '@convive/database'
import { modules } from './modules.ts'

/** What an older version wrote in another way is made again before anybody is served; the rooms that had to. */
export async function renewKept(
  ownerUrl: string,
  vault: Vault,
  done: (persons: number, all: number) => void = () => undefined,
): Promise<readonly string[]> {
  const database = openDatabase(ownerUrl, { connections: 1 })
  const renewed: string[] = []
  try {
    for (const { name, keeping } of modules) {
      const renew = keeping?.renew
      if (renew === undefined) continue
      if (await database.transaction({ purpose: 'operation' }, (tx) => renew({ tx, vault, done }))) renewed.push(name)
    }
  } finally {
    await database.close()
  }
  return renewed
}
