import { keyWrap, openFile, type SealedHead, type Vault } from '@convive/access'
import { eraseAgain, verifyJournal, type Erased, type JournalReport } from '@convive/commands'
import { restoreInto, type AppliedMigration, type Restoring } from '@convive/database'
import { createReadStream, statSync } from 'node:fs'
import { modules } from '../modules.ts'
import { framesOf, unpackKeys, type Frame, type Manifest } from './frames.ts'
import { parseEnd, parseManifest, parseTable } from './parse-manifest.ts'
import { personsIn, type Progress } from './write-backup.ts'

export type Restored = {
  readonly persons: number
  readonly rows: number
  readonly made: string
  /** How many persons came with the backup and were erased again. */
  readonly erasedAgain: number
  readonly journal: JournalReport
}

/**
 * Brings a backup back into an empty database: rows, persons' keys under the master key of here, whoever was erased since erased again, search keys computed anew. Then the
 * journal is verified, and only when it adds up is anything kept: all of it is one transaction. Throws sentences that begin
 * with a name.
 */
export async function restoreBackup(
  file: string,
  into: {
    readonly ownerUrl: string
    keyFor(head: SealedHead): Uint8Array
    /** The vault of here, once the secrets of the backup have been laid down. */
    vaultFor(manifest: Manifest): Vault
    /** Whoever was erased after the backup was made. */
    readonly erased: readonly Erased[]
    readonly now: Date
    readonly progress: Progress
    readonly signal?: AbortSignal | undefined
  },
): Promise<Restored> {
  const size = statSync(file).size
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  let [made, key]: [string, Uint8Array] = ['', new Uint8Array()]
  const plain = openFile(source, (head) => {
    made = head.made
    key = into.keyFor(head)
    return key
  })
  const next = framesOf(plain)
  try {
    const manifest = parseManifest((await expecting(next, 'm')).bytes)
    return await restoreInto(into.ownerUrl, async (restoring) => {
      const inUse = await restoring.tablesInUse()
      if (inUse.length > 0)
        throw new Error(
          `backup/database-not-empty: ${inUse[0]} and ${inUse.length - 1} more tables hold rows; nothing was changed`,
        )
      compareMigrations(manifest.migrations, await restoring.migrations())
      const vault = into.vaultFor(manifest)
      const read = (): void => {
        into.signal?.throwIfAborted()
        into.progress('tables', Math.min(1, source.bytesRead / size))
      }
      const rows = await copyTables(restoring, next, { vault, key, read })
      // What stands behind the last frame has to open as well.
      if (!(await plain.next()).done) throw new Error('backup/altered: something follows the end of this backup')
      await restoring.setSequences(manifest.sequences)
      await restoring.closeTables()
      const speakFor = restoring.speakFor.bind(restoring)
      const erasedAgain = await eraseAgain(modules, { tx: restoring.tx, vault, speakFor }, into)
      for (const room of modules)
        await room.keeping?.rebuild?.({
          tx: restoring.tx,
          vault,
          done(done, all) {
            into.signal?.throwIfAborted()
            into.progress('search keys', all === 0 ? 1 : done / all, { done, all })
          },
        })
      into.progress('journal', 0)
      const journal = await verifyJournal(restoring.tx, { attests: modules.flatMap((room) => room.attests ?? []) })
      const fault = journal.faults[0]
      if (fault !== undefined)
        throw new Error(
          `backup/journal-broken: ${fault.kind} in ${fault.stream}, ${journal.faults.length} faults; nothing was restored`,
        )
      return { persons: personsIn(manifest.tables) - erasedAgain, rows, made, erasedAgain, journal }
    })
  } finally {
    source.destroy()
  }
}

type Next = () => Promise<Frame>

async function expecting(next: Next, kind: Frame['kind']): Promise<Frame> {
  const found = await next()
  if (found.kind !== kind) throw new Error('backup/altered: this backup does not hold what it says')
  return found
}

async function copyTables(
  restoring: Restoring,
  next: Next,
  { vault, key, read }: { readonly vault: Vault; readonly key: Uint8Array; readonly read: () => void },
): Promise<number> {
  const under = keyWrap(key)
  let all = 0
  for (;;) {
    const start = await next()
    if (start.kind === 'z') return all
    if (start.kind !== 't') throw new Error('backup/altered: this backup does not hold what it says')
    const table = parseTable(start.bytes)
    const keys = modules.map((room) => room.keeping?.personKeys).find((one) => one?.table === table.name)
    let [end, came]: [Frame, number] = [await next(), 0]
    if (keys === undefined) {
      const rows = async function* (): AsyncGenerator<Buffer> {
        for (; end.kind === 'd'; end = await next()) {
          read()
          yield end.bytes
        }
      }
      came = await restoring.copy(table, rows())
    } else
      for (; end.kind === 'k'; end = await next()) {
        const taken = unpackKeys(end.bytes).map(({ personId, given }) => ({ personId, ...vault.take(personId, given, under) }))
        await keys.insert(restoring.tx, taken)
        came += taken.length
        read()
      }
    if (end.kind !== 'e' || parseEnd(end.bytes).rows !== came)
      throw new Error(`backup/altered: ${table.name} should hold another number of rows than ${came}`)
    all += came
  }
}

/** Rows fit only the tables they came from. */
function compareMigrations(theirs: readonly AppliedMigration[], ours: readonly AppliedMigration[]): void {
  const line = (one: AppliedMigration): string => `${one.room}/${one.name} ${one.digest}`
  const [before, here] = [new Set(theirs.map(line)), new Set(ours.map(line))]
  const strange = theirs.find((one) => !here.has(line(one)))
  if (strange !== undefined)
    throw new Error(
      `backup/newer-version: the backup knows ${strange.room}/${strange.name}, this version does not. Restore with the version that made it.`,
    )
  const missing = ours.find((one) => !before.has(line(one)))
  if (missing !== undefined)
    throw new Error(
      `backup/older-version: the backup was made before ${missing.room}/${missing.name}. Restore with the version that made it, then upgrade.`,
    )
}
