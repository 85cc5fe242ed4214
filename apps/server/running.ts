import type { Credentials } from '@convive/database'
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openHome, type Home } from './home.ts'

/** Where the running server's database is, for the operator's command line on the same machine. */
export type RunningDatabase = {
  readonly home: Home
  readonly ownerUrl: string
  /** As the server itself connects: under row-level security. */
  readonly applicationUrl: string | undefined
  readonly checkpointKey: KeyObject
}

/** Throws with a sentence that says what to do when nothing runs. */
export function runningDatabase(environment: Readonly<Record<string, string | undefined>>): RunningDatabase {
  const directory = resolve(environment['CONVIVE_HOME'] ?? '.convive')
  if (!existsSync(join(directory, 'master.key')))
    throw new Error(`${directory} is not the folder of a server. Set CONVIVE_HOME to the one it was started with.`)
  const file = join(directory, 'running.json')
  const running = existsSync(file) ? parseRunning(readFileSync(file, 'utf8')) : {}
  const ownerUrl = environment['DATABASE_OWNER_URL'] ?? running.ownerUrl
  if (ownerUrl === undefined) throw new Error(`The server of ${directory} has stopped. Start it with: npm start, then ask again.`)
  const home = openHome(directory)
  const applicationUrl = environment['DATABASE_URL'] ?? running.applicationUrl
  return { home, ownerUrl, applicationUrl, checkpointKey: checkpointKey(home) }
}

/** Only the owner of the folder can read it: it holds the database's password. */
export function writeRunning(home: Home, { ownerUrl, applicationUrl }: Credentials): void {
  writeFileSync(join(home.directory, 'running.json'), JSON.stringify({ ownerUrl, applicationUrl }), { mode: 0o600 })
}

/** An orderly stop leaves no word of a database that no longer answers. */
export function forgetRunning(home: Home): void {
  rmSync(join(home.directory, 'running.json'), { force: true })
}

function parseRunning(text: string): { readonly ownerUrl?: string; readonly applicationUrl?: string } {
  const running: unknown = JSON.parse(text)
  if (running === null || typeof running !== 'object') return {}
  return {
    ...('ownerUrl' in running && typeof running.ownerUrl === 'string' ? { ownerUrl: running.ownerUrl } : {}),
    ...('applicationUrl' in running && typeof running.applicationUrl === 'string'
      ? { applicationUrl: running.applicationUrl }
      : {}),
  }
}

function checkpointKey(home: Home): KeyObject {
  const file = join(home.directory, 'checkpoint.key')
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  return createPrivateKey(readFileSync(file))
}
