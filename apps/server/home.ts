import type { KeySource } from '@convive/access'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { masterKeys, readSecrets } from './key-files.ts'

/** The installation's folder: keys, password of the embedded database, checkpoints. It must not be in a backup of the database. */
export type Home = {
  readonly directory: string
  readonly keys: KeySource
  readonly databasePassword: string
}

export function openHome(directory: string): Home {
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const file = join(directory, 'master.key')
  secret(file, () => randomBytes(32).toString('hex'))
  const masters = masterKeys(file)
  return {
    directory,
    keys: { masters, secrets: readSecrets(directory, masters(true)) },
    databasePassword: secret(join(directory, 'database.password'), () => randomBytes(24).toString('base64url')),
  }
}

function secret(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
