import { isLocale, type Locale } from '@convive/kernel'

/** The language a browser asks for, among ours; Spanish when it asks for none of them. */
export function bestLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', quality] = part.trim().toLowerCase().split(';q=')
    return {
      language: tag === 'hat' || tag.endsWith('-ht') ? 'ht' : (tag.split('-')[0] ?? ''),
      weight: quality === undefined ? 1 : Number(quality) || 0,
    }
  })
  const best = wishes.filter((wish) => isLocale(wish.language)).toSorted((a, b) => b.weight - a.weight)[0]?.language
  return isLocale(best) ? best : 'es'
}
