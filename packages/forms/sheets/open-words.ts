import type { NoAnswer, Texts } from '../form.ts'
import type { Words } from '@convive/kernel'

/** What stands on a telephone beside the answers; `why` asks for one of them where nothing was answered. */
const words: Readonly<Record<NoAnswer | 'why', Words>> = {
  unknown: { es: 'No sé', pt: 'Não sei', en: 'I don’t know', fr: 'Je ne sais pas', ht: 'M pa konnen' },
  declined: {
    es: 'Prefiero no decirlo',
    pt: 'Prefiro não dizer',
    en: 'I’d rather not say',
    fr: 'Je préfère ne pas le dire',
    ht: 'M pito pa di sa',
  },
  none: { es: 'No tengo', pt: 'Não tenho', en: 'I have none', fr: 'Je n’en ai pas', ht: 'M pa genyen' },
  why: {
    es: 'Quedó sin respuesta. ¿Por qué?',
    pt: 'Ficou sem resposta. Por quê?',
    en: 'There is no answer. Why?',
    fr: 'Il n’y a pas de réponse. Pourquoi ?',
    ht: 'Pa gen repons. Poukisa?',
  },
}

/** In the languages of a form; in English for one of which we do not know the language. */
export function openWords(one: NoAnswer | 'why', languages: readonly string[]): Texts {
  const own: Readonly<Record<string, string>> = words[one]
  const all = languages.length === 0 ? [''] : languages
  return Object.fromEntries(all.map((language) => [language, own[language] ?? words[one].en]))
}
