import { expect, test } from 'vitest'
import { normaliseName } from '../normalise.ts'
import { soundOf } from '../sound.ts'
import { shareOf } from './name-shares.ts'
import { parseNameShares } from './parse-name-shares.ts'
import { loadTerms, termsWith } from './terms.ts'

const terms = loadTerms()
const heard = (name: string): string =>
  normaliseName(name)
    .map((word) => soundOf(word))
    .join(' ')
const share = (surname: string, ...origins: readonly string[]): number =>
  shareOf(terms.among('family', origins).shares, heard(surname))

test('a surname is as frequent as it is where people come from', () => {
  expect(share('González', 'CHL')).toBeGreaterThan(4 * share('Zambrano', 'CHL'))
  expect(share('Smirnov', 'RUS')).toBeGreaterThan(1.4 * share('Smirnov', 'RUS', 'CHL'))
  expect(share('Gonsales', 'CHL')).toBe(share('González', 'CHL'))
})

test('of an origin that nobody counted it is told from others, and said so', () => {
  expect(terms.among('family', ['CHL'])).toMatchObject({ known: true })
  expect(terms.among('family', ['HTI'])).toMatchObject({ known: false })
  expect(terms.among('family', ['HTI', 'CHL'])).toMatchObject({ known: false })
  expect(terms.among('family', [])).toMatchObject({ known: false })
})

test('what was counted here takes its place', () => {
  const pierre = heard('Pierre')
  const here = termsWith(terms, {
    given: new Map(),
    family: new Map([['HTI', { of: new Map([[pierre, 60]]), total: 1000, least: 10, chance: 0.005 }]]),
  })
  const { shares, known } = here.among('family', ['HTI'])
  expect(known).toBe(true)
  expect(shareOf(shares, pierre)).toBeCloseTo(0.06, 10)
  expect(terms.among('family', ['HTI']).known).toBe(false)
})

test('a list whose shares are none is refused', () => {
  expect(() => parseNameShares('{"given":{},"family":{"CHL":{"rojas":2}}}')).toThrow('share')
  expect(() => parseNameShares('{"given":{}}')).toThrow('missing')
})
