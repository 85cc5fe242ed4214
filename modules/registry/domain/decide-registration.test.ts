import { calendarDate, partialDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { aHousehold, aPerson } from '../testing/index.ts'
import { adultFrom, adultFromAge } from './age.ts'
import { decideRegistration } from './decide-registration.ts'
import { householdInput } from './household-input.ts'

const recording = { today: calendarDate('2026-07-04'), by: 'officer' }

/** What a child of a household that arrived on 12 May 2025 is said to have done. */
function arrivalOf(child: Parameters<typeof aPerson>[0]) {
  const household = householdInput.parse(aHousehold(aPerson(), aPerson({ relation: 'child', ...child })))
  const decided = decideRegistration(household, recording)
  const facts = decided.ok ? decided.value.people[1]?.facts : undefined
  return [facts?.['entry_date']?.state, facts?.['entry_manner']?.state]
}

describe('the day a household entered', () => {
  test.each([
    ['born the next day', { birth: '2025-05-13' }],
    ['born in a later month', { birth: '2025-06' }],
    ['who is not yet one a year after', { birth: { age: 0 } }],
  ])('is nothing that a child %s did', (_who, child) => {
    expect(arrivalOf(child)).toEqual([undefined, undefined])
  })

  test.each([
    ['born the same day', { birth: '2025-05-12' }],
    ['born at some time of that year', { birth: '2025' }],
    ['whose birth nobody knows', { birth: { state: 'unknown' as const } }],
    ['two years old', { birth: { age: 2 } }],
  ])('is told of a child %s', (_who, child) => {
    expect(arrivalOf(child)).toEqual(['value', 'value'])
  })
})

describe('whoever is said to be so many years old', () => {
  test.each([
    ['may be 18 tomorrow at seventeen', 17, '2026-07-05'],
    ['is 18 at the earliest in ten years at seven', 7, '2036-07-05'],
    ['is grown up today at eighteen', 18, '2026-07-04'],
    ['is grown up today at forty', 40, '2026-07-04'],
  ])('%s', (_what, age, from) => {
    expect(adultFromAge(age, recording.today)).toBe(from)
  })

  test('grows up on the same day as somebody whose birth allows the same days', () => {
    expect(adultFromAge(17, recording.today)).toBe(adultFrom(partialDate('2008-07-05')))
  })
})

describe('a name', () => {
  const flagsOf = (given: string, ...family: readonly string[]) => {
    const decided = decideRegistration(householdInput.parse(aHousehold(aPerson().named(given, ...family))), recording)
    return decided.ok ? decided.value.flags.map((one) => one.code) : []
  }
  test.each(['Ana 🌻', 'José→María', 'Ana_María', 'L€o'])('%s has signs that an officer looks at again', (given) => {
    expect(flagsOf(given)).toEqual(['signs-in-name'])
  })
  test.each([
    ['María José', 'de la Cruz-Peña'],
    ['Mª Ángeles', 'D’Angelo'],
    ['Jean-Bàtist', "Ti'Frè"],
    ['ليلى', 'حداد'],
    ['रवि\u200cक', 'Ñandú'],
    ['J. R.', 'Núñez (viuda)'],
  ])('%s %s is written as names are', (given, family) => {
    expect(flagsOf(given, family)).toEqual([])
  })

  test.each(['\u202Enairda', 'Ana\u202A', '\u2066Ana\u2069'])(
    'with a sign that turns the reading around is refused: %j',
    (given) => {
      const read = householdInput.safeParse(aHousehold(aPerson({ given })))
      expect(read.error?.issues.map((one) => one.message)).toContain('registry/control-characters')
    },
  )

  test.each(['ليلى', 'Zoe\u0308', 'O’Neill'])('in any script is taken: %s', (given) => {
    expect(householdInput.safeParse(aHousehold(aPerson({ given }))).success).toBe(true)
  })
})
