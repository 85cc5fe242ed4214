import { hash } from 'node:crypto'

/** JSON with sorted keys and no blanks (RFC 8785 for strings, integers, booleans, null): the same value, the same bytes. */
export function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return `"bytes:${hash('sha256', value)}"`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{${fields
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

export function digestOf(value: unknown): Buffer {
  return hash('sha256', canonical(value), 'buffer')
}
