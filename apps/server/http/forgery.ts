import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a browser says about where a request comes from. */
export type Origins = {
  readonly origin?: string | undefined
  readonly site?: string | undefined
  readonly own: string
  readonly host: string
}

/**
 * Whether an unsafe request may come from our own pages. Fetch metadata first, then Origin; refused when both are absent.
 * A hidden token bound to the session is checked as well where there is a session.
 */
export function comesFromUs(asked: Origins): boolean {
  if (asked.site !== undefined) return asked.site === 'same-origin' || asked.site === 'none'
  if (asked.origin === undefined || asked.origin === 'null') return false
  return asked.origin === asked.own || asked.origin === `http://${asked.host}` || asked.origin === `https://${asked.host}`
}

export function tokenFor(secret: Uint8Array, session: string): string {
  return createHmac('sha256', secret).update(session).digest('base64url')
}

export function tokenHolds(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
