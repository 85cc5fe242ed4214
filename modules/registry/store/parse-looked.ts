/** What a step of looking for duplicates answered. */
export function parseLooked(value: unknown): { readonly persons: number; readonly more: boolean } | undefined {
  if (value === null || typeof value !== 'object' || !('persons' in value) || !('more' in value)) return undefined
  const { persons, more } = value
  return typeof persons === 'number' && typeof more === 'boolean' ? { persons, more } : undefined
}
