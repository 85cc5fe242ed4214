import { epochDay, fromEpochDay, type CalendarDate } from '@convive/kernel'

/** What a paper says: no more than a bank or an employer needs; not the status, not the nationality. Times in seconds since 1970. */
export type PaperClaims = {
  readonly issuer: string
  /** The paper's number, as printed. */
  readonly number: string
  readonly fullName: string
  readonly mayWork: boolean
  readonly issuedAt: number
  readonly notBefore?: number | undefined
  readonly expires: number
  readonly language?: string | undefined
  /** A small face, WEBP. */
  readonly face?: Uint8Array | undefined
  /** Position in the issuer's status list. */
  readonly statusIndex?: number | undefined
}

/** Claims of a CWT (RFC 8392), of MOSIP's claim 169, and ours from the private range. */
export const claim = {
  issuer: 1,
  expires: 4,
  notBefore: 5,
  issuedAt: 6,
  id: 7,
  identity: 169,
  mayWork: -70_001,
  statusIndex: -70_002,
} as const
export const identity = { id: 1, version: 2, language: 3, fullName: 4, face: 16, faceFormat: 17 } as const
/** Format of the picture in claim 169: 4 is WEBP. */
export const webp = 4

const [day, half] = [86_400, 43_200]

/** When a paper ends that is valid until a day: once that day is over everywhere on earth, so that no office cuts it short. */
export function endOf(validUntil: CalendarDate): number {
  return (epochDay(validUntil) + 1) * day + half
}

/** The last day of a paper, as printed: the inverse of `endOf`. */
export function lastDayOf(expires: number): CalendarDate {
  return fromEpochDay(Math.floor((expires - half - 1) / day))
}
