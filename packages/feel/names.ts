/**
 * Names of FEEL may hold spaces and the signs `. / - ' + *` (DMN 1.5, 10.3.1.2, rules 25–30), so only who knows the names in scope
 * can tell where one ends. A name is kept in one spelling: one space between words, none around signs.
 */
export function spelled(name: string): string {
  return name
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([./\-'+*]) ?/gu, '$1')
}

/** Names of more than one word, by their first; inner scopes first. */
export type Names = { readonly byFirst: Map<string, Set<string>>; readonly outer: Names | undefined }

export function namesWithin(outer: Names | undefined, names: Iterable<string>): Names {
  const scope: Names = { byFirst: new Map(), outer }
  for (const name of names) addName(scope, name)
  return scope
}

export function addName(scope: Names, written: string): void {
  const name = spelled(written)
  const first = firstWord.exec(name)?.[0]
  if (first === undefined || first === name) return
  const known = scope.byFirst.get(first)
  if (known === undefined) scope.byFirst.set(first, new Set([name]))
  else known.add(name)
}

const start = String.raw`?_\p{L}\p{So}\p{Sk}\u{1F000}-\u{1FAFF}`
const part = String.raw`${start}\p{N}\p{M}\u00B7\u203F\u2040\u200C\u200D\uFE0F`
/** One word of a name, at the place where `lastIndex` stands. */
export const wordHere = new RegExp(`[${start}][${part}]*`, 'uy')
const firstWord = new RegExp(`^[${start}][${part}]*`, 'u')
const goesOn = new RegExp(`[${part}]`, 'u')

/** The longest name in scope that the text spells from `at`, and where it ends. */
export function longestName(
  text: string,
  at: number,
  { first, scope }: { readonly first: string; readonly scope: Names },
): { readonly name: string; readonly to: number } | undefined {
  let longest: { readonly name: string; readonly to: number } | undefined
  for (let names: Names | undefined = scope; names !== undefined; names = names.outer) {
    for (const name of names.byFirst.get(first) ?? []) {
      if (longest !== undefined && name.length <= longest.name.length) continue
      const to = spells(text, at, name)
      if (to !== undefined) longest = { name, to }
    }
  }
  return longest
}

/** Where the name ends in the text, if it stands there: a space is any white space, a sign may have some around it. */
function spells(text: string, at: number, name: string): number | undefined {
  let here = at
  for (const letter of name) {
    if (letter === ' ') {
      const space = skipSpace(text, here)
      if (space === here) return undefined
      here = space
    } else if (text.startsWith(letter, here)) here += letter.length
    else {
      const space = skipSpace(text, here)
      const besideSign = isSign(letter) || isSign(text[here - 1] ?? '')
      if (space === here || !besideSign || !text.startsWith(letter, space)) return undefined
      here = space + letter.length
    }
  }
  const next = String.fromCodePoint(text.codePointAt(here) ?? 32)
  return goesOn.test(next) && goesOn.test(name.at(-1) ?? '') ? undefined : here
}

function isSign(letter: string): boolean {
  return letter !== '' && "./-'+*".includes(letter)
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/u.test(text[at] ?? '')) at += 1
  return at
}
