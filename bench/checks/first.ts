import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Lets what is measured go before everything else that runs on the machine, as if it were quiet (Linux, as root): whoever asks first, then PostgreSQL, then
 * the threads that tidy up memory, which would otherwise hold a core for as long as they like. What others do to the disk and to caches stays.
 */
export function goFirst(): void {
  schedule(['-a', '-r', '-p', '1', String(process.pid)])
  for (const pid of below(process.pid)) schedule(['-r', '-p', '2', pid])
  schedule(['-r', '-p', '3', String(process.pid)])
}

/** As any other process again. */
export function goWithOthers(): void {
  for (const pid of [...below(process.pid), String(process.pid)]) schedule(['-a', '-o', '-p', '0', pid])
}

function schedule(options: readonly string[]): void {
  const { status, stderr } = spawnSync('chrt', options)
  // A process that has ended meanwhile needs nothing.
  if (status !== 0 && !String(stderr).includes('No such process')) throw new Error(`chrt: ${String(stderr)}`)
}

/** Processes that this one began, and those that they began. */
function below(pid: number): readonly string[] {
  const parents = new Map(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [[name, parentOf(name)] as const] : [])))
  const of = (parent: string): readonly string[] =>
    [...parents].flatMap(([child, above]) => (above === parent ? [child, ...of(child)] : []))
  return of(String(pid))
}

function parentOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined
  }
}
