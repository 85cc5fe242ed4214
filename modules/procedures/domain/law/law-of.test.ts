import { calendarDate, locales } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { packs } from '../../store/packs.ts'
import { combinationOf } from './combination.ts'
import { factsNamed } from './facts-named.ts'
import { formulaOf } from './formula.ts'
import { lawInList, lawOf } from './law-of.ts'
import { isSought, type Sought } from './search-laws.ts'

const today = calendarDate('2026-11-24')

function law(id: string, on = today) {
  const procedure = packs.procedures.get(id)
  const place = packs.jurisdictions.get(procedure?.jurisdiction ?? '')
  if (procedure === undefined || place === undefined) throw new Error(`no ${id}`)
  return { procedure, place, law: lawOf(procedure, { catalogue: packs.catalogue, lists: packs.lists, place, today: on }) }
}
const ysapy = () => law('ysapy.regularisation').law

describe('a procedure as the law reads', () => {
  test('each condition stands with its article, what can be done about it, and its formula', () => {
    const [first] = ysapy().conditions
    expect(first).toMatchObject({
      words: { en: 'Entered the country by 30 June 2026' },
      cite: { text: 'Ley de Residencia (ficticia), art. 4', source: 'law', status: 'fictional' },
      fixable: 'never',
      formula: { feel: 'entry_date <= date("2026-06-30")' },
    })
  })

  test('every pack is told whole, in five languages, with nothing left as an id', () => {
    for (const { id } of packs.procedures.values()) {
      const { procedure, law: told } = law(id)
      expect(
        told.conditions.map((one) => one.id),
        id,
      ).toEqual(procedure.conditions.map((one) => one.id))
      expect(told.cases, id).toHaveLength(procedure.cases.length)
      for (const [at, one] of told.cases.entries()) {
        const worked = procedure.cases[at]
        expect(one.facts, `${id} ${worked?.name}`).toHaveLength(Object.keys(worked?.facts ?? {}).length)
        expect(one.failed, `${id} ${worked?.name}`).toHaveLength(worked?.expect.failed?.length ?? 0)
      }
      for (const [at, one] of told.evidence.entries())
        expect(one.papers, `${id} ${one.id}`).toHaveLength(procedure.evidence[at]?.anyOf.length ?? -1)
      const words = [told.title, ...told.conditions.map((one) => one.words), ...told.evidence.flatMap((one) => one.papers)]
      for (const one of words) expect(Object.keys(one).toSorted(), id).toEqual(locales.toSorted())
    }
  })

  test('the window of a closed right is told as closed, on its last day still as open, before it as not yet', () => {
    const { procedure, place } = law('co.temporary-protection')
    const { from, until } = procedure.inForce
    expect(until).toBeDefined()
    const on = (day: string | undefined) => lawInList(procedure, { place, today: calendarDate(day ?? '') }).window
    expect([on('2020-01-01'), on(from), on(until), on('2026-11-24')]).toEqual(['not-yet', 'open', 'open', 'closed'])
  })

  test('only an address that a browser may open becomes a link', () => {
    const { procedure, place } = law('ysapy.regularisation')
    const bad = ['javascript:alert(1)', 'data:text/html,x', ' https://x', 'HTTP://x']
    for (const url of [...bad, 'https://law.example/4']) {
      const written = { ...procedure.written, sources: [{ id: 'law', cite: 'x', status: 'primary' as const, url }] }
      const told = lawOf({ ...procedure, written }, { catalogue: packs.catalogue, lists: packs.lists, place, today })
      expect(told.sources[0]?.url, url).toBe(bad.includes(url) ? undefined : url)
    }
  })
})

