import { describe, expect, test } from 'vitest'
import { comparePeople } from './compare-people.ts'
import { askedKeysOf, searchKeysOf, strongKeysOf } from '../keys.ts'
import { openPersonModel } from './open-person-model.ts'
import { rankCandidates, withinReach } from './rank.ts'
import { featuresOf, livingWith, type MatchSubject } from '../subject.ts'
import { aSubject } from '../testing/a-subject.ts'

const model = openPersonModel()()
const secret = new Uint8Array(32).fill(3)
const passport = { kind: 'passport', country: 'VEN', number: '084512339' }

const bandOf = (a: MatchSubject, b: MatchSubject): string =>
  rankCandidates(featuresOf(a), [{ id: 'other', features: featuresOf(b) }], model)[0]?.band ?? 'none'
const shareKey = (a: MatchSubject, b: MatchSubject): boolean => {
  const keys = new Set(searchKeysOf(featuresOf(a), secret))
  return askedKeysOf(featuresOf(b), secret).some((key) => keys.has(key))
}

describe('the same woman, written down twice', () => {
  test.each([
    ['as another officer heard her name', { given: 'Llolanda', family: 'Ernandes Moreno' }],
    ['with her surnames in the other order', { family: 'Moreno Hernández' }],
    ['with one surname, and her passport', { family: 'Hernández', documents: [passport] }],
    ['with day and month exchanged', { birth: '1990-03-05' }],
    ['born in the year only, with her phone', { birth: '1990', phones: ['+595 981 123 456'] }],
    ['given name and surname in each other’s field', { given: 'Hernández Moreno', family: 'Yolanda' }],
  ])('%s', (_, change) => {
    const first = aSubject({ documents: [passport], phones: ['0981 123456'] })
    const second = aSubject(change)
    expect(shareKey(first, second)).toBe(true)
    expect(bandOf(first, second)).toBe('very_likely')
  })

  test('is told why, in fields and levels that have a sentence', () => {
    const { reasons } = comparePeople(featuresOf(aSubject()), featuresOf(aSubject({ given: 'Llolanda', birth: '1990' })), model)
    expect(reasons.map(({ field, level, favours }) => `${field}.${level} ${favours}`)).toEqual([
      'given.sound same',
      'family.all same',
      'birth.year same',
      'sex.same same',
      'nationality.same same',
    ])
  })
})

describe('two women', () => {
  test.each([
    ['twins: all alike but the given name', { given: 'Carolina' }, 'possible'],
    ['mother and daughter of one name', { birth: '2014-05-03' }, 'none'],
    ['namesakes born in different years', { birth: '1982-11-20' }, 'none'],
    ['of a common surname only', { given: 'Rosa', family: 'González', birth: '1990' }, 'none'],
  ])('%s', (_, change, band) => {
    const found = bandOf(aSubject(), aSubject(change))
    expect(found).not.toBe('very_likely')
    if (band === 'none') expect(found).toBe('none')
  })

  test('a name everybody has weighs less than a rare one', () => {
    const familyWeight = (family: string): number => {
      const one = featuresOf(aSubject({ family }))
      return comparePeople(one, one, model).reasons.find(({ field }) => field === 'family')?.weight ?? 0
    }
    expect(familyWeight('González')).toBeLessThan(familyWeight('Urdaneta') - 2)
  })

  test('a passport and an identity card do not contradict each other', () => {
    const card = { kind: 'national_id', country: 'VEN', number: '20123456' }
    const { reasons } = comparePeople(
      featuresOf(aSubject({ documents: [passport] })),
      featuresOf(aSubject({ documents: [card] })),
      model,
    )
    expect(reasons.map((reason) => reason.field)).not.toContain('document')
  })
})

