import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { calibrationOf, doubtful, pooled } from './calibration.ts'
import { behindPeer, figuresByGroup, gapBetween, thresholdAtRecall, wrongInHouseholds, type GroupFigures } from './groups.ts'
import { readConcealedPeers, readPeerFigures } from './parse-peer.ts'
import { readPairs } from './read-pairs.ts'
import { countsAt, sweep, type Scored } from './scored.ts'
import { readTruth } from './truth.ts'

const folder = mkdtempSync(join(tmpdir(), 'convive-judge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const scored = (pairs: readonly (readonly [number, 0 | 1])[], truePairs: number): Scored => ({
  probability: Float64Array.from(pairs, ([p]) => p),
  right: Uint8Array.from(pairs, ([, right]) => right),
  truePairs,
})

test('a threshold at which so many of the true pairs are called, wrong ones not counted', () => {
  const some = scored(
    [
      [0.6, 1],
      [0.9, 1],
      [0.95, 0],
      [0.7, 1],
    ],
    4,
  )
  expect([0.25, 0.5, 0.6, 0.75].map((recall) => thresholdAtRecall(some, recall))).toEqual([0.9, 0.7, 0.6, 0.6])
  expect(thresholdAtRecall(some, 0.9)).toBe(0)
})

describe('precision, recall and F1', () => {
  const some = scored(
    [
      [0.99, 1],
      [0.9, 1],
      [0.6, 0],
      [0.5, 1],
      [0.2, 0],
    ],
    5,
  )

  test('count the true pairs that were never looked at', () => {
    expect(countsAt(some, 0.5)).toEqual({ precision: 0.75, recall: 0.6, f1: 6 / 9 })
    expect(countsAt(some, 0.95)).toEqual({ precision: 1, recall: 0.2, f1: 2 / 6 })
  })

  test('are best at a threshold that the tool could have used, and ties stand or fall together', () => {
    expect(sweep(some, 0.99).best).toMatchObject({ threshold: 0.5, recall: 0.6 })
    expect(sweep(some, 0.99).recallAtPrecision).toBe(0.4)
    expect(
      sweep(
        scored(
          [
            [0.7, 1],
            [0.7, 0],
          ],
          1,
        ),
        0.99,
      ).recallAtPrecision,
    ).toBe(0)
  })

  test('of nobody called: nothing wrong was said, nothing was found', () => {
    expect(countsAt(scored([], 4), 0.5)).toEqual({ precision: 1, recall: 0, f1: 0 })
  })
})

describe('calibration', () => {
  test('is nearly without error where what is called p is right in p of the cases, though those right come first', () => {
    const some = scored(
      Array.from({ length: 1000 }, (_, at) => [0.5, at < 500 ? 1 : 0]),
      500,
    )
    const { error, pairs } = calibrationOf(doubtful(some))
    expect(pairs).toBe(1000)
    expect(error).toBeLessThan(0.06)
  })

  test('says how far off a bold tool is, with an interval around it', () => {
    const { error, interval } = calibrationOf(
      doubtful(
        scored(
          Array.from({ length: 1000 }, (_, at) => [0.9 + at / 1e5, at % 2 === 0 ? 1 : 0]),
          500,
        ),
      ),
    )
    expect(error).toBeCloseTo(0.405, 2)
    expect(interval[0]).toBeLessThan(error)
    expect(interval[1]).toBeGreaterThan(error)
  })

  test('leaves out what was sure, and pools what is too little alone', () => {
    const sure = doubtful(
      scored(
        [
          [0.001, 0],
          [0.999, 1],
          [0.4, 1],
        ],
        2,
      ),
    )
    expect(sure.probability).toEqual([0.4])
    expect(pooled([sure, doubtful(scored([[0.3, 0]], 1))])).toEqual({ probability: [0.3, 0.4], right: [0, 1] })
  })
})

