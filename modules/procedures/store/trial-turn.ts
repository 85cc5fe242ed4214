import { sql, type Transaction } from '@convive/database'

/** Trials that run at once in the whole installation. */
const atOnce = 2

/** Any number that nothing else locks by. */
const trials = 7_213_911

/** Whether there is room for one more trial; the place is free again when the transaction ends. */
export async function takeTurn(tx: Transaction): Promise<boolean> {
  for (let place = 0; place < atOnce; place += 1) {
    const taken = await tx.first(sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${trials}, ${place}) as free`)
    if (taken?.free === true) return true
  }
  return false
}
