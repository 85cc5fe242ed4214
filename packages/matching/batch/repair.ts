/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on; the five that it leaves empty stay as they are. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const byteOf = new Map(Array.from(windows, (sign, at) => [sign, 0x80 + at] as const))

/** The first byte of a letter in UTF-8 and the next one, both read as letters of their own: `Ã±` where `ñ` was meant. */
const twice = /[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u2018-\u201e\u2020-\u203a\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2122]/

/**
 * A text whose UTF-8 was once read as Latin-1 or Windows-1252, as it was meant (`MuÃ±oz` → `Muñoz`); every other text as it is. Only where all
 * of it is UTF-8 again, which a text that was meant so hardly ever is.
 */
export function repaired(text: string): string {
  if (!twice.test(text)) return text
  const bytes: number[] = []
  for (const sign of text) {
    const byte = byteOf.get(sign) ?? sign.codePointAt(0) ?? 0
    if (byte > 0xff) return text
    bytes.push(byte)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}
