/** Tells whether one character belongs; a character is a code point. */
export type OneOf = (letter: string) => boolean

const initial = String.raw`:_\p{L}`
/** Classes of XML Schema, appendix F, as they stand inside the brackets of a JavaScript class. */
const named: Readonly<Record<string, string>> = {
  s: String.raw`\u0020\t\n\r`,
  i: initial,
  c: String.raw`${initial}\p{N}\p{M}\-.\u00B7`,
  d: String.raw`\p{Nd}`,
  w: String.raw`\p{L}\p{M}\p{N}\p{S}`,
}
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const escapable = String.raw`\|.?*+(){}-[]^$`

export function codeOf(letter: string): string {
  return String.raw`\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`
}

/** What an escape stands for: one character, or what to write in the brackets of a class; and where it ends. */
export type Escape = { readonly to: number } & ({ readonly letter: string } | { readonly inBrackets: string })

export function readEscape(source: string, at: number): Escape | undefined {
  const letter = source[at + 1] ?? ''
  const control = controls[letter] ?? (escapable.includes(letter) && letter !== '' ? letter : undefined)
  if (control !== undefined) return { letter: control, to: at + 2 }
  const property = /^\\[pP]\{[A-Za-z]{1,30}\}/.exec(source.slice(at, at + 40))?.[0]
  if (property !== undefined) return { inBrackets: property, to: at + property.length }
  const known = named[letter.toLowerCase()]
  if (known === undefined) return undefined
  return { inBrackets: letter === letter.toLowerCase() ? known : `[^${known}]`, to: at + 2 }
}

/** A class from what stands in its brackets; undefined where that is no class. What was asked about ASCII is kept. */
export function oneOf(inBrackets: string, ignoreCase: boolean): OneOf | undefined {
  const pattern = classOf(`^[${inBrackets}]$`, ignoreCase ? 'iv' : 'v')
  if (pattern === undefined) return undefined
  const answers: boolean[] = []
  return (letter) => {
    const code = letter.codePointAt(0) ?? 0
    if (code > 127) return pattern.test(letter)
    return (answers[code] ??= pattern.test(letter))
  }
}

function classOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined
  }
}

/** `[a-z-[aeiou]]`: ranges, characters and escapes, and a class to leave out. Where it ends; undefined where it is none. */
export function readClass(
  source: string,
  from: number,
  ignoreCase: boolean,
): { readonly test: OneOf; readonly to: number } | undefined {
  const negated = source[from + 1] === '^'
  let at = from + (negated ? 2 : 1)
  let [inBrackets, minus]: [string, OneOf | undefined] = ['', undefined]
  while (source[at] !== ']' || inBrackets === '') {
    if (source[at] === '-' && source[at + 1] === '[' && inBrackets !== '') {
      const inner = readClass(source, at + 1, ignoreCase)
      if (inner === undefined || source[inner.to] !== ']') return undefined
      minus = inner.test
      at = inner.to
      break
    }
    const item = readItem(source, at)
    if (item === undefined) return undefined
    inBrackets += item.inBrackets
    at = item.to
  }
  const test = oneOf(inBrackets, ignoreCase)
  if (test === undefined) return undefined
  return { test: (letter) => test(letter) !== negated && minus?.(letter) !== true, to: at + 1 }
}

function readItem(source: string, at: number): { readonly inBrackets: string; readonly to: number } | undefined {
  const low = readEnd(source, at)
  if (low === undefined) return undefined
  if ('inBrackets' in low) return low
  const isRange = source[low.to] === '-' && source[low.to + 1] !== '[' && source[low.to + 1] !== ']'
  const high = isRange ? readEnd(source, low.to + 1) : undefined
  if (!isRange) return { inBrackets: codeOf(low.letter), to: low.to }
  if (high === undefined || 'inBrackets' in high) return undefined
  return { inBrackets: `${codeOf(low.letter)}-${codeOf(high.letter)}`, to: high.to }
}

function readEnd(source: string, at: number): Escape | undefined {
  const code = source.codePointAt(at)
  if (code === undefined || source[at] === '[') return undefined
  if (source[at] === '\\') return readEscape(source, at)
  const letter = String.fromCodePoint(code)
  return { letter, to: at + letter.length }
}
