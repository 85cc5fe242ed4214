import { isLocale, localeNames, locales } from '@convive/kernel'

/** Names of languages as forms write them without a code. */
const names: ReadonlyMap<string, string> = new Map([
  ...locales.map((locale): [string, string] => [localeNames[locale].toLowerCase(), locale]),
  ['spanish', 'es'],
  ['espanol', 'es'],
  ['castellano', 'es'],
  ['portuguese', 'pt'],
  ['portugues', 'pt'],
  ['french', 'fr'],
  ['francais', 'fr'],
  ['inglés', 'en'],
  ['haitian creole', 'ht'],
  ['kreyòl ayisyen', 'ht'],
])

/** `Español (es)` and `Spanish` → `es`; a language without a code keeps its name. */
export function languageIn(heading: string): string {
  const trimmed = heading.trim()
  const code = /\(([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\)\s*$/u.exec(trimmed)?.[1]
  return code ?? names.get(trimmed.toLowerCase()) ?? trimmed
}

/** `es` → `Español (es)`. */
export function headingOf(language: string): string {
  return isLocale(language) ? `${localeNames[language]} (${language})` : language
}
