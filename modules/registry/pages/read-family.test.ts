import { expect, test } from 'vitest'
import { readDecisions } from './read-decisions.ts'
import { readFamilyAnswers } from './read-family.ts'
import { keptText, readKept } from './read-kept.ts'
import { readReason } from './read-reason.ts'

const [a = '', b = '', c = '', d = ''] = ['a', 'b', 'c', 'd'].map((one) => `01900000-0000-7000-8000-00000000000${one}`)
const formOf = (entries: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('"all" counts for whoever has no answer of their own, and tells crossed pairs apart', () => {
  const form = [
    ['pair', `${a}.${c}`],
    ['pair', `${b}.${d}`],
    ['crossed', `${a}.${d}`],
    [`answer.${a}.${c}`, 'unsure'],
  ] as const
  expect(readFamilyAnswers(formOf(form))).toEqual([{ personId: a, otherId: c, decision: 'unsure' }])
  expect(readFamilyAnswers(formOf([...form, ['all', 'same']]))).toEqual([
    { personId: a, otherId: c, decision: 'unsure' },
    { personId: b, otherId: d, decision: 'same' },
    { personId: a, otherId: d, decision: 'different' },
  ])
})

test('"all different" tells crossed pairs apart too, and what was seen goes along', () => {
  const form = [
    ['pair', `${a}.${c}`],
    ['crossed', `${a}.${d}`],
    [`seen.${a}.${c}`, ''],
    [`seen.${a}.${d}`, b],
    ['all', 'different'],
  ] as const
  expect(readFamilyAnswers(formOf(form))).toEqual([
    { personId: a, otherId: c, decision: 'different', seen: null },
    { personId: a, otherId: d, decision: 'different', seen: b },
  ])
})

test('what was answered before leads back to it, and nothing else does', () => {
  const address = (kept: string): string => `https://convive.test/es/desk/duplicates?${new URLSearchParams({ kept }).toString()}`
  expect(readKept(address(keptText('pair', [a, b], 'same')))).toEqual({ path: `${a}/${b}`, said: 'same' })
  expect(readKept(address(keptText('family', [a, b], 'waits')))).toEqual({ path: `families/${a}/${b}`, said: 'waits' })
  for (const bad of ['', 'pair', `pair~${a}~//evil.test~same`, `pair~${a}~${b}~<b>`, `other~${a}~${b}~same`])
    expect(readKept(address(bad))).toBeUndefined()
})

test('a reason that was chosen, written, or both', () => {
  expect(readReason(formOf([['ground', 'Vi sus papeles']]))).toBe('Vi sus papeles')
  expect(readReason(formOf([['reason', ' son hermanas ']]))).toBe('son hermanas')
  const both = formOf([
    ['ground', 'Vi sus papeles'],
    ['reason', 'la misma cédula'],
  ])
  expect(readReason(both)).toBe('Vi sus papeles. la misma cédula')
  expect(readReason(formOf([]))).toBe('')
})

test('at registration one answer about a family is an answer about each, unless one was given', () => {
  const family = [
    [`family.${c}`, `0:${a} 1:${b}`],
    [`familyReason.${c}`, 'los conozco'],
  ] as const
  expect(readDecisions(formOf(family))).toEqual([])
  const decided = readDecisions(
    formOf([...family, [`sameFamily.${c}`, 'same'], [`same.1.${b}`, 'different'], ['reason.1', 'es su hermana']]),
  )
  expect(decided.map(({ member, otherId, decision, reason }) => [member, otherId, decision, reason])).toEqual([
    [1, b, 'different', 'es su hermana'],
    [0, a, 'same', 'los conozco'],
  ])
})