describe('what a tool says', () => {
  const truthFile = file('truth.csv', [
    'record,entity,household,filled,origin',
    'a,1,h,7,ysapy',
    'b,1,h,7,ysapy',
    'c,2,h,3,ysapy',
    'd,3,k,3,elsewhere',
    'e,3,k,1,elsewhere',
  ])

  test('is told right or wrong, by group and by household', async () => {
    const truth = await readTruth(truthFile)
    const pairs = await readPairs(
      file('pairs.csv', ['id_a,id_b,probability,weight', 'a,b,0.9,4', 'b,c,0.8,3', 'd,e,0.4,-1']),
      truth,
    )
    expect([...pairs.right]).toEqual([1, 0, 1])
    expect(pairs.truePairs).toBe(2)
    expect(wrongInHouseholds(truth, pairs, 0.5)).toBe(1)
    expect(figuresByGroup(truth, pairs, { kind: 'origin', threshold: 0.5, least: 1 })).toMatchObject([
      { group: 'ysapy', recall: 1, precision: 0.5, falsePerThousand: 1000 / 3 },
      { group: 'elsewhere', recall: 0, precision: 1, falsePerThousand: 0 },
    ])
  })

  test.each([
    ['a pair twice', ['a,b,0.9', 'b,a,0.9'], /before/],
    ['a stranger', ['a,z,0.9'], /two records/],
    ['itself', ['a,a,0.9'], /two records/],
    ['no probability', ['a,b,'], /no probability/],
    ['more than sure', ['a,b,1.2'], /no probability/],
  ])('is refused with %s', async (_, lines, message) => {
    const truth = await readTruth(truthFile)
    await expect(readPairs(file('bad.csv', ['id_a,id_b,probability', ...lines]), truth)).rejects.toThrow(message)
  })

  test('counts only pairs across, where two files were linked', async () => {
    const truth = await readTruth(file('two.csv', ['record,entity,file', 'a,1,a', 'b,1,a', 'c,1,b']))
    const pairs = await readPairs(file('across.csv', ['id_a,id_b,probability', 'a,c,1']), truth)
    expect(pairs.truePairs).toBe(2)
  })
})

test('a group that fills fewer fields is compared at equal missingness too', async () => {
  const lines = ['record,entity,filled,origin']
  const called = ['id_a,id_b,probability']
  for (let n = 0; n < 400; n += 1) {
    // Both origins: pairs with two fields in common are found, with one are not; only how often they are filled differs.
    const [origin, full] = n < 200 ? ['here', n % 4 !== 0] : ['there', n % 4 === 0]
    lines.push(`a${n},${n},${full ? 3 : 1},${origin}`, `b${n},${n},${full ? 3 : 1},${origin}`)
    if (full) called.push(`a${n},b${n},0.9`)
  }
  const truth = await readTruth(file('missing.csv', lines))
  const pairs = await readPairs(file('missing-pairs.csv', called), truth)
  const [one, other] = figuresByGroup(truth, pairs, { kind: 'origin', threshold: 0.5, least: 100 })
  expect([one?.recall, other?.recall]).toEqual([0.75, 0.25])
  expect([one?.recallAtEqualMissingness, other?.recallAtEqualMissingness]).toEqual([0.5, 0.5])
})

describe('groups beside another tool', () => {
  const of = (group: string, recall: number, falsePerThousand: number): GroupFigures => ({
    group,
    truePairs: 2000,
    recall,
    recallAtEqualMissingness: recall,
    precision: 1,
    falsePerThousand,
  })

  test('it is said in which the other is better, in what, and how far groups lie apart', () => {
    const ours = [of('here', 0.9, 1), of('there', 0.7, 3), of('nowhere else', 0.1, 9)]
    expect(behindPeer(ours, [of('here', 0.8, 2), of('there', 0.8, 2)])).toEqual(['there (recall)', 'there (false pairs)'])
    expect(gapBetween(ours.slice(0, 2), 'recallAtEqualMissingness')).toBeCloseTo(0.2)
  })

  test.each(['A', 'B'])('Splink was measured on generator %s by origin, sex and age', (name) => {
    const groups = readPeerFigures().get(name)?.groups ?? {}
    expect(Object.keys(groups)).toEqual(['origin', 'sex', 'age'])
    for (const one of Object.values(groups).flat()) {
      expect(one.truePairs).toBeGreaterThanOrEqual(1000)
      expect(one.recallAtEqualMissingness).toBeGreaterThan(0.4)
    }
  })

  test('anonlink was measured on each file that is matched concealed', () => {
    const peers = readConcealedPeers()
    expect([...peers.keys()]).toEqual(['clkhash', 'febrl3', 'A'])
    for (const all of peers.values()) expect(new Set(all.map(({ way }) => way))).toEqual(new Set(['pairs', 'one']))
  })
})
