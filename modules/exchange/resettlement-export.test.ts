import { createXmlReader } from '@convive/files'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { gatherCases } from './domain/resettlement/gather-cases.ts'
import type { FormVersion } from './domain/resettlement/form.ts'
import { readCase } from './domain/resettlement/read-case.ts'
import { writeForm } from './domain/resettlement/write-form.ts'
import { writeHousehold, type WrittenMember } from './domain/resettlement/write-household.ts'
import { formCodes } from './store/form-codes.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'unhcr-rrf')
const hasData = existsSync(data)
if (!hasData) console.warn(`skipped: no data at ${data}`)

const value = (one: string | number | boolean | readonly string[]) => ({ state: 'value', value: one }) as const
const yolanda: WrittenMember = {
  guid: 'guid-1',
  number: 'YS-0000001-7',
  registered: '2026-11-24',
  relation: 'focal_point',
  facts: {
    given_names: value('Yolanda María'),
    family_names: value(['Cuicas', 'Rivas']),
    other_names: value('Yoli & <Co>'),
    birth_date: value('1987~'),
    sex: value('F'),
    origin_country: value('HTI'),
    nationalities: value(['HTI']),
    languages: value(['ht', 'es']),
    documents: value(['unhcr||900-00000001|']),
    marital_status: value('common_law'),
    mother_name: value('Carmen Rivas'),
    place: value('Puerto Ysapy'),
    entry_date: value('2025-11-20'),
  },
}
const luz: WrittenMember = {
  guid: 'guid-2',
  number: 'YS-0000002-5',
  registered: '2026-11-24',
  relation: 'child',
  facts: {
    given_names: value('Luz'),
    family_names: value(['Cuicas']),
    birth_date: value('2016-02-01'),
    sex: value('F'),
    origin_country: value('MAR'),
    nationalities: value(['AUS']),
    place: value('Puerto Ysapy'),
    entry_date: value('2025-11-20'),
  },
}

function written(members: readonly WrittenMember[], version: FormVersion, country = 'COL') {
  const household = { guid: 'guid-0', country, members, guidOf: (name: string) => `guid of ${name}` }
  const made = writeHousehold(household, { version, codes: formCodes })
  return { xml: writeForm(made.written, version, formCodes), left: made.left }
}

function casesOf(xml: string) {
  const gathering = gatherCases()
  const reader = createXmlReader({ ...gathering, open: (name) => gathering.open(name, reader.line()) })
  reader.write(Buffer.from(xml))
  reader.end()
  return gathering.cases() ?? []
}

/** What registration would get when the file comes back. */
function readBack(xml: string, country = 'COL') {
  const [one] = casesOf(xml)
  if (one === undefined) throw new Error('no case was written')
  return readCase(one, { codes: formCodes, country })
}

