import { backupHere, restoreHere, type Progress } from '@convive/server'
import type { Terminal } from './run.ts'

export async function backup(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [file, ...rest] = parameters
  if (file === undefined || file.startsWith('--') || rest.length > 0) throw new Error('Say where to: convive backup FILE')
  const { environment } = terminal
  const written = await stoppable((signal) =>
    backupHere(file, { environment, now: new Date(), progress: teller(terminal), signal }),
  )
  terminal.say(`${written.persons} persons, ${written.rows} rows, ${megabytes(written.bytes)} in ${file}`)
  terminal.say(`It opens with ${written.keyFile} only. Keep a copy of that key elsewhere, never beside the backup.`)
  return 0
}

export async function restore(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [file, ...rest] = parameters
  if (file === undefined || file.startsWith('--')) throw new Error('Say what: convive restore FILE [--key FILE|FOLDER]')
  const keys: string[] = []
  for (let at = 0; at < rest.length; at += 2) {
    const value = rest[at + 1]
    if (rest[at] !== '--key' || value === undefined)
      throw new Error(`${rest[at]} is not an option: convive restore FILE [--key FILE|FOLDER]`)
    keys.push(value)
  }
  const { environment } = terminal
  const restored = await stoppable((signal) => restoreHere(file, { environment, keys, progress: teller(terminal), signal }))
  terminal.say(`${restored.persons} persons, ${restored.rows} rows as they were at ${restored.made}`)
  const { streams, entries, digests } = restored.journal
  terminal.say(`${streams} chains, ${entries} entries, ${digests} digests: everything adds up. Start the server with: npm start`)
  return 0
}

/** Ctrl+C ends it at the next piece, so that nothing half-made is left; pressed again it ends at once. */
async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort(new Error('Stopped. Nothing was left behind.'))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A line at most every two seconds: percentage, persons a second, time left. */
export function teller(terminal: Terminal, clock: () => number = () => performance.now()): Progress {
  let [part, began, told] = ['', 0, 0]
  return (now, fraction, persons) => {
    const at = clock()
    if (now !== part) [part, began, told] = [now, at, at]
    if (at - told < 2000) return
    told = at
    const seconds = (at - began) / 1000
    const left = fraction > 0 ? Math.ceil((seconds * (1 - fraction)) / fraction) : undefined
    const rate = persons === undefined ? '' : `, ${Math.round(persons.done / seconds)} persons/s`
    terminal.warn(
      `${part}: ${Math.floor(fraction * 100)} %${rate}${left === undefined ? '' : `, ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`}`,
    )
  }
}
