import { secretNames, secretsFrom, type InstallationSecrets, type MasterKey } from '@convive/access'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How long a server may go on without noticing that the file has changed. */
export const noticedWithin = 1000

/**
 * The master keys in `master.key`, the first of which wraps: one line each, `number hex`, or the bare key of an installation that
 * never changed it. The file is looked at again once a second, so that a running server notices a rotation.
 */
export function masterKeys(file: string): (again: boolean) => readonly MasterKey[] {
  let [looked, stamp] = [-Infinity, '']
  let keys: readonly MasterKey[] = []
  return (again) => {
    const now = performance.now()
    if (!again && now - looked < noticedWithin) return keys
    looked = now
    const { mtimeMs, ino } = statSync(file)
    if (stamp !== `${mtimeMs} ${ino}`) {
      keys = parseMasterKeys(readFileSync(file, 'utf8'))
      stamp = `${mtimeMs} ${ino}`
    }
    return keys
  }
}

export function parseMasterKeys(text: string): readonly MasterKey[] {
  const keys = text
    .trim()
    .split('\n')
    .map((line) => {
      const found = /^(?:(\d{1,5}) )?([0-9a-f]{64})$/.exec(line.trim())
      if (found?.[2] === undefined) throw new Error('master.key does not hold a key of 64 hexadecimal digits')
      return { number: Number(found[1] ?? 0), key: Buffer.from(found[2], 'hex') }
    })
  return keys
}

export function writeMasterKeys(directory: string, keys: readonly MasterKey[]): void {
  const lines = keys.map(({ number, key }) => `${number} ${Buffer.from(key).toString('hex')}\n`)
  replaceFile(join(directory, 'master.key'), lines.join(''))
}

/** What is derived once from the first master key stays when that key goes: then it stands in `installation.key`. */
export function readSecrets(directory: string, masters: readonly MasterKey[]): InstallationSecrets {
  const file = join(directory, 'installation.key')
  if (existsSync(file)) return parseSecrets(readFileSync(file, 'utf8'))
  const first = masters.find(({ number }) => number === 0)
  if (first === undefined) throw new Error('installation.key is missing: bring it back from where you keep master.key')
  return secretsFrom(first.key)
}

export function writeSecrets(directory: string, secrets: InstallationSecrets): void {
  replaceFile(join(directory, 'installation.key'), secretsText(secrets))
}

export function secretsText(secrets: InstallationSecrets): string {
  return secretNames.map((name) => `${name} ${Buffer.from(secrets[name]).toString('hex')}\n`).join('')
}

export function parseSecrets(text: string): InstallationSecrets {
  const of = (name: string): Buffer => {
    const found = new RegExp(`^${name} ([0-9a-f]{64})$`, 'm').exec(text)?.[1]
    if (found === undefined) throw new Error(`installation.key does not hold the secret "${name}"`)
    return Buffer.from(found, 'hex')
  }
  return {
    search: of('search'),
    statistics: of('statistics'),
    hmac: of('hmac'),
    travel: of('travel'),
    installation: of('installation'),
  }
}

/** All of the new text or all of the old, whenever the machine stops. */
export function replaceFile(file: string, text: string): void {
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(beside, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
