import { expect, test } from 'vitest'
import { jurisdictionsIn } from './in-country.ts'

const all = [{ country: 'XYS' }, { country: 'XXA' }]

test('somebody is told the law of the country they are in', () => {
  expect(jurisdictionsIn(all, { state: 'value', value: 'XXA' })).toEqual([{ country: 'XXA' }])
})

test('somebody who does not know or prefers not to say is told the law of every country', () => {
  expect(jurisdictionsIn(all, undefined)).toEqual(all)
  expect(jurisdictionsIn(all, { state: 'unknown' })).toEqual(all)
  expect(jurisdictionsIn(all, { state: 'declined' })).toEqual(all)
})

test('in a country without a pack nobody is told the law of another', () => {
  expect(jurisdictionsIn(all, { state: 'value', value: 'XXB' })).toEqual([])
  expect(jurisdictionsIn(all, { state: 'none' })).toEqual([])
})
