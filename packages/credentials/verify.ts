import { ok, refuse, type Result } from '@convive/kernel'
import { inflateSync } from 'node:zlib'
import { fromBase45 } from './base45.ts'
import { signatureHolds } from './check-signature.ts'
import { EdDSA, ES256, readSign1, toBeSigned, type Sign1 } from './cose.ts'
import { publicKeyOf, type PublishedKey, type PublishedKeys } from './keys.ts'
import { claim, identity, type PaperClaims } from './paper.ts'
import { strictCbor } from './strict-cbor.ts'

/** Named refusals of a check; each has a text of its own. */
export const verifyRefusals = [
  'papers/not-base45',
  'papers/not-zlib',
  'papers/too-large',
  'papers/not-cose',
  'papers/not-signed',
  'papers/wrong-algorithm',
  'papers/unknown-key',
  'papers/key-revoked',
  'papers/key-not-in-force',
  'papers/bad-signature',
  'papers/missing-claims',
  'papers/not-yet-valid',
  'papers/expired',
  'papers/revoked',
] as const

/** Larger than any paper; what unpacks beyond is a trap. */
const largest = 64 * 1024

export type Checking = {
  readonly keys: readonly PublishedKeys[]
  readonly now: Date
  readonly isRevoked?: ((statusIndex: number) => boolean) | undefined
}

/** Checks the text of a QR code against published keys. Never asks a network. Order: form, signature, dates, status. */
export function verifyPaper(text: string, checking: Checking): Result<PaperClaims> {
  const opened = openPaper(text)
  if (!opened.ok) return opened
  const key = findKey(opened.value, checking)
  if (!key.ok) return key
  const signed = {
    key: key.value.key,
    bytes: toBeSigned(opened.value.protectedBytes, opened.value.payload),
    signature: opened.value.signature,
  }
  if (!signatureHolds(key.value.published.alg, signed)) return refuse('papers/bad-signature')
  const claims = readClaims(opened.value.payload)
  if (claims === undefined || claims.number === '' || claims.issuer === '' || claims.issuedAt === 0)
    return refuse('papers/missing-claims')
  if (!signedInTime(key.value.published, claims.issuedAt)) return refuse('papers/key-not-in-force')
  const now = checking.now.getTime() / 1000
  if (claims.notBefore !== undefined && now < claims.notBefore) return refuse('papers/not-yet-valid')
  if (now >= claims.expires) return refuse('papers/expired')
  if (claims.statusIndex !== undefined && checking.isRevoked?.(claims.statusIndex) === true) return refuse('papers/revoked')
  return ok(claims)
}

/** From Base45 to COSE, without judging the signature. */
export function openPaper(text: string): Result<Sign1> {
  const trimmed = text.trim()
  if (trimmed.length > largest) return refuse('papers/too-large')
  const packed = fromBase45(trimmed)
  if (packed === undefined || packed.length === 0) return refuse('papers/not-base45')
  const bytes = unpack(packed)
  if (!bytes.ok) return bytes
  const signed = readSign1(bytes.value)
  if (signed !== undefined) return ok(signed)
  return refuse(isOtherCose(bytes.value) ? 'papers/not-signed' : 'papers/not-cose')
}

function unpack(packed: Uint8Array): Result<Uint8Array> {
  try {
    return ok(inflateSync(packed, { maxOutputLength: largest }))
  } catch (error) {
    return refuse(
      error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
        ? 'papers/too-large'
        : 'papers/not-zlib',
    )
  }
}

/** COSE_Encrypt0 (tag 16) and its like carry no signature by which anybody could be held to account. */
function isOtherCose(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 || bytes[0] === 0xd1 || (bytes[0] === 0xd8 && (bytes[1] === 0x60 || bytes[1] === 0x61))
}

/**
 * A paper carries the day it was issued on in its office's time zone, as that day's midnight in UTC: up to 36 hours before the
 * moment itself in the far west, up to 14 after it in the far east. The window of the key is widened by as much.
 */
function signedInTime(key: PublishedKey, issuedAt: number): boolean {
  const hour = 3600
  return issuedAt >= Date.parse(key.from) / 1000 - 36 * hour && issuedAt < Date.parse(key.until) / 1000 + 14 * hour
}

function findKey(
  signed: Sign1,
  { keys }: Checking,
): Result<{ readonly published: PublishedKey; readonly key: NonNullable<ReturnType<typeof publicKeyOf>> }> {
  const algorithm = signed.algorithm === ES256 ? 'ES256' : signed.algorithm === EdDSA ? 'EdDSA' : undefined
  if (algorithm === undefined) return refuse('papers/wrong-algorithm')
  const kid = signed.keyId === undefined ? undefined : Buffer.from(signed.keyId).toString()
  const published = keys.flatMap((set) => set.keys).find((one) => one.kid === kid)
  if (published === undefined) return refuse('papers/unknown-key')
  if (published.revoked === true) return refuse('papers/key-revoked')
  if (published.alg !== algorithm) return refuse('papers/wrong-algorithm')
  const key = publicKeyOf(published)
  return key === undefined ? refuse('papers/unknown-key') : ok({ published, key })
}

/** The claims of a payload; nothing when what a paper must say is missing or of the wrong kind. */
export function readClaims(payload: Uint8Array): PaperClaims | undefined {
  const claims = strictCbor(payload)
  const person: unknown = claims instanceof Map ? claims.get(claim.identity) : undefined
  if (!(claims instanceof Map) || !(person instanceof Map)) return undefined
  const text = (map: Map<unknown, unknown>, key: number): string | undefined => {
    const value = map.get(key)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const number = (key: number): number | undefined => {
    const value: unknown = claims.get(key)
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
  }
  const [fullName, id, expires, issuedAt] = [
    text(person, identity.fullName),
    text(person, identity.id),
    number(claim.expires),
    number(claim.issuedAt),
  ]
  if (fullName === undefined || expires === undefined) return undefined
  const face: unknown = person.get(identity.face)
  return {
    issuer: text(claims, claim.issuer) ?? '',
    number: id ?? '',
    fullName,
    mayWork: claims.get(claim.mayWork) === true,
    issuedAt: issuedAt ?? 0,
    expires,
    notBefore: number(claim.notBefore),
    face: face instanceof Uint8Array ? face : undefined,
    statusIndex: number(claim.statusIndex),
  }
}
