import { runMatch, type MatchReport } from '@convive/matching'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { generate, type Order } from './matching/generate.ts'
import { readPairs } from './matching/read-pairs.ts'
import { readTruth } from './matching/truth.ts'

/**
 * How well `convive match` estimates its own errors without labels: files of both generators from several seeds, at each threshold how many pairs it
 * says are wrong or missed, how many are, how wide the range is and how often it holds the truth. `npm run bench ranges 10000 12`: records of each
 * file, files of each generator.
 */
const [records, files] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 12)]
const asked = [0.5, 0.9, 0.95, 0.99]
/** The range is to hold nineteen of twenty. */
const target = '95 %'
const kinds = ['wrong', 'missed'] as const
type Row = {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly said: number
  readonly true: number
  readonly low: number
  readonly high: number
}
const home = mkdtempSync(join(tmpdir(), 'convive-ranges-'))

try {
  for (const generator of ['A', 'B'] as const) {
    const rows: Row[] = []
    const recalls: { readonly said: number; readonly true: number }[] = []
    for (let seed = 101; seed <= 100 + files; seed += 1) {
      const { report, found, recall } = await run({ generator, records, seed })
      rows.push(...found)
      recalls.push({ said: report.found.recall, true: recall })
    }
    for (const kind of kinds) tell(generator, kind, rows)
    const mean = (of: 'said' | 'true'): string => (recalls.reduce((sum, one) => sum + one[of], 0) / recalls.length).toFixed(4)
    print(
      `${generator}: recall of the keys: said / share of true pairs from 0.01 on`,
      `${mean('said')} / ${mean('true')}`,
      'none set',
    )
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function run(
  order: Order,
): Promise<{ readonly report: MatchReport; readonly found: readonly Row[]; readonly recall: number }> {
  const [input, truthPath, out] = [join(home, 'made.csv'), join(home, 'truth.csv'), join(home, 'out')]
  await generate(order, { input, truth: truthPath })
  const report = await runMatch({ files: [input], out })
  const pairs = await readPairs(join(out, 'pairs.csv'), await readTruth(truthPath))
  const found = report.errors.flatMap(({ at, wrong, missed }): readonly Row[] => {
    if (!asked.includes(at)) return []
    let [called, right] = [0, 0]
    for (const [index, p] of pairs.probability.entries()) {
      if (p < at) continue
      called += 1
      right += pairs.right[index] ?? 0
    }
    return [
      { kind: 'wrong', at, said: wrong.estimate, low: wrong.low, high: wrong.high, true: called - right },
      { kind: 'missed', at, said: missed.estimate, low: missed.low, high: missed.high, true: pairs.truePairs - right },
    ]
  })
  rmSync(out, { recursive: true })
  return { report, found, recall: pairs.right.reduce((sum, one) => sum + one, 0) / pairs.truePairs }
}

function tell(generator: string, kind: Row['kind'], rows: readonly Row[]): void {
  for (const at of asked) {
    const own = rows.filter((row) => row.kind === kind && row.at === at)
    const mean = (of: (row: Row) => number): string => (own.reduce((sum, row) => sum + of(row), 0) / own.length).toFixed(1)
    const [above, below] = [own.filter((row) => row.true > row.high).length, own.filter((row) => row.true < row.low).length]
    print(
      `${generator}: ${kind} at ${at}, ${own.length} files of ${records}: said (range) / true`,
      `${mean((row) => row.said)} (${mean((row) => row.low)}–${mean((row) => row.high)}) / ${mean((row) => row.true)}; more ${above}, fewer ${below}`,
      target,
    )
  }
  const all = rows.filter((row) => row.kind === kind)
  const inside = all.filter((row) => row.low <= row.true && row.true <= row.high).length
  print(
    `${generator}: ${kind}: the range holds the truth`,
    `${((100 * inside) / all.length).toFixed(1)} % of ${all.length}`,
    target,
  )
}
