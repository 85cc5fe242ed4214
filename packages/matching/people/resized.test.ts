import { expect, test } from 'vitest'
import { featuresOf } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'
import { comparePeople } from './compare-people.ts'
import { openPersonModel } from './open-person-model.ts'
import { resized } from './resized.ts'

const shipped = openPersonModel()()
const [one, other] = ['Guaraco', 'Salcedo'].map((family) => featuresOf(aSubject({ family })))
const among = (people: number): number =>
  one === undefined || other === undefined ? Number.NaN : comparePeople(one, other, resized(shipped, people)).weight

test('the more people there are, the likelier two who are alike are strangers', () => {
  expect(among(1_000_000)).toBeLessThan(among(50_000) - 2)
  expect(among(5000)).toBeGreaterThan(among(50_000) + 1)
})

test('of as many as it was learnt from it is the model itself', () => {
  const { model } = resized(shipped, shipped.model.trained.records)
  expect(model).toEqual(shipped.model)
})

test('a handful of people is no reason to believe anything', () => {
  expect(among(3)).toBe(among(2000))
})
