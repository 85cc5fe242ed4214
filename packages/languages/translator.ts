import type { Locale, Words } from '@convive/kernel'
import IntlMessageFormat from 'intl-messageformat'
import type { Messages } from './parse-messages.ts'

/** Gives the text of a key in one language, with its values put in; of words in five languages, those of this one. */
export type Translator = (key: string, values?: Readonly<Record<string, string | number | Words>>) => string

/**
 * Translators for all languages, sharing one cache. A key that does not exist throws: the text check finds it before.
 * `Intl` knows no Haitian Kreyòl and would silently take English rules; its plural is that of French (0 and 1 alike).
 */
export function createTranslators(messages: Messages): (locale: Locale) => Translator {
  const compiled = new Map<string, IntlMessageFormat>()
  function formatOf(key: string, locale: Locale): IntlMessageFormat {
    const known = compiled.get(`${locale} ${key}`)
    if (known !== undefined) return known
    const words = messages.get(key)
    if (words === undefined) throw new Error(`there is no text ${key}`)
    const made = new IntlMessageFormat(words[locale], locale === 'ht' ? 'fr' : locale)
    compiled.set(`${locale} ${key}`, made)
    return made
  }
  return (locale) => (key, values) => {
    const inLanguage = Object.entries(values ?? {}).map(
      ([name, one]) => [name, typeof one === 'object' ? one[locale] : one] as const,
    )
    const text = formatOf(key, locale).format(Object.fromEntries(inLanguage))
    return typeof text === 'string' ? text : String(text)
  }
}
