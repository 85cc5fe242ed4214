import { locales } from '@convive/kernel'
import { createFormats, createTranslators } from '@convive/languages'
import { describe, expect, test } from 'vitest'
import { loadAllMessages } from './load-messages.ts'

const messages = loadAllMessages()
const translators = createTranslators(messages)

describe('what is said in one place is what stands in the other', () => {
  test.each(['name', 'birth', 'origin', 'place', 'needs'])(
    'the refusal for a missing %s names the choice as the screen has it',
    (field) => {
      for (const locale of locales) {
        const t = translators(locale)
        expect(t(`refusal.registry/${field}-required`), locale).toContain(t('ui.unknown'))
      }
    },
  )
})

test('one year is one year', () => {
  const said = (locale: 'es' | 'pt' | 'fr', youngest: number): string =>
    translators(locale)('registry.person.age', { youngest, oldest: youngest })
  expect([said('es', 1), said('pt', 1), said('fr', 1)]).toEqual(['1 año', '1 ano', '1 an'])
  expect([said('es', 2), said('pt', 2), said('fr', 2)]).toEqual(['2 años', '2 anos', '2 ans'])
  expect(translators('es')('registry.person.ages', { youngest: 0, oldest: 1 })).toBe('0 a 1 año')
})

test('a month alone stands in the sentence about a paper as well as a day', () => {
  const of = (key: string, date: string): string => translators('es')(key, { day: createFormats('es').date(date) })
  expect(of('registry.fact.valid-until', '2027-03')).toBe('válido hasta: marzo de 2027')
  expect(of('registry.fact.valid-until', '2027-03-05')).toBe('válido hasta: 5 de marzo de 2027')
  expect(of('registry.fact.expired', '2020-03')).toBe('vencido: marzo de 2020')
})

test('in French no sign begins a line, in no text', () => {
  const loose = [...messages].filter(([, words]) => / [:;?!»]|« /.test(words.fr))
  expect(loose.map(([key]) => key)).toEqual([])
  expect(createFormats('fr').labelled('Pays', 'Brésil')).toBe('Pays\u00a0: Brésil')
  expect(createFormats('es').labelled('País', 'Brasil')).toBe('País: Brasil')
})
