import { loadCatalogue, type Catalogue } from '@convive/facts'
import { locales } from '@convive/kernel'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factsOfForm, formOfFacts, itemsOf, writeForm, type Question } from '../index.ts'
import { readBack } from '../testing/sheets.ts'

const loaded = loadCatalogue(join(import.meta.dirname, '../../../jurisdictions'))
const catalogue: Catalogue = loaded.ok ? loaded.value.catalogue : new Map()
const made = (...facts: readonly string[]) => formOfFacts({ id: 'f', title: 'F', version: '1', language: 'es', facts }, catalogue)
const questionsOf = (...facts: readonly string[]): readonly Question[] =>
  itemsOf(made(...facts).form.items).filter((item) => item.kind === 'question')

test('everything that may be asked in the field is asked in five languages, and comes back as the same facts', () => {
  const { form, notAsked } = made(...catalogue.keys())
  const { sheets, unsaid } = writeForm(form)
  const { form: again, found } = readBack(sheets)
  expect([unsaid, found.filter(({ code }) => code !== 'appearance' && code !== 'shown-when-empty')]).toEqual([[], []])
  expect(again).toEqual(form)
  for (const item of itemsOf(form.items))
    if ('label' in item) expect(Object.keys(item.label).toSorted()).toEqual([...locales].toSorted())
  expect(factsOfForm(again, catalogue).filter(({ fact }) => fact === undefined)).toEqual([])
  const all = new Set(itemsOf(form.items).map(({ name }) => name))
  expect([...catalogue.keys()].filter((id) => !all.has(id))).toEqual(notAsked.map(({ fact }) => fact))
})

test('restricted details and what the office writes itself stay off the telephone', () => {
  expect(made('gender_identity', 'private_notes', 'assisted_by', 'no_such_fact', 'birth_date').notAsked).toEqual([
    { fact: 'gender_identity', why: 'restricted' },
    { fact: 'private_notes', why: 'restricted' },
    { fact: 'assisted_by', why: 'recorded' },
    { fact: 'no_such_fact', why: 'no-such-fact' },
  ])
})

test('nothing is required, and everybody may not know or not want to say', () => {
  const { form } = made(...catalogue.keys())
  for (const item of itemsOf(form.items)) {
    if (item.kind !== 'question') continue
    const open = item.list === undefined ? item.open : form.lists.get(item.list)?.open
    expect([item.name, item.required, open?.slice(0, 2)]).toEqual([item.name, false, ['unknown', 'declined']])
    expect(open?.includes('none')).toBe(catalogue.get(item.name)?.none === true)
  }
})

test('a question that follows another brings it along and waits for its yes', () => {
  expect(questionsOf('sentence_end').map(({ name, relevant }) => [name, relevant])).toEqual([
    ['criminal_record', undefined],
    ['sentence_end', 'criminal_record = true'],
  ])
})

test('age is calculated from the day of birth, to the day; whether somebody is a child stays open without it', () => {
  const { form } = made('is_child')
  expect(itemsOf(form.items).flatMap((item) => (item.kind === 'calculation' ? [[item.name, item.feel]] : []))).toEqual([
    ['age', 'years and months duration(birth_date, today).years'],
    ['is_child', 'if age < 18 then "yes" else "no"'],
  ])
  const survey = writeForm(form).sheets[0]?.rows ?? []
  const column = survey[0]?.indexOf('calculation') ?? -1
  expect(
    survey
      .map((row) => row[column])
      .filter((cell) => cell !== '')
      .slice(1),
  ).toEqual([
    "if(${birth_date} = '', '', int((number(format-date(today(), '%Y%m%d')) - number(format-date(${birth_date}, '%Y%m%d'))) div 10000))",
    "if(${age} = '', '', if(${age} < 18, 'yes', 'no'))",
  ])
})

test('days of the past cannot lie ahead; the end of a paper can', () => {
  expect(questionsOf('entry_date', 'document_expires').map(({ constraint }) => constraint)).toEqual([
    'entry_date <= today',
    undefined,
  ])
})

test('what a whole household shares is asked once, before its members', () => {
  const [first, second] = made('birth_date', 'country_of_stay').form.items
  expect([first?.name, second?.name, second?.kind]).toEqual(['country_of_stay', 'members', 'repeat'])
})

test('a question that is like a fact is not taken for it; the nearest name is told', () => {
  const form = {
    ...made('birth_date').form,
    items: [
      {
        kind: 'question',
        name: 'birthdate',
        type: 'date',
        label: {},
        hint: {},
        required: false,
        constraintMessage: {},
        open: [],
      },
      { kind: 'question', name: 'sex', type: 'text', label: {}, hint: {}, required: false, constraintMessage: {}, open: [] },
    ],
  } as const
  expect(factsOfForm(form, catalogue)).toEqual([{ question: 'birthdate', like: 'birth_date' }, { question: 'sex' }])
})
