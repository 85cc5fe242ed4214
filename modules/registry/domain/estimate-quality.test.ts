import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateQuality, type JudgedStratum } from './estimate-quality.ts'

const group = { sex: 'F', age: 'adult' } as const
const stratum = (band: JudgedStratum['band'], pairs: number, judged: number, same: number): JudgedStratum => ({
  band,
  ...group,
  pairs,
  judged,
  same,
})

test('a small stratum that was judged whole weighs no more than its pairs', () => {
  // 90 of 100 very likely pairs are one person by the sample, none of the ten possible ones, and of 1000 others one in ten.
  const { precision, recall } = estimateQuality([
    stratum('very_likely', 100, 10, 9),
    stratum('possible', 10, 10, 0),
    stratum('unlikely', 1000, 10, 1),
  ])
  expect(precision?.value).toBeCloseTo(90 / 110)
  expect(recall?.value).toBeCloseTo(90 / 190)
})

test('of fewer than five judged pairs nothing is said, and nothing about what is missed unless that was looked at', () => {
  expect(estimateQuality([stratum('very_likely', 100, 4, 4)])).toEqual({ precision: undefined, recall: undefined })
  expect(estimateQuality([stratum('very_likely', 100, 8, 8), stratum('unlikely', 50, 2, 0)]).recall).toBeUndefined()
})

test('what was judged whole is certain', () => {
  const { precision } = estimateQuality([stratum('possible', 8, 8, 6)])
  expect(precision).toEqual({ value: 0.75, low: 0.75, high: 0.75 })
})

test('the interval holds the estimate and is a share', () => {
  const judged = fc
    .record({
      band: fc.constantFrom('very_likely' as const, 'possible' as const, 'unlikely' as const),
      pairs: fc.integer({ min: 1, max: 5000 }),
      judged: fc.integer({ min: 0, max: 8 }),
      same: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ band, pairs, judged: looked, same }) => stratum(band, Math.max(pairs, looked), looked, Math.min(same, looked)))
  fc.assert(
    fc.property(fc.array(judged, { maxLength: 12 }), (strata) => {
      for (const share of Object.values(estimateQuality(strata)))
        if (share !== undefined) {
          expect(share.low).toBeLessThanOrEqual(share.value + 1e-9)
          expect(share.high).toBeGreaterThanOrEqual(share.value - 1e-9)
          expect(share.low).toBeGreaterThanOrEqual(0)
          expect(share.high).toBeLessThanOrEqual(1 + 1e-9)
        }
    }),
  )
})
