import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idFrom, isId, parseId } from './index.ts'

const randomness = fc.uint8Array({ minLength: 10, maxLength: 10 })
const milliseconds = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('an id', () => {
  test('is the UUIDv7 that RFC 9562 gives as its example (appendix A.6)', () => {
    expect(idFrom<'person'>(0x017f22e279b0, Buffer.from('cc318c4dc0c0c07398f0', 'hex'))).toBe(
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    )
  })

  test('always has version 7 and the variant of the RFC', () => {
    fc.assert(
      fc.property(milliseconds, randomness, (time, random) => {
        const id: string = idFrom(time, random)
        expect(isId(id)).toBe(true)
        expect(id.charAt(14)).toBe('7')
        expect('89ab').toContain(id.charAt(19))
      }),
    )
  })

  test('made later sorts later', () => {
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: 1, max: 100_000 }), randomness, randomness, (time, later, one, other) => {
        fc.pre(time + later < 2 ** 48)
        const [first, second]: [string, string] = [idFrom(time, one), idFrom(time + later, other)]
        expect(first < second).toBe(true)
      }),
    )
  })

  test('carries 74 random bits, as many as the RFC leaves free', () => {
    const plain = idFrom<'person'>(1, new Uint8Array(10))
    const flips = Array.from({ length: 80 }, (_, bit) =>
      Uint8Array.from({ length: 10 }, (_none, at) => (at === bit >> 3 ? 1 << (bit & 7) : 0)),
    )
    expect(flips.filter((random) => idFrom<'person'>(1, random) !== plain)).toHaveLength(74)
  })

  test('is read in capitals and refused with anything around it', () => {
    const id = '01900000-0000-7000-8000-00000000000A'
    expect(parseId<'person'>(id)).toBe(id.toLowerCase())
    for (const wrong of [` ${id}`, `${id}'`, id.replaceAll('-', ''), `{${id}}`, '', 'null'])
      expect(parseId(wrong)).toBeUndefined()
  })
})
