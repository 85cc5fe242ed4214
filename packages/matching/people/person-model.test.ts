import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { featuresOf } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'
import { comparePeople } from './compare-people.ts'
import { openPersonModel } from './open-person-model.ts'
import { parsePersonModel } from './parse-person-model.ts'

const text = readFileSync(join(import.meta.dirname, 'person-model.json'), 'utf8')
const shipped = parsePersonModel(text)
const model = openPersonModel()()

describe('the model that ships', () => {
  test('was learnt, and came to rest', () => {
    expect(shipped.model.trained.converged).toBe(true)
    expect(shipped.model.fields.filter(({ untrained }) => untrained)).toEqual([])
    expect(shipped.made).toMatchObject({ generator: 'A', records: 50_000 })
  })

  test('is read once', () => {
    const open = openPersonModel()
    expect(open()).toBe(open())
  })
})

describe('another one is refused by what is wrong with it', () => {
  const [given, ...others] = shipped.model.fields
  test.each([
    ['another version', { ...shipped, version: 1 }, 'another version'],
    ['without a belief', { ...shipped, belief: undefined }, 'belief'],
    ['a threshold that is none', { ...shipped, likely: 1.5 }, 'likely'],
    ['without a field', { ...shipped, model: { ...shipped.model, fields: others } }, 'given'],
    [
      'with other levels',
      { ...shipped, model: { ...shipped.model, fields: [{ ...given, levels: ['none', 'all'] }, ...others] } },
      'given',
    ],
  ])('%s', (_, changed, fault) => {
    expect(() => parsePersonModel(JSON.stringify(changed))).toThrow(fault)
  })
})

test('what a household shares never makes two people one', () => {
  const shared = fc.record({
    family: fc.constantFrom('Guaraco', 'Zambrano Quiaro', 'González'),
    phones: fc.subarray(['0981 123456']),
    motherName: fc.constantFrom('', 'Carmen Moreno'),
    householdNames: fc.subarray(['Carmen', 'Luis', 'Ana', 'Pedro']),
    nationalities: fc.constantFrom(['VEN'], ['HTI'], []),
  })
  fc.assert(
    fc.property(shared, fc.constantFrom('1990-05-03', ''), (home, birth) => {
      const compared = comparePeople(
        featuresOf(aSubject({ ...home, given: 'Yolanda', birth })),
        featuresOf(aSubject({ ...home, given: 'Pedro', birth: birth === '' ? '' : '1984-11-20' })),
        model,
      )
      expect(compared.probability).toBeLessThanOrEqual(0.5)
    }),
    { seed: 4 },
  )
})

test('which of the two is asked about changes nothing', () => {
  const draft = fc.record({
    given: fc.constantFrom('Luis Miguel', 'Luis', 'Miguel Luis', 'Luisa', 'Moreno'),
    family: fc.constantFrom('Moreno Luis', 'Moreno', 'Hernández Moreno', 'Morena'),
    birth: fc.constantFrom('1990-05-03', '1990-03-05', '1990', '1991~', ''),
    nationalities: fc.constantFrom(['MEX'], ['COL'], ['HTI'], ['MEX', 'COL'], []),
  })
  fc.assert(
    fc.property(draft, draft, (a, b) => {
      const [one, other] = [featuresOf(aSubject(a)), featuresOf(aSubject(b))]
      expect(comparePeople(one, other, model).weight).toBeCloseTo(comparePeople(other, one, model).weight, 9)
    }),
    { seed: 5 },
  )
})

test('how far apart two births are is told once, with the birth', () => {
  const reasons = (birth: string): readonly string[] =>
    comparePeople(featuresOf(aSubject()), featuresOf(aSubject({ birth })), model).reasons.map(
      (one) => `${one.field}.${one.level}`,
    )
  expect(reasons('1962-11-20')).toContain('birth.far')
  expect(reasons('1984-11-20')).toContain('birth.different')
  expect(reasons('1984-11-20').filter((one) => /generation/.test(one))).toEqual([])
})
