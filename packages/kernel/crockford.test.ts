import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crockford, crockfordCheck, dammDigit, dammHolds, readCrockford } from './index.ts'

const digits = fc.stringMatching(/^[0-9]{1,12}$/)
const code = fc.uint8Array({ minLength: 1, maxLength: 16 }).map(crockford)

describe('Damm’s check digit', () => {
  test('572 takes 4, the example of the dissertation (H. M. Damm, 2004)', () => {
    expect(dammDigit('572')).toBe('4')
    expect(dammHolds('5724')).toBe(true)
  })

  test('finds every single wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, where, by) => {
        const whole = number + dammDigit(number)
        const at = where % whole.length
        const wrong = whole.slice(0, at) + ((Number(whole[at]) + by) % 10) + whole.slice(at + 1)
        expect(dammHolds(whole)).toBe(true)
        expect(dammHolds(wrong)).toBe(false)
      }),
    )
  })

  test('finds every swap of neighbours', () => {
    fc.assert(
      fc.property(digits, fc.nat(), (number, where) => {
        const whole = number + dammDigit(number)
        const at = where % (whole.length - 1)
        const [left = '', right = ''] = [whole[at], whole[at + 1]]
        fc.pre(left !== right)
        expect(dammHolds(whole.slice(0, at) + right + left + whole.slice(at + 2))).toBe(false)
      }),
    )
  })

  test.each(['', 'abc', '12 4', '572-4'])('“%s” is no number', (text) => {
    expect(dammHolds(text)).toBe(false)
  })
})

describe('a code in Crockford’s base 32', () => {
  test('has one sign for each byte and none that is misread', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), (bytes) => {
        expect(crockford(bytes)).toHaveLength(bytes.length)
        expect(crockford(bytes)).not.toMatch(/[ILOU]/)
      }),
    )
  })

  test('comes back whole however it was typed', () => {
    fc.assert(
      fc.property(code, (printed) => {
        const typed = printed.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').split('').join(' - ')
        expect(readCrockford(typed)).toBe(printed)
      }),
    )
    expect(readCrockford('ｏ1i-L.0')).toBe('01110')
  })

  test('its check sign tells one wrong sign and one swap of neighbours', () => {
    const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    fc.assert(
      fc.property(code, fc.nat(), fc.integer({ min: 1, max: 31 }), (right, where, by) => {
        const at = where % right.length
        const other = signs.charAt((signs.indexOf(right.charAt(at)) + by) % 32)
        expect(crockfordCheck(right.slice(0, at) + other + right.slice(at + 1))).not.toBe(crockfordCheck(right))
        const swapped = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2)
        expect(crockfordCheck(swapped) === crockfordCheck(right)).toBe(swapped === right)
      }),
    )
  })
})
