import { cpus, loadavg, totalmem } from 'node:os'

/**
 * How `npm start` bounds the memory of the server: without it V8 lets garbage lie as long as the machine has room. Memory is tidied up whole when half as
 * much has come to it as was left, and not after a tenth: under load everybody waited for that every second or two.
 */
export const asStarted = ['--max-old-space-size=512', '--max-semi-space-size=8', '--heap-growing-percent=50']

/** The value below which `share` of the sorted times lie, in milliseconds. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The machine, for the record beside each figure. */
export function machine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}`
}

/** One line a figure: what, value, target. */
export function print(what: string, value: string, target: string): void {
  process.stdout.write(`${what.padEnd(66)} ${value.padEnd(44)} target ${target}\n`)
}

/** `callers` of them at once, each starting its next task when its last is done, until `count` are done. Times in ms. */
export async function closedLoop(
  callers: number,
  count: number,
  task: (n: number) => Promise<void>,
): Promise<{ readonly times: readonly number[]; readonly perSecond: number }> {
  const times: number[] = []
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < count) {
        const n = next
        next += 1
        const from = performance.now()
        await task(n)
        times.push(performance.now() - from)
      }
    }),
  )
  return { times, perSecond: count / ((performance.now() - started) / 1000) }
}

/** Starts tasks at a fixed rate whatever the answers do; a time includes the wait for a late start. */
export async function openLoop(
  perSecond: number,
  seconds: number,
  task: (n: number) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = []
  const started = performance.now()
  const running: Promise<void>[] = []
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = started + (n * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((done) => setTimeout(done, wait))
    running.push(task(n).then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(running)
  return times
}
