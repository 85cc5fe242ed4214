import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byId } from './order.ts'

test('ids stand in the order of their bytes, signs beyond the first plane too', () => {
  const id = fc.string({ unit: fc.constantFrom('a', 'Z', 'é', 'ﬀ', '🌻', '\uFFFD', '1'), maxLength: 4 })
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(Math.sign(byId(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
    { numRuns: 500, seed: 1 },
  )
})
