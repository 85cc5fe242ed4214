import { describe, expect, test } from 'vitest'
import { openPersonModel } from './open-person-model.ts'
import { comparePeople } from './compare-people.ts'
import { doubtsOf, judgeCandidates, type Doubt } from './rank.ts'
import { featuresOf, type MatchSubject } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'

const model = openPersonModel()()
const bandOf = (a: MatchSubject, b: MatchSubject): string =>
  judgeCandidates(featuresOf(a), [{ id: 'other', features: featuresOf(b) }], model)[0]?.band ?? 'none'

type Home = Pick<MatchSubject, 'phones' | 'householdNames'> & { readonly family: string; readonly motherName?: string }
/** Every mixture of what people who live together share and of what was not written down. */
const homes: readonly Home[] = ['Hernández Moreno', 'Zambrano Quiaro', 'Jean-Baptiste', 'da Silva Souza'].flatMap((family) =>
  [[], ['+595 981 123 456']].flatMap((phones) =>
    [[], ['Carmen Moreno'], ['Carmen Moreno', 'Luis Hernández', 'Ana Hernández']].flatMap((householdNames) => [
      { family, phones, householdNames },
      { family, phones, householdNames, motherName: 'Carmen Moreno Quiaro' },
    ]),
  ),
)

type Draft = Parameters<typeof aSubject>[0]
const bandsOf = (one: Draft, other: Draft, shared = homes): readonly string[] =>
  shared.map((home) => bandOf(aSubject({ ...home, ...one }), aSubject({ ...home, ...other })))

describe('two people are never called very likely one', () => {
  test.each([
    ['Yolanda', 'Carolina'],
    ['María José', 'María Fernanda'],
    ['Luis Miguel', 'Luis Manuel'],
    ['Kelvin', 'Melvin'],
    ['Yusmary', 'Yusmery'],
  ])('twins called %s and %s, of one phone, one mother, one household', (given, twin) => {
    expect(bandsOf({ given, birth: '2015-10-30' }, { given: twin, birth: '2015-10-30' })).not.toContain('very_likely')
  })

  test.each(['1962-05-03', '1975-01-01', '1985-11-20'])('father and son of one name, the father born on %s', (father) => {
    expect(
      bandsOf({ given: 'José Gregorio', sex: 'M', birth: father }, { given: 'José Gregorio', sex: 'M', birth: '2004-08-14' }),
    ).not.toContain('very_likely')
  })

  test('cousins of one name, a few years apart, of one household', () => {
    expect(
      bandsOf({ given: 'José Gregorio', birth: '1990-05-03' }, { given: 'José Gregorio', birth: '1986-02-11' }),
    ).not.toContain('very_likely')
  })

  test('two of one name to whom an office gave the first of January of one year', () => {
    const born = { given: 'José', birth: '1990-01-01' }
    const withoutMother = homes.filter((home) => home.motherName === undefined)
    expect(bandsOf(born, born, withoutMother)).not.toContain('very_likely')
  })

  test('namesakes whose births nobody knows', () => {
    expect(bandsOf({ given: 'José', birth: '' }, { given: 'José', birth: '' })).not.toContain('very_likely')
  })

  test('sister and brother born on one day, with names that sound alike', () => {
    expect(
      bandsOf({ given: 'Yoanni', sex: 'F', birth: '2011-03-02' }, { given: 'Yoanni', sex: 'M', birth: '2011-03-02' }),
    ).not.toContain('very_likely')
  })

  test('whoever lives together and whose own name was not written down', () => {
    expect(bandsOf({ given: '', birth: '1990-05-03' }, { given: '', birth: '1990-05-03' })).not.toContain('very_likely')
  })
})

describe('what the sum alone would call very likely one, and why it is not', () => {
  const fathers = [{ kind: 'national_id', country: 'VEN', number: '20123456' }]
  test.each<[string, Doubt, Draft, Draft]>([
    [
      'twins who share a name',
      'part-of-name',
      { given: 'Luis Miguel', birth: '2015-10-30' },
      { given: 'Luis Manuel', birth: '2015-10-30' },
    ],
    ['sister and brother', 'sex', { given: 'Yoanni', birth: '2011-03-02' }, { given: 'Yoanni', sex: 'M', birth: '2011-03-02' }],
    ['namesakes whose births nobody knows', 'birth', { given: 'José', birth: '' }, { given: 'José', birth: '' }],
    [
      'two whom an office gave one birthday',
      'first-of-january',
      { given: 'José', birth: '1990-01-01' },
      { given: 'José', birth: '1990-01-01' },
    ],
    [
      'father and son of one name, with the father’s paper',
      'generation',
      { given: 'José', birth: '1975-05-03', documents: fathers },
      { given: 'José', birth: '2004-08-14', documents: fathers },
    ],
  ])('%s', (_, doubt, one, other) => {
    const compared = homes.map((home) =>
      comparePeople(featuresOf(aSubject({ ...home, ...one })), featuresOf(aSubject({ ...home, ...other })), model),
    )
    expect(Math.max(...compared.map(({ probability }) => probability))).toBeGreaterThanOrEqual(model.likely)
    for (const home of homes)
      expect(
        bandsOf(
          one,
          other,
          [home].filter(({ motherName }) => doubt !== 'first-of-january' || motherName === undefined),
        ),
      ).not.toContain('very_likely')
    expect(doubtsOf(compared[0] ?? { weight: 0, probability: 0, reasons: [] })).toEqual([doubt])
  })
})

test('twins of other names are told apart by the sum itself', () => {
  const [one, other] = ['Yolanda', 'Carolina'].map((given) => ({ given, birth: '2015-10-30' }))
  for (const home of homes) {
    const compared = comparePeople(featuresOf(aSubject({ ...home, ...one })), featuresOf(aSubject({ ...home, ...other })), model)
    expect(compared.probability).toBeLessThan(model.likely)
  }
})

describe('one person still is', () => {
  test.each([
    ['of a full name and a day', {}],
    ['of whom one name was written down the second time', { given: 'Yolanda' }],
    [
      'whose own paper says so, though an office gave them the first of January',
      { birth: '1990-01-01', documents: [{ kind: 'passport', country: 'VEN', number: '084512339' }] },
    ],
  ])('%s', (_, change) => {
    const first = aSubject({ given: 'Yolanda Carolina', documents: [{ kind: 'passport', country: 'VEN', number: '084512339' }] })
    expect(bandOf(first, aSubject({ given: 'Yolanda Carolina', ...change }))).toBe('very_likely')
  })
})