describe('keys', () => {
  test.each(['084512338', '984512339', '084519339', '08451233', '0845123390'])(
    'a document mistyped as %s still finds the record',
    (number) => {
      const other = aSubject({ given: 'X', family: 'Y', birth: '1990', documents: [{ ...passport, number }] })
      expect(shareKey(aSubject({ documents: [passport] }), other)).toBe(true)
    },
  )

  test.each([
    ['two years beside', { birth: '1992-08-19' }, true],
    ['three years beside', { birth: '1993-08-19' }, false],
    ['of a year only, two years beside', { birth: '1988' }, true],
    ['of no birth', { birth: '' }, true],
    ['with another given name, of the same surnames and year', { given: 'Carolina', birth: '1990-08-19' }, true],
  ])('somebody of the same name is asked about, born %s', (_, change, found) => {
    expect(shareKey(aSubject(), aSubject(change))).toBe(found)
    expect(shareKey(aSubject(change), aSubject())).toBe(found)
  })

  test('a misheard name without a birthday is found by the mother or the telephone', () => {
    const change = { given: 'Yolanda', family: 'Zambrano', birth: '', phones: ['0981 123456'] }
    expect(shareKey(aSubject({ phones: ['0981 123456'] }), aSubject(change))).toBe(true)
    const first = aSubject({ motherName: 'Petra Moreno' })
    expect(shareKey(first, aSubject({ family: 'Zambrano', birth: '', motherName: 'Petra Moreno' }))).toBe(true)
    expect(shareKey(first, aSubject({ given: 'Zuly', family: 'Zambrano', birth: '1990', motherName: 'Petra Moreno' }))).toBe(true)
  })

  test('a record has few keys, also with four names, two documents, a telephone and a mother', () => {
    const full = aSubject({
      given: 'Yolanda María',
      documents: [passport, { kind: 'national_id', country: 'VEN', number: '20123456' }],
      phones: ['0981 123456'],
      motherName: 'Petra Moreno',
    })
    expect(searchKeysOf(featuresOf(full), secret).length).toBeLessThanOrEqual(27)
    const long = aSubject({ given: 'a b c d e f g h', family: 'i j k l m n o p', documents: [] })
    expect(askedKeysOf(featuresOf(long), secret).length).toBeLessThanOrEqual(70)
  })

  test('without the secret they say nothing: another secret gives other keys', () => {
    const mine = new Set(searchKeysOf(featuresOf(aSubject()), secret))
    expect(searchKeysOf(featuresOf(aSubject()), new Uint8Array(32).fill(4)).some((key) => mine.has(key))).toBe(false)
  })

  test('a name and a year alone are never strong enough to ask elsewhere', () => {
    expect(strongKeysOf(featuresOf(aSubject({ birth: '1990' })), secret)).toEqual([])
    expect(strongKeysOf(featuresOf(aSubject()), secret)).toHaveLength(1)
  })

  test('somebody without any name has no key and no match', () => {
    const nobody = aSubject({ given: '', family: '', birth: '' })
    expect(searchKeysOf(featuresOf(nobody), secret)).toEqual([])
    expect(askedKeysOf(featuresOf(nobody), secret)).toEqual([])
    expect(bandOf(nobody, nobody)).toBe('none')
  })
})

describe('ranking', () => {
  test('gives the five best, best first', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({
      id: at,
      features: featuresOf(aSubject(at === 4 ? { documents: [passport] } : {})),
    }))
    const ranked = rankCandidates(featuresOf(aSubject({ documents: [passport] })), many, model)
    expect(ranked).toHaveLength(5)
    expect(ranked[0]?.id).toBe(4)
  })
})

describe('households', () => {
  const asked = featuresOf(aSubject({ birth: '1990', householdNames: ['Carmen Moreno', 'Luis Moreno'] }))
  const doubtful = { features: featuresOf(aSubject({ birth: '1989~', family: 'Salcedo' })) }
  const stranger = { features: featuresOf(aSubject({ given: 'Pedro', family: 'Quispe', birth: '1950-01-02' })) }

  test('are asked for only of those whom they could decide about', () => {
    expect(withinReach(asked, [stranger, doubtful], model)).toEqual([doubtful])
  })

  test('decide about those in doubt', () => {
    const ranked = (names: readonly string[]): number =>
      rankCandidates(asked, [{ id: 1, features: livingWith(doubtful.features, names) }], model).length
    expect(ranked([])).toBe(0)
    expect(ranked(['Carmen', 'Luis'])).toBe(1)
  })
})