describe('a household in the form', () => {
  test('4.1 read again says the same of everybody', () => {
    const { xml, left } = written([yolanda, luz], '4.1')
    const { read, remarks } = readBack(xml)
    expect([read.faults, remarks, left]).toEqual([[], [], []])
    expect(read.input).toMatchObject({
      place: 'Puerto Ysapy',
      entry: '2025-11-20',
      members: [
        {
          given: 'Yolanda María',
          family: ['Cuicas', 'Rivas'],
          other: 'Yoli & <Co>',
          birth: '1987~',
          sex: 'F',
          origin: 'HTI',
          nationalities: ['HTI'],
          relation: 'focal_point',
          languages: ['ht', 'es'],
          documents: [{ kind: 'unhcr', number: '900-00000001' }],
          maritalStatus: 'common_law',
          motherName: 'Carmen Rivas',
        },
        { given: 'Luz', family: ['Cuicas'], birth: '2016-02-01', origin: 'MAR', nationalities: ['AUS'], relation: 'child' },
      ],
    })
    // Our own number is no UNHCR number when it comes back.
    expect(JSON.stringify(read.input)).not.toContain('YS-0000002-5')
  })

  test('3.1 makes one surname of two and a whole day of about a year, and says so', () => {
    const { xml, left } = written([yolanda, luz], '3.1')
    expect(readBack(xml).read.faults).toEqual([])
    expect(left).toEqual([
      { person: 0, fact: 'family_names', why: 'partly' },
      { person: 0, fact: 'birth_date', why: 'partly' },
    ])
  })

  test('every relation for a woman and a man comes back, or is said to be lost in part', () => {
    for (const relation of [...formCodes.relations.keys(), 'unknown'])
      for (const sex of ['F', 'M', 'X']) {
        if (relation === 'focal_point') continue
        const { xml, left } = written([yolanda, { ...luz, relation, facts: { ...luz.facts, sex: value(sex) } }], '4.1')
        const members = readBack(xml).read.input['members']
        const back: unknown = Array.isArray(members) ? members[1].relation : undefined
        const isSaid = left.some(({ fact }) => fact === 'relation_to_focal_point')
        expect([relation, sex, isSaid ? 'said' : back]).toEqual([
          relation,
          sex,
          isSaid ? 'said' : relation === 'unknown' ? { state: 'unknown' } : relation,
        ])
      }
  })

  test('what the form has no place for is named: phone, papers, a second nationality, needs; nobody’s is written', () => {
    const full = {
      ...luz,
      facts: {
        ...luz.facts,
        phone: value('+595981234567'),
        documents: value(['passport|VEN|084512339|2021-04-30']),
        nationalities: value(['VEN', 'COL']),
        has_needs: value(true),
        population_group: value('refugee'),
        languages: value(['qu']),
      },
    }
    const { xml, left } = written([full], '4.1')
    expect(left.map(({ fact, why }) => `${fact} ${why}`).toSorted()).toEqual([
      'documents nowhere',
      'has_needs nowhere',
      'languages partly',
      'nationalities partly',
      'phone nowhere',
      'population_group nowhere',
    ])
    expect(xml).not.toMatch(/981234567|084512339|refugee/)
  })

  test('an office in a country that is not on the form’s list writes no arrival, and says so', () => {
    const { xml, left } = written([luz], '4.1', 'XYS')
    expect(xml).toContain('<AsylumCountryCode>-</AsylumCountryCode>')
    expect(xml).not.toContain('ArrivalDate')
    expect(left).toEqual([{ person: 0, fact: 'entry_date', why: 'nowhere' }])
  })

  test('religion and ethnicity stay open', () => {
    for (const version of ['3.1', '4.1'] as const)
      expect(written([luz], version).xml).toMatch(/<ReligionCode>-<\/ReligionCode>\s*<EthnicityCode>-<\/EthnicityCode>/)
  })

  test.each(['3.1', '4.1'] as const)(
    '%s: tables and elements stand in the order of the schema, none that is needed is missing',
    (version) => {
      const [one] = casesOf(written([yolanda, luz], version).xml)
      const shapes = formCodes.versions[version]
      const names = [...(one?.tables.keys() ?? [])]
      expect(names).toEqual([...shapes.keys()].filter((name) => names.includes(name)))
      for (const [name, shape] of shapes) {
        const records = one?.tables.get(name) ?? []
        if (shape.needed) expect([name, records.length > 0]).toEqual([name, true])
        if (!shape.many) expect(records.length).toBeLessThanOrEqual(1)
        for (const { fields } of records) {
          const known = shape.fields.filter((field) => !field.optional || fields.has(field.name))
          expect([...fields.keys()]).toEqual(known.map((field) => field.name))
          for (const field of known)
            if (field.type === 'moment') expect(fields.get(field.name)?.text).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00$/)
        }
      }
    },
  )
})

describe.runIf(hasData)('the published schemas', () => {
  const types: Readonly<Record<string, string>> = {
    'xs:dateTime': 'moment',
    'xs:boolean': 'boolean',
    'xs:byte': 'number',
    'xs:short': 'number',
  }

  test.each([
    ['3.1', 'v3_1/rrf-v3.xsd'],
    ['4.1', 'v4_1/rrf-v4.xsd'],
  ] as const)('%s has the tables and elements that we know, in their order', (version, file) => {
    const tables = new Map<string, unknown[]>()
    const path: string[] = []
    const reader = createXmlReader({
      open(tag, { name = '', type = '', minOccurs }) {
        path.push(tag === 'element' ? name : '')
        const elements = path.filter((one) => one !== '')
        if (tag !== 'element' || elements[1] !== 'CASE') return
        if (elements.length === 3) tables.set(name, [])
        if (elements.length === 4)
          tables.get(elements[2] ?? '')?.push({ name, optional: minOccurs === '0', type: types[type] ?? 'text' })
      },
      text: () => undefined,
      close: () => void path.pop(),
    })
    reader.write(readFileSync(join(data, 'xsd', file)))
    reader.end()
    expect([...formCodes.versions[version]].map(([name, { fields }]) => [name, fields])).toEqual([...tables])
  })
})
