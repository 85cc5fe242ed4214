import { hash } from 'node:crypto'
import { refuse } from '@convive/kernel'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportPage, type Words } from '../report/report-page.ts'
import { frozenVersion, type Frozen, type FrozenModel } from '../frozen/frozen-model.ts'
import type { Errors } from '../model/errors.ts'
import type { TrainedModel } from '../model/train.ts'
import { refusalError } from '../refusal-error.ts'
import { soundVersion } from '../sound.ts'
import { comparePairs } from './compare-pairs.ts'
import { text, type Encoding } from './csv-layout.ts'
import { openClock, type Step } from './clock.ts'
import { openStore } from './database.ts'
import { explainedFile, keepExplained } from './explained.ts'
import { comparisonOf } from './fields.ts'
import { findCandidates, type Candidates } from './find-candidates.ts'
import { foldRecords } from './fold-records.ts'
import type { GuessedColumn, MatchConfig } from './guess-columns.ts'
import type { Yield } from './key-yield.ts'
import { learnModel } from './learn-model.ts'
import { lookBack } from './look-back.ts'
import { pairNames } from './name-pairs.ts'
import { openFolder } from './out-folder.ts'
import { planKeys, type KeyRule, type Plan } from './plan-keys.ts'
import { findDecided, readDecided, type ReadDecided } from './read-decided.ts'
import { readFile, type Input, type ReadFile } from './read-file.ts'
import { refineModel } from './refine-model.ts'
import { scorePairs } from './score-pairs.ts'
import { digestOf, openStages } from './stages.ts'
import { applyTerms, countTerms } from './terms.ts'
import { writeClusters } from './write-clusters.ts'
import { writeReview, type ReviewReason } from './write-review.ts'

export type MatchAsked = {
  /** One file whose records are held against each other, or two; or rows of a database for either. */
  readonly files: readonly Input[]
  readonly out: string
  readonly config?: MatchConfig | undefined
  /** Of two files also records of the same file are held against each other; without, only those of different files. */
  readonly within?: boolean | undefined
  /** Of two files each record belongs to one of the other at most; not together with `within`. */
  readonly oneToOne?: boolean | undefined
  /** A model that another run learnt: nothing is learnt or planned anew, and the same two records weigh the same again. */
  readonly model?: FrozenModel | undefined
  /** The day, for the record of a model that is learnt. */
  readonly day?: string | undefined
  /** A file of what people decided about pairs before: they bind the clusters. */
  readonly decided?: string | undefined
  /** The model learns from them too, where that helps measurably; only if pairs were looked at whatever the answer, as `review.csv` proposes them. */
  readonly refine?: boolean | undefined
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
  /** Values of a database that were longer than anything that is compared, and cut off. */
  readonly cut: number
  /** Columns that only one of two files has: they were not compared. */
  readonly unshared: readonly string[]
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
  /** How many pairs are wrong and missed at each threshold, estimated without anybody's saying so. */
  readonly errors: readonly Errors[]
  /** What each of `keys` found, and which part of the true pairs they bring together. */
  readonly found: Yield
  /** Decisions, and those about ids that no record has. */
  readonly decided: { readonly same: number; readonly different: number; readonly unknown: number }
  /** What each stage took, in whichever run it was done. */
  readonly seconds: Readonly<Record<string, number>>
}

const undecided: ReadDecided = { decided: { same: [], different: [] }, unknown: 0 }