describe('how the computer reads it', () => {
  test('names and codes are told in words, and so is that it depends on the day', () => {
    const told = formulaOf('age < 18 or (some t in ties satisfies t in ("work", "study"))', packs.catalogue)
    expect(told.names.map((one) => one.name)).toEqual(['age', 'ties'])
    expect(told.names[0]?.computed).toEqual([expect.stringContaining('birth_date')])
    expect(told.codes.map((one) => one.code)).toEqual(['work', 'study'])
    expect(told.readsToday).toBe(false)
    expect(formulaOf('entry_date + duration("P90D") <= today', packs.catalogue)).toMatchObject({
      readsToday: true,
      codes: [],
      lengths: [{ written: 'P90D', count: 90, unit: 'days' }],
    })
  })

  test('a rule is told with its exceptions, the strongest first, and a value that changes with its days', () => {
    const fact = packs.catalogue.get('age')
    if (fact === undefined) throw new Error('no age')
    const { derive: _computed, ...plain } = fact
    const cases = [
      { is: '90', rank: 0 },
      { is: '180', when: 'age < 18', rank: 1, cite: 'law' },
    ]
    const catalogue = new Map([
      ['days_allowed', { ...plain, id: 'days_allowed', cases }],
      ['minimum_wage', { ...plain, id: 'minimum_wage', dated: [{ from: '2026-01-01', value: 1621 }] }],
    ])
    const [allowed, wage] = formulaOf('days_allowed > minimum_wage', catalogue).names
    expect(allowed?.computed).toEqual(['if age < 18 then 180', '90'])
    expect(wage?.computed).toEqual(['2026-01-01: 1621'])
  })

  test('a name that every object has is no fact', () => {
    expect(formulaOf('constructor = "toString"', packs.catalogue)).toMatchObject({ names: [], codes: [] })
  })
})

describe('how conditions combine', () => {
  const ids = ['of_age', 'works', 'studies', 'convicted']
  const leaf = (id: string) => ({ kind: 'condition', id })

  test('all and any are lists of every condition', () => {
    expect(combinationOf('any', ['works', 'studies'])).toEqual({ kind: 'any', of: [leaf('works'), leaf('studies')] })
    expect(combinationOf('all', ['works'])).toEqual({ kind: 'all', of: [leaf('works')] })
  })

  test('a formula is a tree, without brackets that say nothing', () => {
    expect(combinationOf('of_age and ((works or studies) and not(convicted))', ids)).toEqual({
      kind: 'all',
      of: [leaf('of_age'), { kind: 'any', of: [leaf('works'), leaf('studies')] }, { kind: 'not', of: leaf('convicted') }],
    })
  })

  test('what is no list of conditions is told as it is written', () => {
    expect(combinationOf('if of_age then works else studies', ids)).toEqual({
      kind: 'formula',
      feel: 'if of_age then works else studies',
    })
    expect(combinationOf('of_age and (', ids)).toEqual({ kind: 'formula', feel: 'of_age and (' })
  })
})

describe('the list', () => {
  const found = (sought: Sought): readonly string[] =>
    [...packs.procedures.values()]
      .filter((one) => {
        const place = packs.jurisdictions.get(one.jurisdiction)
        return place !== undefined && isSought(one, place, sought)
      })
      .map((one) => one.id)

  test('a word is found in any language, without its accents and capitals', () => {
    expect(found({ text: 'PROTECCION temporal' })).toContain('co.temporary-protection')
    expect(found({ text: 'pèmi REZIDANS ysapy' })).toEqual(['ysapy.regularisation'])
    expect(found({ text: 'zzz' })).toEqual([])
    expect(found({})).toHaveLength(packs.procedures.size)
  })

  test('country and kind narrow it', () => {
    expect(found({ place: 'ysapy' }).every((id) => id.startsWith('ysapy.'))).toBe(true)
    expect(found({ place: 'ysapy', kind: 'nothing' })).toEqual([])
  })
})

test('the data to take along name every fact that a formula reads, and leave out lists of hundreds', () => {
  const { procedure } = law('br.border-residence')
  const facts = factsNamed(procedure, packs.catalogue)
  for (const id of procedure.facts) expect(facts).toHaveProperty(id)
  expect(facts['nationalities']?.list).toBe('countries')
  expect(facts['nationalities']?.values).toBeUndefined()
})
