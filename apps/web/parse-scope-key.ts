import type { requestScope } from '@convive/ui'

/** The key under which the built pages look for their scope; it must be their own, not a second copy. */
export function parseScopeKey(entry: unknown): typeof requestScope {
  if (entry !== null && typeof entry === 'object' && 'requestScope' in entry) return entry.requestScope as typeof requestScope
  throw new Error('the pages were built without their scope: run npm run build')
}
