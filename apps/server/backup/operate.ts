import { openVault } from '@convive/access'
import { createDatabaseAndRoles, migrate, startEmbeddedPostgres } from '@convive/database'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { erasedFile, keepErasedList, readErased } from '../erased-list.ts'
import { openHome, type Home } from '../home.ts'
import { migrationsOf } from '../installation.ts'
import { parseSecrets, replaceFile, secretsText, writeSecrets } from '../key-files.ts'
import { runningDatabase } from '../running.ts'
import { backupKeyFor, findBackupKey } from './backup-keys.ts'
import { restoreBackup, type Restored } from './restore-backup.ts'
import { writeBackup, type Progress, type Written } from './write-backup.ts'

/** Where it works, how it tells what it does, and what stops it half-way. */
export type Operating = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly progress: Progress
  readonly signal?: AbortSignal | undefined
}

/** Backs up the running installation; the server goes on serving. Tells under which key the file stands. */
export async function backupHere(
  file: string,
  { environment, now, progress, signal }: Operating & { readonly now: Date },
): Promise<Written & { readonly keyFile: string }> {
  const here = runningDatabase(environment)
  const { key, file: keyFile } = backupKeyFor(here.home.directory, now)
  const secrets = {
    secrets: secretsText(here.home.keys.secrets),
    checkpointKey: here.checkpointKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const vault = openVault(here.home.keys)
  await keepErasedList(here.home.directory, here.ownerUrl)
  return { ...(await writeBackup(file, { ownerUrl: here.ownerUrl, vault, key, now, secrets, progress, signal })), keyFile }
}

/** Restores into the empty database of an installation that does not run. */
export async function restoreHere(
  file: string,
  {
    environment,
    keys,
    erased,
    now,
    progress,
    signal,
  }: Operating & { readonly keys: readonly string[]; readonly erased: string | undefined; readonly now: Date },
): Promise<Restored> {
  const home = openHome(resolve(environment['CONVIVE_HOME'] ?? '.convive'))
  const list = erasedSince(home.directory, erased)
  const database = await emptyDatabase(home, environment['DATABASE_OWNER_URL'])
  const files = remembered(['installation.key', 'checkpoint.key'].map((name) => join(home.directory, name)))
  try {
    await migrate(database.ownerUrl, migrationsOf())
    const restored = await restoreBackup(file, {
      ownerUrl: database.ownerUrl,
      erased: list,
      now,
      progress,
      signal,
      keyFor: (head) => findBackupKey(head.key, [...keys, join(home.directory, 'backup-keys')]),
      vaultFor(manifest) {
        writeSecrets(home.directory, parseSecrets(manifest.secrets))
        const signer = join(home.directory, 'checkpoint.key')
        if (!existsSync(signer)) writeFileSync(signer, manifest.checkpointKey, { mode: 0o600 })
        return openVault(openHome(home.directory).keys)
      },
    })
    await keepErasedList(home.directory, database.ownerUrl)
    return restored
  } catch (error) {
    files.bringBack()
    throw error
  } finally {
    await database.stop()
  }
}

/** The list that was named, or the one of here. Without any, whoever was erased since would come back: that has to be said. */
function erasedSince(home: string, named: string | undefined): ReturnType<typeof readErased> {
  if (named === 'none') return []
  const file = named ?? erasedFile(home)
  if (!existsSync(file))
    throw new Error(
      `backup/erased-list-needed: ${file} is not there. Whoever was erased since this backup would come back. Give the newest list: --erased FILE, or say that nobody was: --erased none`,
    )
  return readErased(file)
}

/** Files as they were before a restore, for when nothing comes of it. */
function remembered(files: readonly string[]): { bringBack(): void } {
  const before = files.map((file) => [file, existsSync(file) ? readFileSync(file, 'utf8') : undefined] as const)
  return {
    bringBack() {
      for (const [file, text] of before)
        if (text === undefined) rmSync(file, { force: true })
        else replaceFile(file, text)
    },
  }
}

async function emptyDatabase(
  home: Home,
  ownerUrl: string | undefined,
): Promise<{ readonly ownerUrl: string; stop(): Promise<void> }> {
  if (ownerUrl !== undefined) return { ownerUrl, stop: async () => undefined }
  const password = home.databasePassword
  const embedded = await startEmbeddedPostgres({ directory: join(home.directory, 'postgres'), password })
  try {
    const made = await createDatabaseAndRoles(embedded.superuserUrl, { database: 'convive', password })
    return { ownerUrl: made.ownerUrl, stop: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
