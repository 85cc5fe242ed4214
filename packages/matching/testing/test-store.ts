import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openStore, type Store } from '../batch/database.ts'

/** A DuckDB for the tests of one file, with a folder of its own; both are gone after the last of them. */
export async function openTestStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'test-store-'))
  const store = await openStore({ folder, memory: '500MB', threads: 1 })
  afterAll(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}
