import { brand, type Id } from './parse-brand.ts'

export type { Id } from './parse-brand.ts'

export type PersonId = Id<'person'>
export type HouseholdId = Id<'household'>
export type OrganisationId = Id<'organisation'>
export type MemberId = Id<'member'>
export type ApplicationId = Id<'application'>
export type PaperId = Id<'paper'>
export type FileId = Id<'file'>

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: string): boolean {
  return shape.test(text)
}

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits.
 * `random` gives 10 bytes; both are arguments so that domain code stays pure.
 */
export function idFrom<Kind extends string>(milliseconds: number, random: Uint8Array): Id<Kind> {
  const time = Math.floor(milliseconds).toString(16).padStart(12, '0')
  const tail = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = (8 + (Number.parseInt(tail.slice(3, 4), 16) % 4)).toString(16)
  const text = `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`
  return brand<Kind>(text)
}

/** The only place where a checked text becomes an id. */
export function parseId<Kind extends string>(text: string): Id<Kind> | undefined {
  const lower = text.toLowerCase()
  return shape.test(lower) ? brand<Kind>(lower) : undefined
}
