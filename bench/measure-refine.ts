import { parseModel, runMatch } from '@convive/matching'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { calibrationOf, doubtful, pooled } from './matching/calibration.ts'
import { generate } from './matching/generate.ts'
import { halvesOf, pairsWithin } from './matching/halves.ts'
import { readPairs, type JudgedPairs } from './matching/read-pairs.ts'
import { countsAt, sweep } from './matching/scored.ts'
import { readTruth, type Truth } from './matching/truth.ts'

/**
 * What decisions of people teach `convive match --refine`: files of generator A, cut in two halves of people. In one half the pairs that `review.csv`
 * proposes are answered by the truth, as many lists one after another as it takes; the other half judges, before and after.
 * `npm run bench refine 50000 5`: records of each file, files.
 */
const [records, files] = [Number(process.argv[2] ?? 50_000), Number(process.argv[3] ?? 5)]
const decisions = [50, 200, 500]
type Judged = { readonly f1: number; readonly recall: number; readonly scored: JudgedPairs }
type Trial = { readonly before: Judged; readonly after: Judged; readonly answers: number; readonly outcome: string }
const home = mkdtempSync(join(tmpdir(), 'convive-refine-'))
const [input, truthPath, out] = [join(home, 'made.csv'), join(home, 'truth.csv'), join(home, 'out')]
const trials = new Map<number, Trial[]>(decisions.map((count) => [count, []]))

try {
  for (let seed = 301; seed <= 300 + files; seed += 1) {
    await generate({ generator: 'A', records, seed }, { input, truth: truthPath })
    const truth = await readTruth(truthPath)
    await runMatch({ files: [input], out })
    const pairs = await readPairs(join(out, 'pairs.csv'), truth)
    const model = parseModel(readFileSync(join(out, 'model.json'), 'utf8'), 'model.json')
    const teaches = halvesOf(truth, pairs, String(seed))
    const before = judged(truth, pairs, teaches)
    const answers: string[] = []
    for (const count of decisions) {
      const answered = answers.length
      while (answers.length < count) {
        const more = proposed(truth, teaches, count - answers.length)
        if (more.length === 0) break
        answers.push(...more)
        if (answers.length < count) await runMatch({ files: [input], out, model, decided: decidedFile(answers) })
      }
      // Where there is nobody else to ask about, more cannot be decided.
      if (answers.length === answered) break
      const report = await runMatch({ files: [input], out, model, decided: decidedFile(answers), refine: true })
      const after = judged(truth, await readPairs(join(out, 'pairs.csv'), truth), teaches)
      trials.get(count)?.push({ before, after, answers: answers.length, outcome: report.model.refined?.outcome ?? '' })
    }
  }
  for (const [count, own] of trials) if (own.length > 0) tell(count, own)
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** The next pairs of the list for review of whom both are in the half that teaches, answered by the truth. */
function proposed(truth: Truth, teaches: (place: number) => boolean, most: number): readonly string[] {
  const [, ...lines] = readFileSync(join(out, 'review.csv'), 'utf8').trim().split('\n')
  return lines
    .flatMap((line) => {
      const [a = '', b = '', , why] = line.split(',')
      const [one = -1, other = -1] = [truth.place.get(a), truth.place.get(b)]
      if (why !== 'doubt' || !teaches(one) || !teaches(other)) return []
      return [`${a},${b},${truth.entity[one] === truth.entity[other] ? 'same' : 'different'}`]
    })
    .slice(0, most)
}

function decidedFile(answers: readonly string[]): string {
  const file = join(home, 'decided.csv')
  writeFileSync(file, `${['id_a,id_b,decision', ...answers].join('\n')}\n`)
  return file
}

function judged(truth: Truth, pairs: JudgedPairs, teaches: (place: number) => boolean): Judged {
  const scored = pairsWithin(truth, pairs, (place) => !teaches(place))
  return { f1: countsAt(scored, 0.5).f1, recall: sweep(scored, 0.99).recallAtPrecision, scored }
}

function tell(count: number, own: readonly Trial[]): void {
  const name = `refined by ${count} decisions, ${own.length} files of ${records} of A`
  const used = own.filter(({ outcome }) => outcome === 'used').length
  const answers = own.map((one) => one.answers)
  print(
    `${name}: answered at least, at most; used in`,
    `${Math.min(...answers)}, ${Math.max(...answers)}; ${used} of ${own.length}`,
    'none set',
  )
  for (const what of ['f1', 'recall'] as const) {
    const mean = (of: 'before' | 'after'): string => (own.reduce((sum, one) => sum + one[of][what], 0) / own.length).toFixed(4)
    const { least, most } = spread(own.map((one) => one.after[what] - one.before[what]))
    print(
      `${name}: ${what === 'f1' ? 'F1 at .5' : 'recall at precision .99'} before / after (gain)`,
      `${mean('before')} / ${mean('after')} (${least.toFixed(4)} to ${most.toFixed(4)})`,
      'more than before',
    )
  }
  const error = (of: 'before' | 'after'): string => {
    const { error: all, interval, pairs } = calibrationOf(pooled(own.map((one) => doubtful(one[of].scored))))
    return `${all.toFixed(3)} (${interval.map((one) => one.toFixed(3)).join('–')}) of ${pairs}`
  }
  print(`${name}: calibration error, all files, before / after`, `${error('before')} / ${error('after')}`, '≤ .03')
}

/** Where the mean lies in nineteen of twenty, by Student's t. */
function spread(gains: readonly number[]): { readonly least: number; readonly most: number } {
  const mean = gains.reduce((sum, one) => sum + one, 0) / gains.length
  const variance = gains.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, gains.length - 1)
  const t = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26][gains.length - 2] ?? 2.1
  const half = t * Math.sqrt(variance / gains.length)
  return { least: mean - half, most: mean + half }
}
