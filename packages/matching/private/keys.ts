import { createHmac, hkdfSync } from 'node:crypto'

/** Raised whenever the same record would become other bits: files of different versions are not compared. */
export const version = 1

/** What only those who conceal know, and for what they conceal. */
export type ProjectSecret = { readonly secret: Uint8Array; readonly project: string }

/** A key for one purpose (RFC 5869): who learns one learns nothing of the others, nor of another project's. */
export function keyFor({ secret, project }: ProjectSecret, purpose: readonly string[]): Uint8Array {
  const info = JSON.stringify(['convive/concealed', version, ...purpose])
  return new Uint8Array(hkdfSync('sha256', secret, project, info, 32))
}

/** Of a feature: the places that it sets, and its rank among others, which the key decides as well. */
export type Drawn = { readonly rank: number; readonly places: Uint16Array }

/** Places from one HMAC; what is left of it is the rank. */
const each = 15

/**
 * Draws places below `size`, a power of two, for a feature: at least as many as asked, from HMAC-SHA-256 in counter mode. Each place is a draw of
 * its own; with the double hashing of the first proposals all places of a feature follow from two numbers, which is how those encodings were
 * read (Niedermeyer, Steinmetzer, Kroll & Schnell 2014).
 */
export function draw(
  key: Uint8Array,
  feature: string,
  { count, size }: { readonly count: number; readonly size: number },
): Drawn {
  const blocks = Math.max(1, Math.ceil(count / each))
  const places = new Uint16Array(blocks * each)
  let rank = 0
  for (let block = 0; block < blocks; block += 1) {
    const drawn = createHmac('sha256', key).update(`${block} ${feature}`).digest()
    for (let at = 0; at < each; at += 1) places[block * each + at] = drawn.readUInt16BE(2 * at) % size
    if (block === 0) rank = drawn.readUInt16BE(2 * each)
  }
  return { rank, places }
}
