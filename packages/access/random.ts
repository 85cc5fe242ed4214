import { randomFillSync } from 'node:crypto'

/** Random bytes of the system's generator, so many. */
export type Drawing = (count: number) => Buffer

/**
 * Draws some thousand at a time for nonces and ids, since each draw is a call of the system; each byte is handed out once and wiped
 * from the pool.
 */
export function randomPool(): Drawing {
  const pool = Buffer.alloc(8192)
  let used = pool.length
  return (count) => {
    if (count > pool.length / 4) return randomFillSync(Buffer.alloc(count))
    if (used + count > pool.length) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = Buffer.from(pool.subarray(used, used + count))
    pool.fill(0, used, used + count)
    used += count
    return bytes
  }
}
