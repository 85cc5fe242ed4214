import { ok, refuse, type Result } from '@convive/kernel'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openFolder } from '../batch/out-folder.ts'
import { assignOneToOne } from '../model/assign.ts'
import { readConcealed, type ConcealedFile } from './concealed-file.ts'
import { version } from './keys.ts'
import type { Heading } from './parse-concealed.ts'
import { keysOf, leastOf, sampleOf, similarPairs, type SimilarPairs } from './similar-pairs.ts'
import { tellApart } from './tell-apart.ts'

export type MatchConcealedAsked = {
  readonly files: readonly [string, string]
  readonly out: string
  /** Each record belongs to one of the other file at most. */
  readonly oneToOne?: boolean | undefined
  /** Compares every pair, however many there are. */
  readonly exact?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** What the neutral party did; it knows no value of anybody. */
export type MatchConcealedReport = {
  readonly project: string
  readonly records: readonly [number, number]
  /** Pairs from one hundredth on, and those from one half on, after choosing where it is one to one. */
  readonly pairs: number
  readonly likely: number
  /** Likely pairs left out, because a record of theirs belongs to another, or because another choice is as good. */
  readonly taken: number
  readonly tied: number
  /** From which similarity a pair is likely; nothing where nobody seems to be in both files. */
  readonly threshold: number | undefined
  readonly least: number
  readonly expected: number
  readonly converged: boolean
  readonly compared: number
  /** Of pairs as alike as `aim`, which share is expected to have been looked at. */
  readonly aim: number
  readonly recall: number
  readonly seconds: Readonly<Record<string, number>>
}

/** Pairs less likely are not written. */
const leastWritten = 0.01

/** Compares two concealed files, without secret and without any value: `pairs.csv` and `report.json` in the folder `out`. */
export async function matchConcealed(
  { files, out, oneToOne = false, exact = false, signal }: MatchConcealedAsked,
  told: (share: number) => void = () => undefined,
): Promise<Result<MatchConcealedReport>> {
  if (existsSync(join(out, 'pairs.csv'))) return refuse({ code: 'matching/pairs-before', with: { folder: out } })
  const seconds: Record<string, number> = {}
  let began = performance.now()
  const lap = (stage: string): void => {
    seconds[stage] = (performance.now() - began) / 1000
    began = performance.now()
  }
  const [first, second] = [await readConcealed(files[0], signal), await readConcealed(files[1], signal)]
  if (!first.ok) return first
  if (!second.ok) return second
  const [one, other] = [first.value, second.value]
  const same = comparable(one.heading, other.heading)
  if (!same.ok) return same
  const words = one.heading.parameters.bits / 32
  const [a, b] = [keysOf(one.keys, words), keysOf(other.keys, words)]
  lap('read')
  const sample = await sampleOf(a, b, signal)
  lap('sample')
  const least = leastOf(sample, a.count)
  if (least === undefined) return refuse('matching/all-alike')
  const found = await similarPairs(a, b, { sample, least, exact, signal, told })
  lap('compare')
  const { probabilityOf, threshold, expected, converged } = tellApart(found.similarity, found)
  const scored = scoredPairs(found, probabilityOf)
  const { pairs, taken, tied } = oneToOne ? chosenOf(scored, a.count) : { pairs: scored, taken: 0, tied: 0 }
  openFolder(out, 0o700)
  writePairs(join(out, 'pairs.csv'), pairs, [one, other])
  lap('write')
  const report = {
    project: one.heading.project,
    records: [a.count, b.count] as const,
    pairs: pairs.length,
    likely: pairs.filter(({ p }) => p >= 0.5).length,
    taken,
    tied,
    threshold,
    least,
    expected,
    converged,
    compared: found.compared,
    aim: found.aim,
    recall: found.recall,
    seconds,
  }
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  return ok(report)
}

/** Files are compared only where secret, project, version and all parameters are the same; a refusal says which is not. */
function comparable(one: Heading, other: Heading): Result<undefined> {
  for (const heading of [one, other])
    if (heading.version !== version) return refuse({ code: 'matching/other-version', with: { version, found: heading.version } })
  if (one.project !== other.project)
    return refuse({ code: 'matching/other-project', with: { one: one.project, other: other.project } })
  const listed = ({ parameters }: Heading): readonly string[] => [
    ...parameters.fields.map(({ name, kind, bits }) => `${name} (${kind}, ${bits})`),
    `${parameters.bits}, ${parameters.hardening}`,
    ...(parameters.salt === undefined ? [] : [`± ${parameters.salt}`]),
  ]
  const [left, right] = [listed(one), listed(other)]
  const [onlyLeft, onlyRight] = [left.filter((each) => !right.includes(each)), right.filter((each) => !left.includes(each))]
  if (onlyLeft.length > 0 || onlyRight.length > 0)
    return refuse({ code: 'matching/other-fields', with: { one: shown(onlyLeft), other: shown(onlyRight) } })
  return one.check === other.check ? ok(undefined) : refuse('matching/other-secret')
}

function shown(all: readonly string[]): string {
  return all.length === 0 ? '–' : all.slice(0, 8).join(', ')
}

type Scored = { readonly a: number; readonly b: number; readonly p: number; readonly similarity: number }

function scoredPairs({ a, b, similarity }: SimilarPairs, probabilityOf: (similarity: number) => number): readonly Scored[] {
  const scored: Scored[] = []
  for (const [at, one] of similarity.entries()) {
    const p = probabilityOf(one)
    if (p >= leastWritten) scored.push({ a: a[at] ?? 0, b: b[at] ?? 0, p, similarity: one })
  }
  return scored
}

/** Of likely pairs those that are best together, and no others; pairs that are tied stay out, for nobody can look at them. */
function chosenOf(
  scored: readonly Scored[],
  records: number,
): { readonly pairs: readonly Scored[]; readonly taken: number; readonly tied: number } {
  const likely = scored.filter(({ p }) => p >= 0.5)
  // By similarity, which goes on where probabilities are all one; numbers of the two files must differ.
  const { chosen, taken, tied } = assignOneToOne(
    likely.map(({ a, b, p, similarity }) => ({ a, b: records + b, p, w: similarity })),
  )
  const name = ({ a, b }: { readonly a: number; readonly b: number }): string => `${a} ${b}`
  const doubted = new Set(tied.map(name))
  const kept = new Set(chosen.map(name).filter((one) => !doubted.has(one)))
  const pairs = likely.filter(({ a, b }) => kept.has(name({ a, b: records + b })))
  return { pairs, taken: taken.length, tied: tied.length }
}

function writePairs(file: string, pairs: readonly Scored[], [one, other]: readonly [ConcealedFile, ConcealedFile]): void {
  const lines = pairs.map(
    ({ a, b, p, similarity }) => `${one.pseudonyms[a]},${other.pseudonyms[b]},${p.toFixed(6)},${similarity.toFixed(4)}`,
  )
  writeFileSync(file, ['pseudonym_a,pseudonym_b,probability,similarity', ...lines, ''].join('\n'), { mode: 0o600 })
}
