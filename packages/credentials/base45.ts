/** Base45 of RFC 9285: what a QR code holds in its alphanumeric mode. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [a = 0, b] = [bytes[at], bytes[at + 1]]
    let value = b === undefined ? a : a * 256 + b
    for (let n = b === undefined ? 2 : 3; n > 0; n -= 1) {
      text += alphabet.charAt(value % 45)
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Nothing for a text that is no Base45: a strange sign, a wrong length, a group that is too large. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (sign) => alphabet.indexOf(sign))
    if (group.includes(-1)) return undefined
    const [a = 0, b = 0, c] = group
    const value = a + b * 45 + (c ?? 0) * 2025
    if (value > (c === undefined ? 255 : 65_535)) return undefined
    if (c !== undefined) bytes.push(value >> 8)
    bytes.push(value & 255)
  }
  return Uint8Array.from(bytes)
}
