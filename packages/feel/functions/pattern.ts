/**
 * Patterns are those of XQuery 1.0 and XPath 2.0 functions and operators, 7.6.1: flags s, m, i, x and q. Undefined where
 * the pattern cannot be read. The name of a block of Unicode (`\p{Is…}`) is known for scripts only.
 */
export function patternOf(source: string, flags: string): RegExp | undefined {
  if (!/^[smixq]*$/.test(flags) || source.length > 1000) return undefined
  const kept = [...new Set(flags)].filter((flag) => 'smi'.includes(flag)).join('')
  const written = flags.includes('q') ? source.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`) : translated(source, flags)
  try {
    return new RegExp(written, `${kept}v`)
  } catch {
    return undefined
  }
}

const initial = String.raw`:_\p{L}`
const classes: Readonly<Record<string, string>> = {
  i: initial,
  c: String.raw`${initial}\p{N}\p{M}\-.\u00B7`,
  d: String.raw`\p{Nd}`,
  w: String.raw`\p{L}\p{M}\p{N}\p{S}`,
}

/** Goes through the pattern once, piece by piece: escapes, classes of characters, and white space that x lets fall. */
function translated(source: string, flags: string): string {
  let [result, depth] = ['', 0]
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? ''
    if (letter === '\\') {
      result += escaped(source[at + 1] ?? '', depth > 0)
      at += 1
      continue
    }
    if (letter === '[') {
      // Subtraction is `-[` in XPath and `--[` in JavaScript.
      if (depth > 0 && result.endsWith('-')) result += '-'
      depth += 1
    } else if (letter === ']') depth -= 1
    else if (depth === 0 && flags.includes('x') && /\s/u.test(letter)) continue
    else if (depth > 0 && '(){}/|&!#%,.:;<=>@`~*+?$'.includes(letter)) {
      result += String.raw`\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
      continue
    }
    result += letter
  }
  return result
}

function escaped(letter: string, inClass: boolean): string {
  const known = classes[letter.toLowerCase()]
  if (known !== undefined) {
    const negative = letter !== letter.toLowerCase()
    return inClass && !negative ? known : `[${negative ? '^' : ''}${known}]`
  }
  if (/[sSpPnrtbB\d]/.test(letter)) return `\\${letter}`
  return /[\\^$.*+?()[\]{}|/-]/.test(letter) ? `\\${letter}` : letter === '' ? '\\' : `\\${letter}`
}

/** In the replacement `$1` is what the first group caught, `$0` the whole, `\$` a dollar sign. */
export function replaceAll(
  text: string,
  pattern: RegExp,
  { by, literal }: { readonly by: string; readonly literal: boolean },
): string | undefined {
  const everywhere = new RegExp(pattern, `${pattern.flags}g`)
  if (literal) return text.replaceAll(everywhere, () => by)
  if (/(?<!\\)(?:\\\\)*(?:\\[^\\$]|\\$|\$(?!\d))/u.test(by)) return undefined
  return text.replaceAll(everywhere, (...found: readonly unknown[]) => {
    const groups = found.filter((piece) => typeof piece === 'string' || piece === undefined)
    const count = found.findIndex((piece) => typeof piece === 'number')
    return by.replaceAll(
      /\\([\\$])|\$(\d+)/gu,
      (whole: string, sign?: string, digits = '') => sign ?? caught(groups.slice(0, count), digits, whole),
    )
  })
}

/** Of `$12` the digits count as far as there is such a group; the others are themselves. */
function caught(groups: readonly (string | undefined)[], digits: string, whole: string): string {
  let size = digits.length
  while (size > 1 && Number(digits.slice(0, size)) >= groups.length) size -= 1
  if (whole === '$0') return String(groups[0])
  return (groups[Number(digits.slice(0, size))] ?? '') + digits.slice(size)
}
