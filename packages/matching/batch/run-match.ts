import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportPage, type Words } from '../report/report-page.ts'
import { train, type TrainedModel } from '../model/train.ts'
import { comparePairs, patternsOf, randomLevels } from './compare-pairs.ts'
import { openClock, type Step } from './clock.ts'
import { openStore } from './database.ts'
import { explainedFile, keepExplained } from './explained.ts'
import { comparisonOf, sharedOf } from './fields.ts'
import { findCandidates, type Candidates } from './find-candidates.ts'
import { foldRecords } from './fold-records.ts'
import type { GuessedColumn, MatchConfig } from './guess-columns.ts'
import { lookBack } from './look-back.ts'
import { pairNames } from './name-pairs.ts'
import { planKeys, type KeyRule } from './plan-keys.ts'
import { readDecided, type ReadDecided } from './read-decided.ts'
import { readFile, text, type Encoding, type ReadFile } from './read-file.ts'
import { scorePairs } from './score-pairs.ts'
import { digestOf, openStages } from './stages.ts'
import { writeClusters } from './write-clusters.ts'
import { writeReview, type ReviewReason } from './write-review.ts'

export type MatchAsked = {
  /** One file whose records are held against each other, or two. */
  readonly files: readonly string[]
  readonly out: string
  readonly config?: MatchConfig | undefined
  /** Of two files also records of the same file are held against each other; without, only those of different files. */
  readonly within?: boolean | undefined
  /** Of two files each record belongs to one of the other at most; not together with `within`. */
  readonly oneToOne?: boolean | undefined
  /** A file of what people decided about pairs before: they bind the clusters. */
  readonly decided?: string | undefined
  readonly memory?: string | undefined
  readonly threads?: number | undefined
  /** Stops the run; the same one goes on later from the last stage that was whole. */
  readonly signal?: AbortSignal | undefined
  /** In which words to tell of it in `report.html`; without, there is none. */
  readonly words?: { readonly t: Words; readonly language: string } | undefined
}

/** What was done, for whoever wants to believe it. */
export type MatchReport = {
  readonly columns: readonly GuessedColumn[]
  readonly records: number
  readonly rejected: number
  readonly twice: number
  /** Different values whose letters had once been read wrongly, and were put right. */
  readonly repaired: number
  /** Of each file, how its letters are written. */
  readonly encodings: readonly Encoding[]
  readonly keys: readonly KeyRule[]
  readonly candidates: Candidates
  readonly model: TrainedModel
  readonly pairs: number
  readonly clusters: number
  /** Ids that two files both hold: what is written says of which file each is. */
  readonly clashing: number
  /** Records without an id, which were given one. */
  readonly nameless: number
  /** Pairs in `review.csv`, for a person to look at, by why. */
  readonly review: Readonly<Record<ReviewReason, number>>
  /** Groups that were too large to weigh every choice of one to one. */
  readonly greedy: number
  /** Decisions, and those about ids that no record has. */
  readonly decided: { readonly same: number; readonly different: number; readonly unknown: number }
  /** What each stage took, in whichever run it was done. */
  readonly seconds: Readonly<Record<string, number>>
}

const undecided: ReadDecided = { decided: { same: [], different: [] }, unknown: 0 }

/** Passes of learning at most; each leaves out the fields of its key. */
const mostPasses = 6

