import { isDatabaseError, sql, type Transaction } from '@convive/database'

/** How long looking for duplicates of so many people may keep a registration waiting, in milliseconds. */
export function timeFor(people: number): number {
  return 400 + 25 * people
}

const outOfTime = new Error('looking for duplicates took longer than it may')

/**
 * What `work` finds, or nothing when it takes longer: PostgreSQL breaks a statement off, and none is begun after the end. The transaction goes on
 * as if nothing had been asked. `work` only reads.
 */
export async function inTime<Found>(
  tx: Transaction,
  milliseconds: number,
  work: (part: Transaction) => Promise<Found>,
): Promise<Found | undefined> {
  const until = performance.now() + milliseconds
  const hurry = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
    performance.now() > until ? Promise.reject(outOfTime) : ask()
  try {
    return await tx.within(
      async (part) => {
        // Within the savepoint: when that is taken back the limit is, too. Nobody waits for the answers of these two.
        part.atEnd(sql`select set_config('statement_timeout', '0', true)`)
        const [, found] = await Promise.all([
          part.run(sql`select set_config('statement_timeout', ${String(Math.ceil(milliseconds))}, true)`),
          work({
            ...part,
            rows: (query) => hurry(() => part.rows(query)),
            first: (query) => hurry(() => part.first(query)),
          }),
        ])
        return found
      },
      () => true,
    )
  } catch (error) {
    if (error === outOfTime || (isDatabaseError(error) && error.code === '57014')) return undefined
    throw error
  }
}
