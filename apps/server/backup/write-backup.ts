import { keyWrap, sealFile, type KeyWrap, type Vault } from '@convive/access'
import { withSnapshot, type CopiedTable, type Snapshot } from '@convive/database'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { modules } from '../modules.ts'
import { frame, packKeys, type Manifest } from './frames.ts'

/** How far it is: a part by name, how much of it is done, persons so far and in all. */
export type Progress = (part: string, fraction: number, persons?: { readonly done: number; readonly all: number }) => void

export type Written = { readonly persons: number; readonly rows: number; readonly bytes: number }

/**
 * Writes everything the database holds, as it is at one moment, into one sealed file. The file appears under its name only
 * when it is complete and on the disk. Memory stays the same however much there is.
 */
export async function writeBackup(
  file: string,
  from: {
    readonly ownerUrl: string
    readonly vault: Vault
    readonly key: Uint8Array
    readonly now: Date
    readonly secrets: Pick<Manifest, 'secrets' | 'checkpointKey'>
    readonly progress: Progress
    readonly signal?: AbortSignal | undefined
  },
): Promise<Written> {
  if (existsSync(file)) throw new Error(`backup/file-exists: ${file} is there already; nothing was overwritten`)
  const partial = `${file}.partial`
  const handle = await open(partial, 'w', 0o600)
  try {
    let bytes = 0
    const written = await withSnapshot(from.ownerUrl, async (snapshot) => {
      const tables = await snapshot.tables(modules.flatMap((room) => room.keeping?.leftOut ?? []))
      for await (const piece of sealFile(from.key, from.now, content(snapshot, tables, from))) {
        from.signal?.throwIfAborted()
        await handle.writeFile(piece)
        bytes += piece.length
      }
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      return { persons: personsIn(tables), rows, bytes }
    })
    await handle.sync()
    await handle.close()
    await rename(partial, file)
    await syncFolder(dirname(file))
    return written
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

type Content = {
  readonly vault: Vault
  readonly key: Uint8Array
  readonly secrets: Pick<Manifest, 'secrets' | 'checkpointKey'>
  readonly progress: Progress
}

async function* content(snapshot: Snapshot, tables: readonly CopiedTable[], from: Content): AsyncGenerator<Buffer> {
  const [migrations, sequences] = [await snapshot.migrations(), await snapshot.sequences()]
  const manifest: Manifest = { migrations, sequences, tables, ...from.secrets }
  yield frame('m', manifest)
  const all = tables.reduce((sum, table) => sum + table.rows, 0)
  const persons = personsIn(tables)
  const under = keyWrap(from.key)
  let before = 0
  for (const table of tables) {
    const tell = (part: number): void => {
      const fraction = all === 0 ? 1 : (before + table.rows * part) / all
      from.progress('backup', fraction, { done: Math.floor(persons * fraction), all: persons })
    }
    yield frame('t', { name: table.name, columns: table.columns })
    yield* rowsOf(snapshot, table, { vault: from.vault, under, tell })
    yield frame('e', { rows: table.rows })
    before += table.rows
    tell(0)
  }
  yield frame('z', {})
}

async function* rowsOf(
  snapshot: Snapshot,
  table: CopiedTable,
  { vault, under, tell }: { readonly vault: Vault; readonly under: KeyWrap; readonly tell: (part: number) => void },
): AsyncGenerator<Buffer> {
  const keys = modules.map((room) => room.keeping?.personKeys).find((one) => one?.table === table.name)
  let through = 0
  if (keys !== undefined) {
    for await (const page of keys.pages(snapshot.tx)) {
      yield frame('k', packKeys(page.map(({ personId, wrapped }) => ({ personId, given: vault.give(personId, wrapped, under) }))))
      through += page.length
      tell(through / Math.max(1, table.rows))
    }
    return
  }
  const instead = modules.map((room) => room.keeping?.instead?.[table.name]).find((one) => one !== undefined)
  for await (const bytes of snapshot.copy(table, instead)) {
    yield frame('d', bytes)
    through += bytes.length
    tell(Math.min(1, through / Math.max(1, table.bytes)))
  }
}

export function personsIn(tables: readonly CopiedTable[]): number {
  const keys = modules.flatMap((room) => room.keeping?.personKeys?.table ?? [])
  return tables.find((table) => keys.includes(table.name))?.rows ?? 0
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
