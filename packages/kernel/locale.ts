/** The five languages of the product. `ht` is Haitian Kreyòl (never `fr-HT`). */
export const locales = ['es', 'pt', 'en', 'fr', 'ht'] as const
export type Locale = (typeof locales)[number]

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text)
}

/** The languages' own names, as the switch shows them. */
export const localeNames: Readonly<Record<Locale, string>> = {
  es: 'Español',
  pt: 'Português',
  en: 'English',
  fr: 'Français',
  ht: 'Kreyòl',
}

/** A text in all five languages. */
export type Words = Readonly<Record<Locale, string>>
