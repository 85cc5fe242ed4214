import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barChart } from './index.ts'

test('four age groups become four bars with round ticks', () => {
  const rows = [
    { label: '0–11', value: 498 },
    { label: '12–17', value: 231 },
    { label: '18–59', value: 1249 },
    { label: '60+', value: 0 },
  ]
  const chart = barChart({ rows, ariaLabel: 'Persons by age' })
  expect(chart.ariaLabel).toBe('Persons by age')
  expect(chart.ticks.map(({ value }) => value)).toEqual([0, 500, 1000, 1500])
  expect(chart.ticks.map(({ x }) => x)).toEqual([110, 256.7, 403.3, 550])
  expect(chart.bars[2]).toEqual({
    label: '18–59',
    value: 1249,
    x: 110,
    y: 116,
    width: 366.4,
    height: 26,
    textY: 134.7,
    valueX: 484.4,
  })
  expect(chart.bars[3]?.width).toBe(0)
  expect([chart.width, chart.height]).toEqual([640, 210])
})

test('nothing to draw is an empty chart, not a fault', () => {
  expect(barChart({ rows: [], ariaLabel: '' })).toMatchObject({ bars: [], height: 40 })
  expect(barChart({ rows: [{ label: 'a', value: 0 }], ariaLabel: '' }).bars[0]?.width).toBe(0)
})

test('bars keep their proportions, stay inside and do not touch, whatever the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_000_000), { minLength: 1, maxLength: 30 }), (values) => {
      const { bars, ticks, width, height } = barChart({ rows: values.map((value) => ({ label: '', value })), ariaLabel: '' })
      const top = ticks.at(-1)?.value ?? 0
      expect(top).toBeGreaterThanOrEqual(Math.max(...values))
      expect(ticks.length).toBeLessThanOrEqual(6)
      for (const [index, bar] of bars.entries()) {
        expect(bar.width).toBeCloseTo((bar.value / top) * 440, 0)
        expect(bar.x + bar.width).toBeLessThanOrEqual(width - 90)
        expect(bar.y + bar.height).toBeLessThanOrEqual(bars[index + 1]?.y ?? height)
      }
    }),
    { seed: 5 },
  )
})

test('a negative value is an error', () => {
  expect(() => barChart({ rows: [{ label: 'a', value: -1 }], ariaLabel: '' })).toThrow(RangeError)
})
