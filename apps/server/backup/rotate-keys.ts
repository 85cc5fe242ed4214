import { openVault } from '@convive/access'
import { openDatabase, type Database } from '@convive/database'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHome } from '../home.ts'
import { noticedWithin, parseMasterKeys, writeMasterKeys, writeSecrets } from '../key-files.ts'
import { modules } from '../modules.ts'
import type { RunningDatabase } from '../running.ts'
import type { Progress } from './write-backup.ts'

export type Rotated = {
  readonly persons: number
  /** Number of the master key that wraps from now on. */
  readonly master: number
  /** An earlier rotation was under way and has been brought to its end. */
  readonly resumed: boolean
}

/**
 * Gives the installation a new master key and wraps every person's key again under it, while people work: both keys open until nothing
 * is left under the old one. Killed in the middle and called again it goes on. `keepOld` leaves the old key in the file, for servers
 * on other machines that have a copy of it.
 */
export async function rotateKeys(
  here: RunningDatabase,
  options: {
    readonly progress: Progress
    readonly keepOld?: boolean
    readonly signal?: AbortSignal | undefined
    /** Waits until every server has noticed the new file. */
    readonly settle?: (milliseconds: number) => Promise<void>
  },
): Promise<Rotated> {
  const { directory } = here.home
  const before = masterKeysIn(directory)
  const resumed = before.length > 1
  if (!resumed) {
    // What stored hashes depend on was derived from the first key: it has to stand alone before that key goes.
    writeSecrets(directory, here.home.keys.secrets)
    const number = Math.max(...before.map((one) => one.number)) + 1
    writeMasterKeys(directory, [{ number, key: randomBytes(32) }, ...before])
  }
  const [current] = masterKeysIn(directory)
  if (current === undefined) throw new Error('there is no master key')
  const database = openDatabase(here.ownerUrl, { connections: 1 })
  try {
    let persons = await wrapAll(database, { directory, master: current.number, ...options })
    // A server that had not noticed yet may still have wrapped a newcomer's key under the old one.
    await (options.settle ?? wait)(2 * noticedWithin)
    persons += await wrapAll(database, { directory, master: current.number, ...options })
    if (options.keepOld !== true) writeMasterKeys(directory, [current])
    return { persons, master: current.number, resumed }
  } finally {
    await database.close()
  }
}

type Wrapping = {
  readonly directory: string
  readonly master: number
  readonly progress: Progress
  readonly signal?: AbortSignal | undefined
}

/** Some thousand persons a transaction; each is whole under the one key or the other. */
async function wrapAll(database: Database, { directory, master, progress, signal }: Wrapping): Promise<number> {
  const vault = openVault(openHome(directory).keys)
  let done = 0
  for (const keys of modules.flatMap((room) => room.keeping?.personKeys ?? [])) {
    const all = await database.transaction({ purpose: 'operation' }, (tx) => keys.countOthers(tx, master))
    for (;;) {
      signal?.throwIfAborted()
      const count = await database.transaction({ purpose: 'operation' }, async (tx) => {
        const page = await keys.wrappedByOthers(tx, master)
        if (page.length > 0)
          await keys.replace(
            tx,
            page.map(({ personId, wrapped }) => ({ personId, ...vault.rewrap(personId, wrapped) })),
          )
        return page.length
      })
      if (count === 0) break
      done += count
      progress('keys of persons', Math.min(1, done / all), { done, all })
    }
  }
  return done
}

function masterKeysIn(directory: string): ReturnType<typeof parseMasterKeys> {
  return parseMasterKeys(readFileSync(join(directory, 'master.key'), 'utf8'))
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
