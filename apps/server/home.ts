import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The installation's folder: master key, password of the embedded database, checkpoints. It must not be in a backup of the database. */
export type Home = {
  readonly directory: string
  readonly masterKey: Buffer
  readonly databasePassword: string
}

export function openHome(directory: string): Home {
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  return {
    directory,
    masterKey: Buffer.from(
      secret(join(directory, 'master.key'), () => randomBytes(32).toString('hex')),
      'hex',
    ),
    databasePassword: secret(join(directory, 'database.password'), () => randomBytes(24).toString('base64url')),
  }
}

function secret(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
