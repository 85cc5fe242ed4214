import { locales, partialDate } from '@convive/kernel'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bestLocale, createFormats, createTranslators, describeFault, loadMessages, parseMessages, yearsText } from './index.ts'

const root = join(import.meta.dirname, '../..')
const good = 'a.b: { es: "Hola {name}", pt: "Olá {name}", en: "Hello {name}", fr: "Bonjour {name}", ht: "Bonjou {name}" }'
const codes = (text: string): readonly string[] =>
  parseMessages([{ file: 'x.yaml', text }], new Set(['PIN'])).faults.map(
    (fault) => `${fault.code}${fault.language === undefined ? '' : ` ${fault.language}`}`,
  )

describe('texts', () => {
  test('every text of the product exists in five languages and says the same things', () => {
    const { messages, faults } = loadMessages(root)
    expect(faults.map((fault) => describeFault(fault))).toEqual([])
    expect(messages.size).toBeGreaterThan(30)
  })

  test('each fault of a text is found, with its line', () => {
    expect(codes(good)).toEqual([])
    expect(codes(good.replace('ht: "Bonjou {name}"', 'ht: ""'))).toEqual(['missing-language ht'])
    expect(codes(good.replace('Olá {name}', 'Olá'))).toEqual(['placeholders-differ pt'])
    expect(codes(good.replace('"Bonjou {name}"', '"Hello {name}"'))).toEqual(['same-as-english ht'])
    expect(codes(good.replace('Hola {name}', 'Hola {name'))).toEqual(['syntax es'])
    expect(codes(`${good}\n${good}`)).toContain('duplicate-key')
    expect(codes('p: { es: PIN, pt: PIN, en: PIN, fr: PIN, ht: PIN }')).toEqual([])
    expect(parseMessages([{ file: 'x.yaml', text: `${good}\n\nq: { es: a }` }], new Set()).faults[0]?.line).toBe(3)
  })

  test('values and plurals are put in, in Kreyòl too', () => {
    const words = '{count, plural, one {# moun} other {# moun yo}}'
    const { messages } = parseMessages(
      [{ file: 'x', text: `n: { es: "${words} ", pt: "${words}  ", en: "${words}", fr: "${words}   ", ht: "${words}    " }` }],
      new Set(),
    )
    const t = createTranslators(messages)('ht')
    expect(t('n', { count: 1 }).trim()).toBe('1 moun')
    expect(t('n', { count: 2 }).trim()).toBe('2 moun yo')
    expect(() => t('nothing')).toThrow('there is no text nothing')
  })
})

describe('dates, numbers and money', () => {
  test.each([
    ['es', '12 de mayo de 2025', 'mayo de 2025', 'hacia 1987', '1.234,5'],
    ['pt', '12 de maio de 2025', 'maio de 2025', 'cerca de 1987', '1.234,5'],
    ['en', '12 May 2025', 'May 2025', 'about 1987', '1,234.5'],
    ['fr', '12 mai 2025', 'mai 2025', 'vers 1987', '1\u202f234,5'],
    ['ht', '12 me 2025', 'me 2025', 'anviwon 1987', '1 234,5'],
  ] as const)('%s', (locale, day, month, about, number) => {
    const formats = createFormats(locale)
    expect([formats.date('2025-05-12'), formats.date('2025-05'), formats.date('1987~'), formats.number(1234.5)]).toEqual([
      day,
      month,
      about,
      number,
    ])
  })

  test('Kreyòl never comes out in English', () => {
    const formats = createFormats('ht')
    const all = Array.from({ length: 12 }, (_, month) =>
      formats.date(`2024-${String(month + 1).padStart(2, '0')}-29`).replace('02-29', ''),
    ).join(' ')
    expect(all).not.toMatch(/January|February|March|April|May|June|July|August|October|December/)
    expect(formats.moment(new Date('2026-01-01T02:00:00Z'), 'America/Asuncion')).toBe('31 desanm 2025, 23:00')
    expect(formats.money({ minor: 1_250_000, currency: 'PYG', digits: 0 })).toBe('1 250 000\u00a0PYG')
    expect(formats.list(['a', 'b', 'c'])).toBe('a, b ak c')
    expect(yearsText(partialDate('1987~'))).toBe('1985–1989')
  })

  test('the browser is asked which language it wants', () => {
    expect(bestLocale('fr-HT,fr;q=0.8')).toBe('ht')
    expect(bestLocale('de,pt-BR;q=0.7,en;q=0.3')).toBe('pt')
    expect(bestLocale(undefined)).toBe('es')
    for (const locale of locales) expect(bestLocale(locale)).toBe(locale)
  })
})
