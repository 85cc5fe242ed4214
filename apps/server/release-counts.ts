import { dayIn } from '@convive/kernel'
import { releaseCounts } from '@convive/statistics'
import type { Installation } from './installation.ts'

/** An hour: counts come out in the first hour of a month, or when a server that was down then starts again. */
const often = 3_600_000

/** Releases the counts of a month by the clock, so that nobody who looks decides on the moment. */
export async function keepReleasing(installation: Installation, report: (error: unknown) => void): Promise<{ stop(): void }> {
  const release = (): Promise<void> =>
    releaseCounts(installation.database, { today: dayIn(installation.clock(), installation.timeZone) })
  await release()
  const timer = setInterval(() => void release().catch(report), often)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** A demonstration is counted as soon as it is made: nobody real can be told apart by it. */
export async function releaseDemo(
  { database, clock }: Pick<Installation, 'database' | 'clock'>,
  timeZone: string,
): Promise<void> {
  await releaseCounts(database, { today: dayIn(clock(), timeZone), everybody: true })
}
