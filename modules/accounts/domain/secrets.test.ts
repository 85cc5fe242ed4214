import { describe, expect, test } from 'vitest'
import { judgePin } from './secrets.ts'

describe('a PIN', () => {
  test.each([
    ['a birthday, day first', '300587'],
    ['a birthday, year first', '870530'],
    ['a birthday, month first', '053087'],
    ['29 February', '290204'],
    ['a month and a whole year', '121987'],
    ['a whole year and a month', '201512'],
    ['numbers in a row', '456789'],
    ['one number', '777777'],
    ['three numbers twice', '938938'],
  ])('that is %s is refused as easy', (_what, pin) => {
    expect(judgePin(pin)).toMatchObject({ ok: false, refusals: [{ code: 'accounts/pin-too-easy', at: 'pin' }] })
  })

  test.each(['482915', '739146', '320087', '300287'])('%s, which is no day, is taken', (pin) => {
    expect(judgePin(pin).ok).toBe(true)
  })
})
