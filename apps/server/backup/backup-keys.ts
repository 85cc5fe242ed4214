import { keyName } from '@convive/access'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A backup key serves this long; whoever deletes an old one makes every backup under it unreadable. */
const servesDays = 30
const day = 86_400_000

/** The key for a backup made now: the newest in `backup-keys/`, or a new one when that has served its time. */
export function backupKeyFor(home: string, now: Date): { readonly key: Buffer; readonly file: string } {
  const folder = join(home, 'backup-keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.key'))
    .toSorted()
    .at(-1)
  if (newest !== undefined && now.getTime() - Date.parse(newest.slice(0, 10)) < servesDays * day)
    return { key: readKey(join(folder, newest)), file: join(folder, newest) }
  const key = randomBytes(32)
  const file = join(folder, `${now.toISOString().slice(0, 10)}-${keyName(key)}.key`)
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return { key, file }
}

/** The key of this name, from a file that was given, a folder of keys, or the installation's own. */
export function findBackupKey(name: string, places: readonly string[]): Buffer {
  for (const place of places.filter((one) => existsSync(one))) {
    const files = statSync(place).isDirectory() ? readdirSync(place).map((file) => join(place, file)) : [place]
    const key = files
      .filter((file) => file.endsWith('.key'))
      .map(readKey)
      .find((one) => keyName(one) === name)
    if (key !== undefined) return key
  }
  throw new Error(`backup/key-missing: this backup needs the key ${name}. Give its file or folder: --key FILE`)
}

function readKey(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} does not hold a key of 64 hexadecimal digits`)
  return Buffer.from(text, 'hex')
}
