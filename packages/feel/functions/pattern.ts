import type { Run } from '../value.ts'
import { longestText } from '../measure.ts'
import { programOf, type Program } from './pattern-program.ts'
import { searcher, type Found, type Rules } from './pattern-search.ts'
import { readPattern } from './pattern-syntax.ts'

/** A pattern made ready to search with. */
export type Ready = { readonly program: Program; readonly rules: Rules; readonly literal: boolean }

/** Undefined where the pattern or its flags cannot be read, or repetitions make it too large. */
export function patternOf(source: string, flags: string): Ready | undefined {
  if (!/^[smixq]*$/.test(flags) || source.length > 1000) return undefined
  const read = readPattern(source, flags)
  const program = read === undefined ? undefined : programOf(read.pattern, read.groups)
  if (program === undefined) return undefined
  const literal = flags.includes('q')
  return { program, rules: { ignoreCase: flags.includes('i'), lines: flags.includes('m') }, literal }
}

/** Whether the pattern fits anywhere; undefined where that takes too long to tell. */
export function fits(text: string, { program, rules }: Ready, run: Run): boolean | undefined {
  const found = searcher(program, rules, text)(0, run)
  return found === 'too much' ? undefined : found !== undefined
}

/**
 * Every match, from left to right; undefined where finding them takes too long, or where the pattern fits nothing at all: between
 * which letters it would stand cannot be said (XPath Functions and Operators, 7.6.3 and 7.6.4).
 */
function allFound(text: string, { program, rules }: Ready, run: Run): readonly Found[] | undefined {
  if (searcher(program, rules, '')(0, run) !== undefined) return undefined
  const search = searcher(program, rules, text)
  const all: Found[] = []
  for (let from = 0; from <= text.length;) {
    const found = search(from, run)
    if (found === 'too much') return undefined
    if (found === undefined) return all
    all.push(found)
    // A pattern that looks for the end of a line may be empty here and there.
    from = found.to > found.from ? found.to : found.to + 1
  }
  return all
}

/** The pieces between matches. What groups in the pattern catch is no piece. */
export function splitBy(text: string, pattern: Ready, run: Run): readonly string[] | undefined {
  const matches = allFound(text, pattern, run)
  if (matches === undefined) return undefined
  const pieces: string[] = []
  let last = 0
  for (const { from, to } of matches) {
    if (from === to && (from === 0 || from === text.length)) continue
    pieces.push(text.slice(last, from))
    last = to
  }
  return [...pieces, text.slice(last)]
}

/** In the replacement `$1` is what the first group caught, `$0` the whole, `\$` a dollar sign. */
export function replaceAll(
  text: string,
  pattern: Ready,
  { by, run }: { readonly by: string; readonly run: Run },
): string | undefined {
  if (!pattern.literal && /(?<!\\)(?:\\\\)*(?:\\[^\\$]|\\$|\$(?!\d))/u.test(by)) return undefined
  const matches = allFound(text, pattern, run)
  if (matches === undefined) return undefined
  let [result, last] = ['', 0]
  for (const { from, to, groups } of matches) {
    result += text.slice(last, from) + (pattern.literal ? by : filled(by, groups))
    last = to
    if (result.length > longestText) return undefined
  }
  return result + text.slice(last)
}

function filled(by: string, groups: Found['groups']): string {
  return by.replaceAll(
    /\\([\\$])|\$(\d+)/gu,
    (whole: string, sign?: string, digits = '') => sign ?? caught(groups, digits, whole),
  )
}

/** Of `$12` the digits count as far as there is such a group; the others are themselves. */
function caught(groups: Found['groups'], digits: string, whole: string): string {
  let size = digits.length
  while (size > 1 && Number(digits.slice(0, size)) >= groups.length) size -= 1
  if (whole === '$0') return String(groups[0])
  return (groups[Number(digits.slice(0, size))] ?? '') + digits.slice(size)
}