/** Matches the records of files: `pairs.csv`, `clusters.csv`, `review.csv`, `model.json` and `report.json` in the folder `out`. */
export async function runMatch(asked: MatchAsked, told: (step: Step) => void = () => undefined): Promise<MatchReport> {
  const { files, out, config, memory = '4GB', threads = 2, signal, within = false, oneToOne = false } = asked
  const between = files.length > 1 && !within
  if (oneToOne && !between) throw new Error('one to one is for two files that are linked with each other')
  mkdirSync(out, { recursive: true })
  const spill = join(out, '.spill')
  const of = await digestOf(files, { config, within })
  const store = await openStore({ folder: spill, memory, threads, signal })
  const clock = openClock(told, () => performance.now())
  const stages = openStages(store, { folder: join(out, '.work'), of, clock })
  try {
    const folded = await stages.run('fold', ['rec'], async () => {
      const read: ReadFile[] = []
      for (const [at, file] of files.entries()) read.push(await readFile(store, file, { into: `raw${at}` }))
      clock.end('read')
      return foldRecords(store, read, config)
    })
    const { columns, fields, count, ofFile, rejected, twice, nameless, repaired, encodings } = folded
    clock.size({ records: count })
    const { keys, candidates } = await stages.run('candidates', ['cand'], async () => {
      const planned = await planKeys(store, fields, { records: count, between })
      clock.end('plan')
      return { keys: planned, candidates: await findCandidates(store, planned, { between }) }
    })
    clock.size({ candidates: candidates.count })
    const comparisons = fields.map((field) => comparisonOf(field, fields))
    const passes = passesOf(keys, count)
    await stages.run('compare', ['comp'], () => comparePairs(store, comparisons, passes))
    const random = await randomLevels(store, comparisons, { records: count, between })
    const patterns = await patternsOf(store, fields.length)
    const model = train({
      fields: comparisons.map(({ field, levels }, at) => ({
        own: fields.slice(at, at + 1).map(sharedOf)[0],
        field,
        levels: ['other', ...levels.map(({ name }) => name).toReversed()],
      })),
      patterns,
      passes: passes.map(({ columns: own, fields: ofPass }) => ({ key: own.join(' + '), fields: ofPass })),
      random,
      records: count,
      allPairs: between ? pairsBetween(ofFile) : (count * (count - 1)) / 2,
    })
    clock.end('learn')
    await scorePairs(store, comparisons, model)
    const [scored] = await store.rows<{ n: number }>('select count(*) as n from scored')
    const names = await pairNames(store)
    await store.run(
      `copy (select ${names.ids}, round(p, 6) as probability, round(w, 4) as weight${names.files}
        from scored join rec l on l.n = a join rec r on r.n = b order by ${names.order}) to ${text(join(out, 'pairs.csv'))} (header, delimiter ',')`,
    )
    clock.end('score')
    const { decided, unknown } = asked.decided === undefined ? undecided : await readDecided(store, asked.decided)
    const written = await writeClusters(store, { file: join(out, 'clusters.csv'), decided, oneToOne, names })
    const review = await writeReview(store, written.review, {
      fields: fields.length,
      decided: [...decided.same, ...decided.different],
      file: join(out, 'review.csv'),
      names,
    })
    clock.end('cluster')
    const said = await keepExplained(store, { fields, comparisons, model, names, file: join(out, explainedFile) })
    const back = asked.words === undefined ? undefined : await lookBack(store, comparisons, { model, said })
    clock.end('report')
    const report = {
      columns,
      records: count,
      rejected,
      twice,
      nameless,
      clashing: names.clashing,
      repaired,
      encodings,
      keys,
      candidates,
      model,
      pairs: scored?.n ?? 0,
      clusters: written.clusters,
      review,
      greedy: written.greedy,
      decided: { same: decided.same.length, different: decided.different.length, unknown },
      seconds: clock.seconds(),
    }
    writeFileSync(join(out, 'model.json'), `${JSON.stringify(model, undefined, 2)}\n`)
    writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    if (asked.words !== undefined && back !== undefined)
      writeFileSync(join(out, 'report.html'), reportPage(report, back, asked.words))
    stages.clear()
    return report
  } finally {
    store.close()
    rmSync(spill, { recursive: true, force: true })
  }
}

/** Pairs of records of different files. */
function pairsBetween(ofFile: readonly number[]): number {
  const all = ofFile.reduce((sum, one) => sum + one, 0)
  return ofFile.reduce((sum, one) => sum + (one * (all - one)) / 2, 0)
}

/** Of a key for learning, pairs for each record: few enough that many of them are one person, enough to count. */
const ofPass = 0.3

/**
 * Keys for learning, each with other fields than those before, so that every field is left free somewhere. A key that brings together very many
 * people is left: among them even a small error in u outweighs those who are one person.
 */
function passesOf(keys: readonly KeyRule[], records: number): readonly KeyRule[] {
  const chosen: KeyRule[] = []
  const off = ({ pairs }: KeyRule): number => Math.abs(Math.log(Math.max(1, pairs) / (ofPass * records)))
  for (const key of keys.toSorted((a, b) => off(a) - off(b) || (a.columns.join() < b.columns.join() ? -1 : 1))) {
    if (chosen.length >= mostPasses) break
    if (!chosen.some((one) => one.fields.some((field) => key.fields.includes(field)))) chosen.push(key)
  }
  return chosen
}
