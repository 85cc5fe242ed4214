import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cluster, type Edge } from './cluster.ts'
import { learn, monotoneWeights, sharesOf, type Pattern } from './estimate.ts'

/** Counts of pairs of which one in ten are one person, in three fields that agree with 0.9 and 0.05. */
const [m, u] = [0.9, 0.05]
function patterns(pairs: number): readonly Pattern[] {
  return Array.from({ length: 8 }, (_, bits): Pattern => {
    const levels = [0, 1, 2].map((field) => (bits >> field) & 1)
    const of = (rate: number): number => levels.reduce((product, level) => product * (level === 1 ? rate : 1 - rate), 1)
    return { levels, count: Math.round(pairs * (0.1 * of(m) + 0.9 * of(u))) }
  })
}
const rates = [0, 1, 2].map(() => [1 - u, u])

test('learning finds how often people agree with themselves, and how many pairs are one person', () => {
  const pass = learn(patterns(1_000_000), { u: rates, free: [0, 1, 2], own: new Map() })
  expect(pass.converged).toBe(true)
  for (const own of pass.m) expect(own?.[1]).toBeCloseTo(m, 2)
  expect(pass.matches / 1_000_000).toBeCloseTo(0.1, 2)
})

test('fields of the blocking key are left as they are, and missing answers say nothing', () => {
  const blocked = patterns(100_000).map((one) => ({ ...one, levels: [1, ...one.levels.slice(1)] }))
  expect(learn(blocked, { u: rates, free: [1, 2], own: new Map() }).m[0]).toBeUndefined()
  const half = patterns(100_000).flatMap((one) => [one, { ...one, levels: [one.levels[0] ?? 0, one.levels[1] ?? 0, -1] }])
  expect(learn(half, { u: rates, free: [0, 1, 2], own: new Map() }).m[2]?.[1]).toBeCloseTo(m, 1)
})

test('weights never fall towards closer levels', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true })), {
        minLength: 2,
        maxLength: 6,
      }),
      (pairs) => {
        const weights = monotoneWeights(
          pairs.map(([one]) => one),
          pairs.map(([, other]) => other),
        )
        expect(weights.length).toBe(pairs.length)
        for (const [at, bits] of weights.entries()) expect(bits).toBeGreaterThanOrEqual((weights[at - 1] ?? -Infinity) - 1e-9)
      },
    ),
  )
})

test('the share of matches is the one by which probabilities add up to it', () => {
  const weights = rates.map((own) => [Math.log2((1 - m) / (own[0] ?? 1)), Math.log2(m / (own[1] ?? 1))])
  const { person, converged } = sharesOf(patterns(1_000_000), { weights, together: undefined, pairs: 1_000_000, recall: 1 })
  expect([converged, person]).toEqual([true, expect.closeTo(0.1, 2)])
})

const edge = (a: number, b: number, p = 0.9): Edge => ({ a, b, p })
const groups = (edges: readonly Edge[], decided?: Parameters<typeof cluster>[1]['decided']): readonly (readonly number[])[] => {
  const { of } = cluster(edges, { least: 0.5, ...(decided === undefined ? {} : { decided }) })
  const all = Map.groupBy([...of.keys()], (one) => of.get(one))
  return [...all.values()].map((one) => one.toSorted((x, y) => x - y)).toSorted((x, y) => (x[0] ?? 0) - (y[0] ?? 0))
}

test('one alike pair is no bridge between two families', () => {
  const family = (from: number): readonly Edge[] => [edge(from, from + 1), edge(from, from + 2), edge(from + 1, from + 2)]
  const { refused } = cluster([...family(1), ...family(11), edge(3, 11, 0.6)], { least: 0.5 })
  expect(refused).toEqual([edge(3, 11, 0.6)])
  expect(groups([...family(1), ...family(11), edge(3, 11, 0.6)])).toEqual([
    [1, 2, 3],
    [11, 12, 13],
  ])
})

test('what people decided comes first, and what must not be one never is', () => {
  expect(groups([edge(1, 2), edge(2, 3)], { same: [], different: [[1, 2]] })).toEqual([[1], [2, 3]])
  expect(groups([], { same: [[4, 5]], different: [] })).toEqual([[4, 5]])
  expect(groups([], { same: [[4, 5]], different: [[4, 5]] })).toEqual([[4], [5]])
  expect(cluster([], { least: 0.5, decided: { same: [[4, 5]], different: [[4, 5]] } }).contradicted).toEqual([[4, 5]])
})

test('clusters hang on pairs and decisions alone, in whatever order they come', () => {
  const edges = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(0.55, 0.7, 0.9)),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(edges, fc.integer({ min: 1, max: 1000 }), (drawn, turn) => {
      const own = new Map(drawn.filter(([a, b]) => a < b).map(([a, b, p]) => [`${a} ${b}`, edge(a, b, p)]))
      const list = [...own.values()]
      const shuffled = list.toSorted((x, y) => (((x.a * 31 + x.b * 17) * turn) % 101) - (((y.a * 31 + y.b * 17) * turn) % 101))
      expect(groups(shuffled)).toEqual(groups(list))
    }),
  )
})

test('a household is told from one person by what is a person’s own', () => {
  // Given name, birth, surname, phone, mother; one in twenty pairs is one person, one in ten are relatives who share the surname.
  const classes = [
    { share: 0.05, agree: [0.9, 0.95, 0.9, 0.8, 0.9] },
    { share: 0.1, agree: [0.03, 0.01, 0.95, 0.8, 0.7] },
    { share: 0.85, agree: [0.02, 0.001, 0.01, 0.001, 0.005] },
  ]
  const all = Array.from({ length: 32 }, (_, bits): Pattern => {
    const levels = [0, 1, 2, 3, 4].map((field) => (bits >> field) & 1)
    const of = (agree: readonly number[]): number =>
      levels.reduce((product, level, field) => product * (level === 1 ? (agree[field] ?? 0) : 1 - (agree[field] ?? 0)), 1)
    return { levels, count: Math.round(1_000_000 * classes.reduce((sum, one) => sum + one.share * of(one.agree), 0)) }
  })
  const strangers = [0.02, 0.001, 0.01, 0.001, 0.005].map((rate) => [1 - rate, rate])
  const pass = learn(all, {
    u: strangers,
    free: [0, 1, 2, 3, 4],
    own: new Map([0, 1].map((field) => [field, { same: 0.1, partly: 0.1, from: 1 }])),
  })
  expect(pass.matches / 1_000_000).toBeCloseTo(0.05, 2)
  expect(pass.households / 1_000_000).toBeCloseTo(0.1, 2)
  expect(pass.h[2]?.[1]).toBeGreaterThan(0.8)
  // Without that class relatives pass for one person.
  expect(learn(all, { u: strangers, free: [0, 1, 2, 3, 4], own: new Map() }).matches / 1_000_000).toBeGreaterThan(0.1)
})
