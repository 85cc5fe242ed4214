import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A PostgreSQL that still serves a folder: `orphan` when the process that started it is gone (killed, out of memory), so that
 * it may be stopped; `in-use` when that process is alive.
 */
export type LeftOver = { readonly kind: 'orphan' | 'in-use'; readonly pid: number }

export function findLeftOver(cluster: string): LeftOver | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  // After a restart of the machine the number may belong to anybody: only a server of this very folder counts.
  if (!Number.isInteger(pid) || pid <= 1 || !read(`/proc/${pid}/cmdline`).split('\0').includes(cluster)) return undefined
  const parent = /^PPid:\s*(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? '0'
  return { kind: programOf(parent) === programOf(String(process.pid)) ? 'in-use' : 'orphan', pid }
}

/** Asks it to stop, finishing what is under way, and waits until it has. */
export async function stopLeftOver({ pid }: LeftOver): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let attempt = 0; attempt < 200 && existsSync(`/proc/${pid}`); attempt += 1)
    await new Promise((done) => setTimeout(done, 50))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function programOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return ''
  }
}
