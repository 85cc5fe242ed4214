/** How the letters of a text file are written. `windows-1252` is what spreadsheets of Latin America save where they do not save UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * Looks at the whole file, since the first letter with an accent may stand in its last line. A file that is partly UTF-8 and partly
 * not, or holds signs that no name is written with in Windows-1252 (other systems put letters there), is `unknown`: a guess would
 * spoil names silently. Windows-1252: Unicode Consortium, `VENDORS/MICSFT/WINDOWS/CP1252.TXT`.
 */
export async function detectEncoding(pieces: AsyncIterable<Uint8Array>): Promise<Encoding | 'unknown'> {
  const seen: Seen = { sequences: 0, bad: 0, unlikely: 0, controls: 0, missing: 0, before: 0 }
  let first = true
  for await (const piece of pieces) {
    if (first && piece.length > 0) {
      const marked = markOf(piece) ?? wideWithoutMark(piece)
      if (marked !== undefined) return marked
      first = false
    }
    for (const byte of piece) {
      look(seen, byte)
      seen.before = byte
    }
  }
  // UTF-8 up to a last letter that was cut off: half a file.
  if (seen.controls > 0 || (seen.missing > 0 && seen.bad === 0)) return 'unknown'
  if (seen.bad === 0) return 'utf-8'
  return seen.unlikely > 0 || seen.sequences * 4 >= seen.bad ? 'unknown' : 'windows-1252'
}

type Seen = { sequences: number; bad: number; unlikely: number; controls: number; missing: number; before: number }

/** Letters and signs of Windows-1252 between 80 and 9F that occur in written lists: € … Š Œ Ž ‘ ’ “ ” – — š œ ž Ÿ. */
const likely = new Set([0x80, 0x85, 0x8a, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9a, 0x9c, 0x9e, 0x9f])

/** Of these, € … Š Œ Ž “ – — Ÿ do not follow a small letter: there they are é, ñ and ó of Mac OS Roman. */
const notInside = new Set([0x80, 0x85, 0x8a, 0x8c, 0x8e, 0x93, 0x96, 0x97, 0x9f])

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}

function look(seen: Seen, byte: number): void {
  if (seen.missing > 0) {
    if (byte >= 0x80 && byte < 0xc0) {
      seen.missing -= 1
      if (seen.missing === 0) seen.sequences += 1
      return
    }
    seen.missing = 0
    seen.bad += 1
  }
  if (byte < 0x80) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) seen.controls += 1
    return
  }
  if (byte < 0xa0 && (!likely.has(byte) || (notInside.has(byte) && isSmall(seen.before)))) seen.unlikely += 1
  if (byte >= 0xc2 && byte < 0xf5) seen.missing = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
  else seen.bad += 1
}

function markOf([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined
}

/** UTF-16 without its mark: of plain letters, every second byte is zero. */
function wideWithoutMark(piece: Uint8Array): Encoding | undefined {
  const head = piece.subarray(0, 4096)
  const zeros: [even: number, odd: number] = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1
  const many = head.length / 4
  if (zeros[1] > many && zeros[0] < many / 8) return 'utf-16le'
  return zeros[0] > many && zeros[1] < many / 8 ? 'utf-16be' : undefined
}
