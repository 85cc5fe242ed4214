import { chanceOf } from '@convive/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keysOf, leastOf, sampleOf, similarPairs, type Keys } from './similar-pairs.ts'
import { tellApart } from './tell-apart.ts'

const words = 32

/** Keys at random, of which the first ones of both files differ in a few bits. */
function twoFiles(size: number, shared: number): readonly [Keys, Keys] {
  const chance = chanceOf(3)
  const word = (): number => Math.floor(chance() * 2 ** 32)
  const [a, b] = [new Uint32Array(size * words), new Uint32Array(size * words)]
  for (let at = 0; at < size * words; at += 1) {
    a[at] = word()
    b[at] = at < shared * words ? (a[at] ?? 0) ^ (chance() < 0.8 ? 1 << Math.floor(chance() * 32) : 0) : word()
  }
  return [keysOf(a, words), keysOf(b, words)]
}

test('likeness is Dice of the bits, counted one by one', async () => {
  const key = fc.array(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), { minLength: 2, maxLength: 2 })
  const ones = (key: readonly bigint[]): number => key.reduce((sum, one) => sum + one.toString(2).replaceAll('0', '').length, 0)
  await fc.assert(
    fc.asyncProperty(key, key, async (one, other) => {
      const [a, b] = [keysOf(Uint32Array.from(one, Number), 2), keysOf(Uint32Array.from(other, Number), 2)]
      const found = await similarPairs(a, b, { sample: await sampleOf(a, b), least: 0 })
      const both = ones(one.map((word, at) => word & (other[at] ?? 0n)))
      const all = ones(one) + ones(other)
      expect(found.similarity[0] ?? 0).toBeCloseTo(all === 0 ? 0 : (2 * both) / all, 10)
    }),
    { numRuns: 200, seed: 5 },
  )
})

test('drawing bits finds what comparing all pairs finds, where it is worth it', async () => {
  const [a, b] = twoFiles(5000, 1500)
  const sample = await sampleOf(a, b)
  const least = 0.8
  const all = await similarPairs(a, b, { sample, least, exact: true })
  const drawn = await similarPairs(a, b, { sample, least })
  expect(all.compared).toBe(25_000_000)
  expect(drawn.compared).toBeLessThan(all.compared / 5)
  const above = (found: typeof all): readonly string[] =>
    [...found.similarity].flatMap((one, at) => (one >= all.aim ? [`${found.a[at]} ${found.b[at]}`] : []))
  const known = new Set(above(all))
  expect(above(drawn).every((one) => known.has(one))).toBe(true)
  expect(above(drawn).length).toBeGreaterThanOrEqual(0.97 * known.size)
  expect(known.size).toBeGreaterThanOrEqual(1500)
  const again = await similarPairs(a, b, { sample, least })
  expect(again.a).toEqual(drawn.a)
})

test('records that are all the same are too many to tell apart', async () => {
  const same = keysOf(new Uint32Array(400 * words).fill(0x0f0f_0f0f), words)
  expect(leastOf(await sampleOf(same, same), same.count)).toBeUndefined()
})

test('a comparison that is stopped stops', async () => {
  const [a, b] = twoFiles(2000, 10)
  const stop = new AbortController()
  const sample = await sampleOf(a, b)
  const running = similarPairs(a, b, { sample, least: 0.6, exact: true, signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
})

/** Strangers that fall off evenly from .7 on, and people around .9. */
function likenesses(people: number): Float64Array {
  const chance = chanceOf(9)
  const strangers = Array.from({ length: 20_000 }, () => 0.7 - Math.log(1 - chance()) / 90).filter((one) => one < 1)
  const mean = (): number => [1, 2, 3, 4, 5, 6].reduce((sum) => sum + chance() / 6, 0)
  return Float64Array.from([...strangers, ...Array.from({ length: people }, () => 0.8 + 0.19 * mean())])
}

test('one person is told from strangers though nobody said who is who', () => {
  const { threshold, expected, probabilityOf, converged } = tellApart(likenesses(2000), { least: 0.7, foundOf: () => 1 })
  expect(threshold).toBeGreaterThan(0.78)
  expect(threshold).toBeLessThan(0.86)
  expect(expected).toBeGreaterThan(1800)
  expect(expected).toBeLessThan(2200)
  expect(converged).toBe(true)
  const rising = Array.from({ length: 31 }, (_, at) => probabilityOf(0.7 + at / 100))
  expect(rising).toEqual(rising.toSorted((a, b) => a - b))
  expect([rising[0], rising[30]].map((one) => Math.round(one ?? 0))).toEqual([0, 1])
})

test('where nobody is in both files nobody is found', () => {
  const { threshold, expected, probabilityOf } = tellApart(likenesses(0), { least: 0.7, foundOf: () => 1 })
  expect([threshold, expected, probabilityOf(0.8)]).toEqual([undefined, 0, 0])
})

test('what is found only half of the time counts twice', () => {
  const whole = tellApart(likenesses(2000), { least: 0.7, foundOf: () => 1 })
  const half = tellApart(likenesses(2000), { least: 0.7, foundOf: () => 0.5 })
  expect(half.expected).toBeCloseTo(2 * whole.expected, 0)
})
