import { runMatch } from '@convive/matching'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { generate } from './matching/generate.ts'
import { readPairs } from './matching/read-pairs.ts'
import { readTruth } from './matching/truth.ts'

/**
 * How well `convive match` estimates its own errors without labels: files of generator A from several seeds, at each threshold how many pairs it says
 * are wrong or missed, how many are, and how often the range holds the truth. `npm run bench estimates 5000`: records of each file.
 */
const [records, files] = [Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 8)]
const asked = [0.5, 0.9, 0.95, 0.99]
type Row = { readonly said: number; readonly true: number; readonly inside: boolean }
const [wrong, missed] = [new Map<number, Row[]>(), new Map<number, Row[]>()]
const recalls: { readonly said: number; readonly true: number }[] = []
const home = mkdtempSync(join(tmpdir(), 'convive-estimates-'))

try {
  for (let seed = 1; seed <= files; seed += 1) {
    const [input, truthPath, out] = [join(home, 'A.csv'), join(home, 'A.truth.csv'), join(home, `out${seed}`)]
    await generate({ generator: 'A', records, seed: 100 + seed }, { input, truth: truthPath })
    const report = await runMatch({ files: [input], out })
    const pairs = await readPairs(join(out, 'pairs.csv'), await readTruth(truthPath))
    for (const { at, ...said } of report.errors.filter((one) => asked.includes(one.at))) {
      let [called, right] = [0, 0]
      for (const [index, p] of pairs.probability.entries()) {
        if (p < at) continue
        called += 1
        right += pairs.right[index] ?? 0
      }
      note(wrong, at, said.wrong, called - right)
      note(missed, at, said.missed, pairs.truePairs - right)
    }
    recalls.push({ said: report.found.recall, true: pairs.right.reduce((sum, one) => sum + one, 0) / pairs.truePairs })
  }
  for (const [name, rows] of [
    ['wrong', wrong],
    ['missed', missed],
  ] as const)
    for (const [at, own] of rows) {
      const mean = (of: (row: Row) => number): string => (own.reduce((sum, row) => sum + of(row), 0) / own.length).toFixed(1)
      print(
        `pairs ${name} at ${at}, ${files} files of ${records}: said / true; range holds the truth in`,
        `${mean((row) => row.said)} / ${mean((row) => row.true)}; ${own.filter(({ inside }) => inside).length} of ${own.length}`,
        'nineteen of twenty, were the model right',
      )
    }
  const mean = (of: 'said' | 'true'): string => (recalls.reduce((sum, one) => sum + one[of], 0) / recalls.length).toFixed(4)
  print('recall of the keys: said / share of true pairs from 0.01 on', `${mean('said')} / ${mean('true')}`, 'none set')
} finally {
  rmSync(home, { recursive: true, force: true })
}

function note(
  rows: Map<number, Row[]>,
  at: number,
  said: { readonly estimate: number; readonly low: number; readonly high: number },
  truth: number,
): void {
  const own = rows.get(at) ?? []
  rows.set(at, own)
  own.push({ said: said.estimate, true: truth, inside: said.low <= truth && truth <= said.high })
}
