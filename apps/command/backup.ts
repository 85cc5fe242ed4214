import { backupHere, restoreHere } from '@convive/server'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'
import { teller } from './teller.ts'

const stopped = 'Stopped. Nothing was left behind.'
const restoring = 'convive restore FILE [--key FILE|FOLDER] [--erased FILE|none]'

export async function backup(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [file, ...rest] = parameters
  if (file === undefined || file.startsWith('--') || rest.length > 0) throw new Error('Say where to: convive backup FILE')
  const { environment } = terminal
  const began = performance.now()
  const written = await stoppable(
    (signal) => backupHere(file, { environment, now: new Date(), progress: teller(terminal), signal }),
    stopped,
  )
  terminal.say(`${written.persons} persons, ${written.rows} rows, ${megabytes(written.bytes)} in ${file}, ${secondsSince(began)}`)
  terminal.say(`It opens with ${written.keyFile} only. Keep a copy of that key elsewhere, never beside the backup.`)
  return 0
}

export async function restore(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [file, ...rest] = parameters
  if (file === undefined || file.startsWith('--')) throw new Error(`Say what: ${restoring}`)
  const keys: string[] = []
  let erased: string | undefined
  for (let at = 0; at < rest.length; at += 2) {
    const value = rest[at + 1]
    if (rest[at] === '--key' && value !== undefined) keys.push(value)
    else if (rest[at] === '--erased' && value !== undefined) erased = value
    else throw new Error(`${rest[at]} is not an option, or lacks its value: ${restoring}`)
  }
  const { environment } = terminal
  const began = performance.now()
  const restored = await stoppable(
    (signal) => restoreHere(file, { environment, keys, erased, now: new Date(), progress: teller(terminal), signal }),
    stopped,
  )
  terminal.say(`${restored.persons} persons, ${restored.rows} rows as they were at ${restored.made}, ${secondsSince(began)}`)
  if (restored.erasedAgain > 0) terminal.say(`${restored.erasedAgain} persons were erased after that and have been erased again`)
  const { streams, entries, digests } = restored.journal
  terminal.say(`${streams} chains, ${entries} entries, ${digests} digests: everything adds up. Start the server with: npm start`)
  return 0
}

function secondsSince(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
