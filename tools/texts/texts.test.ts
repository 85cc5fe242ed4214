import { describe, expect, test } from 'vitest'
import { planted } from '../architecture/testing/planted.ts'
import { completeTexts, noHurtfulWords, noIntl, spokenTexts } from './check-texts.ts'

const five = {
  es: 'Buscar a una persona',
  pt: 'Procurar uma pessoa',
  en: 'Find a person',
  fr: 'Chercher une personne',
  ht: 'Chèche yon moun',
}

function messages(key: string, words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lines = Object.entries(words).map(([locale, text]) => `  ${locale}: ${JSON.stringify(text)}\n`)
  return { 'modules/registry/messages/find.yaml': `${key}:\n${lines.join('')}` }
}

describe('texts', () => {
  test('five languages, each its own: nothing to say', () => {
    expect(planted(completeTexts, messages('registry.find.title', five))).toEqual([])
  })

  test('a language that is missing, empty or unknown', () => {
    const { ht: _, ...four } = five
    expect(planted(completeTexts, messages('registry.find.title', four))).toHaveLength(1)
    expect(planted(completeTexts, messages('registry.find.title', { ...five, ht: '' }))).toHaveLength(1)
    expect(planted(completeTexts, messages('registry.find.title', { ...five, gn: 'Eheka' }))).toHaveLength(1)
  })

  test('the English text in another language is caught, a true cognate is not', () => {
    expect(planted(completeTexts, messages('registry.find.title', { ...five, ht: 'Find a person' }))).toHaveLength(1)
    const photo = messages('registry.find.photo', { es: 'Foto', pt: 'Foto', en: 'Photo', fr: 'Photo', ht: 'Foto' })
    expect(planted(completeTexts, photo)).toHaveLength(1)
    expect(planted(completeTexts, { ...photo, 'packages/languages/same-words.yaml': '- Photo' })).toEqual([])
  })

  test('a value that one language forgets', () => {
    const words = { es: '{n} años', pt: '{n} anos', en: '{n} years', fr: 'ans', ht: '{n} an' }
    expect(planted(completeTexts, messages('registry.find.age', words))).toHaveLength(1)
  })

  test('a key that stands twice', () => {
    const once = messages('registry.find.title', five)
    const again = { 'modules/registry/messages/again.yaml': once['modules/registry/messages/find.yaml'] ?? '' }
    expect(planted(completeTexts, { ...once, ...again })).toHaveLength(1)
  })
})

describe('pages', () => {
  const page = (text: string): readonly string[] =>
    planted(spokenTexts, { ...messages('registry.find.title', five), 'modules/registry/pages/find.tsx': text })

  test('a text that exists, whole or by its beginning', () => {
    expect(page("export const a = <h1>{t('registry.find.title')}</h1>")).toEqual([])
    expect(page('export const a = <h1>{t(`registry.find.${part}`)}</h1>')).toEqual([])
  })

  test('a text that does not exist', () => {
    expect(page("export const a = <h1>{t('registry.find.titel')}</h1>")).toHaveLength(1)
    expect(page('export const a = <h1>{texts.t(`registry.fnd.${part}`)}</h1>')).toHaveLength(1)
    expect(page("export const a = <p>{t(state === 'open' ? 'registry.find.title' : 'registry.find.none')}</p>")).toHaveLength(1)
  })

  test('words in code, between tags or read aloud', () => {
    expect(page('export const a = <h1>Find a person</h1>')).toHaveLength(1)
    expect(page('export const a = <input placeholder="Name" name="given" />')).toHaveLength(1)
    expect(page('export const a = <h1 className="wide">Convive · {n}</h1>')).toEqual([])
  })
})

describe('formats', () => {
  test('only packages/languages speaks to Intl about people’s languages', () => {
    const line = 'export const f = new Intl.NumberFormat(locale)'
    expect(planted(noIntl, { 'packages/languages/numbers.ts': line })).toEqual([])
    expect(planted(noIntl, { 'modules/statistics/queries/count.ts': line })).toHaveLength(1)
    expect(planted(noIntl, { 'modules/statistics/pages/count.tsx': "new Intl.NumberFormat('es')" })).toHaveLength(1)
    expect(planted(noIntl, { 'modules/statistics/pages/count.tsx': 'count.toLocaleString()' })).toHaveLength(1)
    expect(planted(noIntl, { 'packages/kernel/calendar-date.ts': "new Intl.DateTimeFormat('en-CA', { timeZone })" })).toEqual([])
  })
})

describe('needs', () => {
  test('a word that marks a person is caught on screens about needs, in any language', () => {
    const kind = {
      es: 'Cuéntenos qué necesita',
      pt: 'Conte do que precisa',
      en: 'Tell us what would help',
      fr: 'Dites ce qui aiderait',
      ht: 'Di nou sa ki ka ede w',
    }
    expect(planted(noHurtfulWords, messages('registry.needs.safety', kind))).toEqual([])
    expect(planted(noHurtfulWords, messages('registry.needs.safety', { ...kind, es: 'Es víctima de trata' }))).toHaveLength(1)
    expect(planted(noHurtfulWords, messages('registry.needs.safety', { ...kind, ht: 'Li se yon viktim' }))).toHaveLength(1)
  })
})
