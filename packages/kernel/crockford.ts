/** Crockford's base 32: no I, L, O or U, so that a code read aloud or from bad print comes back whole. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Crockford's check symbols: value modulo 37. */
const checkAlphabet = `${alphabet}*~$=U`

/** One character per byte (its low five bits): ten random bytes give fifty bits. */
export function crockford(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join('')
}

/** What a person typed, as it was printed: upper case, without blanks and dashes, O→0, I and L→1. */
export function readCrockford(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-.–—]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
}

/**
 * Damm check digit over decimal digits (H. M. Damm, 2004): finds every single wrong digit and every swap of neighbours.
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export function dammDigit(digits: string): string {
  let row = 0
  for (const digit of digits) row = Number(damm[row]?.charAt(Number(digit)))
  return String(row)
}

export function dammHolds(digits: string): boolean {
  return /^\d+$/.test(digits) && dammDigit(digits) === '0'
}

/** Crockford's optional check symbol for a code. */
export function crockfordCheck(code: string): string {
  let rest = 0
  for (const sign of code) rest = (rest * 32 + alphabet.indexOf(sign)) % 37
  return checkAlphabet.charAt(rest)
}