/** Matches the records of files: `pairs.csv`, `clusters.csv`, `review.csv`, `model.json` and `report.json` in the folder `out`. */
export async function runMatch(asked: MatchAsked, told: (step: Step) => void = () => undefined): Promise<MatchReport> {
  const { files, out, config, model: given, memory = '4GB', threads = 2, signal, within = false, oneToOne = false } = asked
  const between = files.length > 1 && !within
  if (oneToOne && !between) throw new Error('one to one is for two files that are linked with each other')
  openFolder(out)
  const spill = join(out, '.spill')
  const bytes = await digestOf(files, undefined)
  const of = hash('sha256', JSON.stringify([bytes, config ?? null, given ?? null, within]))
  const store = await openStore({ folder: spill, memory, threads, signal })
  const clock = openClock(told, () => performance.now())
  const stages = openStages(store, { folder: join(out, '.work'), of, clock })
  try {
    if (asked.decided !== undefined) await readDecided(store, asked.decided)
    const folded = await stages.run('fold', ['rec'], async () => {
      const read: ReadFile[] = []
      for (const [at, file] of files.entries()) read.push(await readFile(store, file, { into: `raw${at}` }))
      clock.end('read')
      if (read.length === 1 && read[0]?.rows === 1)
        throw refusalError(refuse({ code: 'matching/one-record', with: { file: read[0].called } }))
      return foldRecords(store, read, given?.frozen ?? config)
    })
    const { columns, fields, count, ofFile, rejected, cut, unshared, twice, nameless, repaired, encodings } = folded
    clock.size({ records: count })
    const { keys, passes, candidates, crowds } = await stages.run('candidates', ['cand'], async () => {
      const planned: Plan =
        given === undefined ? await planKeys(store, fields, { records: count, between }) : { keys: given.frozen.keys, passes: [] }
      clock.end('plan')
      const { crowds: found, ...counted } = await findCandidates(store, planned.keys, { between, crowds: given?.frozen.crowds })
      return { ...planned, candidates: counted, crowds: found }
    })
    clock.size({ candidates: candidates.count })
    const comparisons = fields.map((field) => comparisonOf(field, fields))
    await stages.run('compare', ['comp'], () => comparePairs(store, comparisons, passes))
    const allPairs = between ? pairsBetween(ofFile) : (count * (count - 1)) / 2
    const { decided, unknown } = asked.decided === undefined ? undecided : await findDecided(store)
    const learnt = given ?? (await learnModel(store, { fields, comparisons, passes, records: count, between, allPairs }))
    clock.end('learn')
    const terms = given?.frozen.terms ?? (await countTerms(store, { fields, comparisons, model: learnt }))
    await applyTerms(store, comparisons, terms)
    await scorePairs(store, comparisons, { model: learnt, terms })
    const model = asked.refine === true ? await refineModel(store, learnt, { decided, fields: fields.length }) : learnt
    if (model !== learnt && model.refined?.outcome === 'used') await scorePairs(store, comparisons, { model, terms })
    const [scored] = await store.rows<{ n: number }>('select count(*) as n from scored')
    const names = await pairNames(store)
    await store.run(
      `copy (select ${names.ids}, round(p, 6) as probability, round(w, 4) as weight${names.files}
        from scored join rec l on l.n = a join rec r on r.n = b order by ${names.order}) to ${text(join(out, 'pairs.csv'))} (header, delimiter ',')`,
    )
    clock.end('score')
    const written = await writeClusters(store, { file: join(out, 'clusters.csv'), decided, oneToOne, names })
    const review = await writeReview(store, written.review, {
      fields: fields.length,
      decided: [...decided.same, ...decided.different],
      file: join(out, 'review.csv'),
      names,
    })
    clock.end('cluster')
    const said = await keepExplained(store, { fields, comparisons, model, terms, names, file: join(out, explainedFile) })
    const back = await lookBack(store, comparisons, { model, said, keys, people: count - written.clusters })
    clock.end('report')
    const report = {
      columns,
      records: count,
      rejected,
      cut,
      unshared,
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
      errors: back.errors,
      found: back.found,
      decided: { same: decided.same.length, different: decided.different.length, unknown },
      seconds: clock.seconds(),
    }
    const id = columns.find(({ kind }) => kind === 'id')?.column
    const frozen: Frozen = { version: frozenVersion, sounds: soundVersion, id, columns: fields, keys, crowds, terms }
    const learntFrom = given?.learntFrom ?? { files: bytes, day: asked.day, engine: engineVersion() }
    const whole: FrozenModel = { ...model, frozen: given?.frozen ?? frozen, learntFrom }
    writeFileSync(join(out, 'model.json'), `${JSON.stringify(whole, undefined, 2)}\n`)
    writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    if (asked.words !== undefined) writeFileSync(join(out, 'report.html'), reportPage(report, back, asked.words))
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

/** The version of the program, for the record of a model. */
function engineVersion(): string {
  const read: { readonly version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  return read.version
}
