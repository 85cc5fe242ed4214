import { openVault } from '@convive/access'
import { expect, test } from 'vitest'
import { longestKept, nothingKept, parseKept, type Kept } from './parse-kept.ts'
import { readAnswer } from './read-answer.ts'

const vault = openVault(Buffer.alloc(32, 1))
const kept: Kept = {
  people: [
    { name: '', answers: { entry_date: { state: 'value', value: '2026-01-10' }, criminal_record: { state: 'declined' } } },
    { name: 'Ana 🌼', answers: {} },
  ],
  order: [{ fact: 'entry_date', people: [0, 1] }],
  also: ['br.diploma'],
}
const sealed = vault.sealForTravel('form', kept, 1000)
const open = (text: string, { by = vault, at = 1000 } = {}): Kept | undefined => parseKept(by.openFromTravel('form', text, at))

test('fields of several people on one screen are told apart', () => {
  const both = form(['answer.0', 'yes'], ['answer.2', 'no'], ['state.1', 'unknown'], ['answer.1.year', '1990'])
  expect(readAnswer(both, 'boolean', '.0')).toEqual({ state: 'value', value: true })
  expect(readAnswer(both, 'boolean', '.2')).toEqual({ state: 'value', value: false })
  expect(readAnswer(both, 'date', '.1')).toEqual({ state: 'value', value: '1990' })
  expect(readAnswer(both, 'boolean', '.3')).toBeUndefined()
  expect(readAnswer(both, 'boolean')).toBeUndefined()
})

test('answers travel unread, and come back as they were', () => {
  expect(open(sealed)).toEqual(kept)
  for (const word of ['2026-01-10', 'entry_date', 'declined'])
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(word)
  expect(open(vault.sealForTravel('form', nothingKept, 1000))).toEqual(nothingKept)
})

test('altered, too old, of another installation, or of another form: nothing is read', () => {
  for (let at = 0; at < sealed.length; at += 7) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    expect(open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeUndefined()
  }
  expect(open(sealed, { at: 1001 })).toBeUndefined()
  expect(open(sealed, { by: openVault(Buffer.alloc(32, 2)) })).toBeUndefined()
  expect(open('')).toBeUndefined()
  expect(open('x'.repeat(longestKept))).toBeUndefined()
  expect(open(vault.sealForTravel('form', { path: '/es/desk', fields: [] }, 1000))).toBeUndefined()
  const people = [{ name: '', answers: {} }]
  for (const other of [
    { people: [], order: [], also: [] },
    { people: [{ name: '', answers: null }], order: [], also: [] },
    { people: [{ answers: {} }], order: [], also: [] },
    { people, order: [1, 2], also: [] },
    { people, order: [{ fact: 'age', people: [-1] }], also: [] },
    { people, order: [], also: [7] },
    { people, order: [] },
  ])
    expect(open(vault.sealForTravel('form', other, 1000)), JSON.stringify(other)).toBeUndefined()
})

function form(...fields: readonly (readonly [string, string])[]): FormData {
  const made = new FormData()
  for (const [name, value] of fields) made.append(name, value)
  return made
}

test('what was typed wins over "I do not know", and nothing at all is no answer', () => {
  expect(readAnswer(form(['answer.year', '2026'], ['state', 'unknown']), 'date')).toEqual({ state: 'value', value: '2026' })
  expect(readAnswer(form(['state', 'unknown']), 'date')).toEqual({ state: 'unknown' })
  expect(readAnswer(form(), 'date')).toBeUndefined()
  expect(readAnswer(form(['answer', 'work'], ['answer', 'study'], ['state', 'nothing']), 'codes')).toEqual({
    state: 'value',
    value: ['work', 'study'],
  })
  expect(readAnswer(form(['state', 'nothing']), 'codes')).toEqual({ state: 'value', value: [] })
  expect(readAnswer(form(['answer', 'no']), 'boolean')).toEqual({ state: 'value', value: false })
  expect(readAnswer(form(['answer', 'state.declined']), 'boolean')).toEqual({ state: 'declined' })
  expect(readAnswer(form(), 'boolean')).toBeUndefined()
  expect(readAnswer(form(['answer', 'state.none']), 'code')).toEqual({ state: 'none' })
  expect(readAnswer(form(['answer', '2,5']), 'number')).toEqual({ state: 'value', value: 2.5 })
  expect(readAnswer(form(['answer', 'many']), 'number')).toBeUndefined()
})
