import { chanceOf } from '@convive/kernel'
import { expect, test } from 'vitest'
import { searchKeysOf } from '../keys.ts'
import { featuresOf } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'
import { trainPeople, type Learner } from './train-people.ts'

const secret = new Uint8Array(32).fill(3)
const chance = chanceOf(8)
const pick = <T>(some: readonly T[], fallback: T): T => some[Math.floor(chance() * some.length)] ?? fallback
const names = 'Yolanda Carolina Pedro Luis Miguel Ana Rosa Julio Marta Elena Jorge Raquel Omar Irma Nora Hugo'.split(' ')
const surnames = 'Moreno Zambrano Quiaro Salcedo Guaraco Ibarra Núñez Pereira Silva Rojas Medina Urdaneta Bracho Leal'.split(' ')

/** Two hundred people, every third written down twice: once the name is misheard, once only the year is known. */
function people(): readonly Learner[] {
  return Array.from({ length: 200 }, (_, n) => {
    const who = {
      given: `${pick(names, '')} ${pick(names, '')}`,
      family: `${pick(surnames, '')} ${pick(surnames, '')}`,
      birth: `${1950 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}`,
      documents: [{ kind: 'passport', country: 'VEN', number: String(10_000_000 + n * 977) }],
    }
    const again =
      n % 3 === 0 ? [{ ...who, ...(n % 2 === 0 ? { birth: who.birth.slice(0, 4) } : { given: who.given.slice(2) }) }] : []
    return [who, ...again].map((draft) => {
      const features = featuresOf(aSubject(draft))
      return { features, keys: searchKeysOf(features, secret) }
    })
  }).flat()
}

test('from people alone it is learnt how they are told apart, the same each time', () => {
  const all = people()
  const model = trainPeople(all, { seed: 2, randomPairs: 20_000 })
  expect(trainPeople(all, { seed: 2, randomPairs: 20_000 })).toEqual(model)
  const pairs = (all.length * (all.length - 1)) / 2
  expect(model.share * pairs).toBeGreaterThan(50)
  expect(model.share * pairs).toBeLessThan(90)
  for (const field of ['given', 'family', 'birth', 'document']) {
    const { weights = [] } = model.fields.find((one) => one.field === field) ?? {}
    expect(weights.at(0)).toBeLessThan(0)
    expect(weights.at(-1)).toBeGreaterThan(3)
    expect(weights).toEqual(weights.toSorted((a, b) => a - b))
  }
})
