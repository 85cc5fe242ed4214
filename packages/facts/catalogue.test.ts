import { isLocale, locales } from '@convive/kernel'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeDataFault } from './data-fault.ts'
import { loadCatalogue } from './load-catalogue.ts'

const root = join(import.meta.dirname, '../..')
const loaded = loadCatalogue(join(root, 'jurisdictions'))
const { catalogue, lists, needs } = loaded.ok ? loaded.value : { catalogue: new Map(), lists: new Map(), needs: undefined }

describe('the catalogue of the project', () => {
  test('has no fault', () => {
    expect(loaded.ok ? [] : loaded.faults.map(describeDataFault)).toEqual([])
    expect(catalogue.size).toBeGreaterThan(35)
  })

  test('asks nothing in English where another language was meant', () => {
    const same = [...catalogue.values()].flatMap((fact) =>
      [fact.ask, fact.why, fact.hint].flatMap((words) =>
        words === undefined ? [] : locales.filter((locale) => locale !== 'en' && words[locale] === words.en).map(() => fact.id),
      ),
    )
    expect(same).toEqual([])
  })

  test('keeps what is restricted out of reach: gender identity, why somebody is in danger, needs and notes', () => {
    const restricted = [...catalogue.values()].filter((fact) => fact.class === 3).map((fact) => fact.id)
    expect(restricted).toEqual(expect.arrayContaining(['danger_grounds', 'gender_identity', 'need_codes', 'private_notes']))
  })

  test('knows every country once, those without a nationality, and the fictional one', () => {
    const codes: readonly string[] = lists.get('countries')?.codes.map((one: { readonly code: string }) => one.code) ?? []
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toEqual(expect.arrayContaining(['VEN', 'HTI', 'SYR', 'COD', 'XXA', 'XXX', 'XYS']))
  })

  test('a town lies within a department of the same list', () => {
    const places = lists.get('places')?.codes ?? []
    const known = new Set(places.map((one: { readonly code: string }) => one.code))
    for (const { within } of places) expect(within === undefined || known.has(within)).toBe(true)
  })
})

describe('the screening of specific needs', () => {
  test('leads to every top-level category by words that can be ticked', () => {
    const ticked = new Set(needs?.groups.flatMap((group) => group.checklist.map((need) => need.code.slice(0, 2))))
    expect([...ticked].toSorted()).toEqual(['CR', 'DS', 'ER', 'FU', 'LP', 'PG', 'SC', 'SM', 'SP', 'SV', 'TR', 'WR'])
  })

  test('asks about violence only alone, and keeps what was lived restricted', () => {
    for (const group of needs?.groups ?? []) {
      const hard = group.checklist.filter(({ code }) => /^(SV|TR|LP-(AN|RD|UP))/u.test(code))
      if (!group.alone) expect(hard).toEqual([])
    }
    const open = [...(needs?.needs.values() ?? [])].filter(
      ({ code }) => /^(SV|TR)|GM$/u.test(code) && needs?.needs.get(code)?.class !== 3,
    )
    expect(open).toEqual([])
  })

  test('says what would help and never names what somebody is', () => {
    const hurtful =
      /v[ií]ctim|discapacit|deficient|disab|handicap|illiter|analfab|illettr|abus|tortur|viol(?!et)|estupr|rape|hiv|vih|sida\b|aids|kokob|enfim/iu
    const said = (needs?.groups ?? []).flatMap((group) => [group.ask, group.label, ...group.checklist.map((need) => need.label)])
    const shown = said.flatMap((words) => (words === undefined ? [] : Object.entries(words)))
    expect(shown.filter(([locale, text]) => isLocale(locale) && hurtful.test(text))).toEqual([])
    expect(shown.length).toBeGreaterThan(200)
  })

  test('holds every code that UNHCR publishes, as published', (context) => {
    const file = join(process.env['CONVIVE_DATA'] ?? join(root, '../shared/data'), 'unhcr-specific-needs.csv')
    if (!existsSync(file)) return context.skip('no data')
    const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/u).slice(1)
    const published = rows.map((row) => {
      const [code = ''] = row.split(',')
      return [code, row.slice(row.startsWith('"') ? 0 : row.lastIndexOf(',') + 1).replaceAll('"', '')]
    })
    expect(published).toHaveLength(113)
    for (const [code = '', label = ''] of published) {
      const found = needs?.needs.get(code)?.published
      // A label with a comma of its own is quoted; its last part is enough to know it by.
      expect(found?.endsWith(label.trim()), code).toBe(true)
    }
  })
})
