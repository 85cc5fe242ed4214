import { isDatabaseError, sql, type Transaction } from '@convive/database'

/** How long looking for duplicates of so many people may keep a registration waiting, in milliseconds. */
export function timeFor(people: number): number {
  return 400 + 25 * people
}

const outOfTime = new Error('looking for duplicates took longer than it may')

const setLimit = (milliseconds: number) => sql`select set_config('statement_timeout', ${String(Math.ceil(milliseconds))}, true)`

/**
 * What `work` finds, or nothing when it takes longer: PostgreSQL breaks a statement off, and none is begun after the end. The transaction goes on
 * as if nothing had been asked. `work` only reads.
 */
export async function inTime<Found>(
  tx: Transaction,
  milliseconds: number,
  work: (part: Transaction) => Promise<Found>,
): Promise<Found | undefined> {
  return unlessLate(() =>
    tx.within(
      async (part) => {
        // Within the savepoint: when that is taken back the limit is, too. Nobody waits for the answers of these two.
        part.atEnd(setLimit(0))
        const [, found] = await Promise.all([part.run(setLimit(milliseconds)), work(hurried(part, milliseconds))])
        return found
      },
      () => true,
    ),
  )
}

/** The same where nothing is asked after it: the transaction ends with what was late, so no savepoint is needed. */
export async function inTimeAtLast<Found>(
  tx: Transaction,
  milliseconds: number,
  work: (part: Transaction) => Promise<Found>,
): Promise<Found | undefined> {
  return unlessLate(async () => {
    const [, found] = await Promise.all([tx.run(setLimit(milliseconds)), work(hurried(tx, milliseconds))])
    // What goes with the commit may take its time.
    tx.atEnd(setLimit(0))
    return found
  })
}

function hurried(tx: Transaction, milliseconds: number): Transaction {
  const until = performance.now() + milliseconds
  const hurry = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
    performance.now() > until ? Promise.reject(outOfTime) : ask()
  return { ...tx, rows: (query) => hurry(() => tx.rows(query)), first: (query) => hurry(() => tx.first(query)) }
}

async function unlessLate<Found>(work: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error === outOfTime || (isDatabaseError(error) && error.code === '57014')) return undefined
    throw error
  }
}
