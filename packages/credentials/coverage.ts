/** The replacement character: what is printed for a sign that none of the fonts can draw. */
const missing = '\u{FFFD}'

/** A text as it can be printed: the typesetter refuses a sign that no font has, and a strange name must not stop a paper. */
export function printableWith(fonts: readonly Buffer[]): (text: string) => string {
  const ranges = fonts.flatMap(rangesOf)
  const covered = (sign: string): boolean => {
    const code = sign.codePointAt(0) ?? 0
    return (
      /\p{White_Space}|\p{Default_Ignorable_Code_Point}/u.test(sign) || ranges.some(([from, to]) => code >= from && code <= to)
    )
  }
  return (text) => Array.from(text.normalize('NFC'), (sign) => (covered(sign) ? sign : missing)).join('')
}

/** The signs a TrueType font maps: its `cmap` table, formats 4 and 12 (OpenType specification). */
function rangesOf(font: Buffer): readonly (readonly [number, number])[] {
  const table = tableAt(font, 'cmap')
  return Array.from({ length: font.readUInt16BE(table + 2) }, (_, n) => {
    const at = table + font.readUInt32BE(table + 8 + n * 8)
    const format = font.readUInt16BE(at)
    return format === 4 ? segments(font, at) : format === 12 ? groups(font, at) : []
  }).flat()
}

function segments(font: Buffer, at: number): readonly (readonly [number, number])[] {
  const doubled = font.readUInt16BE(at + 6)
  return Array.from({ length: doubled / 2 }, (_, n) => {
    const end = font.readUInt16BE(at + 14 + n * 2)
    return [font.readUInt16BE(at + 16 + doubled + n * 2), end] as const
  }).filter(([, end]) => end < 0xff_ff)
}

function groups(font: Buffer, at: number): readonly (readonly [number, number])[] {
  return Array.from({ length: font.readUInt32BE(at + 12) }, (_, n) => {
    const group = at + 16 + n * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const
  })
}

function tableAt(font: Buffer, tag: string): number {
  for (let n = 0; n < font.readUInt16BE(4); n += 1) {
    const at = 12 + n * 16
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  throw new Error(`a font without ${tag}`)
}
