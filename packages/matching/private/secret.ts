import { ok, refuse, type Result } from '@convive/kernel'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'

/** A secret has at least so many bytes. */
const least = 32

/** Makes a secret and writes it to a file that only its owner reads; a file that is there stays. */
export function newSecret(file: string): Result<undefined> {
  try {
    const handle = openSync(file, 'wx', 0o600)
    writeSync(handle, `${randomBytes(least).toString('hex')}\n`)
    closeSync(handle)
    return ok(undefined)
  } catch {
    return refuse({ code: 'matching/secret-not-written', with: { file } })
  }
}

/**
 * Reads a secret as it was made, 64 hexadecimal signs, or any file of 32 bytes and more. One that could be guessed is refused: too short, or the
 * same few bytes again and again; so is one that others on this machine may read.
 */
export function readSecret(file: string): Result<Uint8Array> {
  let read: Buffer
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      return refuse({ code: 'matching/secret-open-to-others', with: { file } })
    read = readFileSync(file)
  } catch {
    return refuse({ code: 'matching/no-file', with: { file } })
  }
  const text = read.toString('latin1').trim()
  const secret = /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'latin1')
  if (secret.length < least) return refuse({ code: 'matching/secret-short', with: { least } })
  if (new Set(secret).size < least / 2) return refuse('matching/secret-weak')
  return ok(new Uint8Array(secret))
}
