import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { estimateQuality, fewest, type JudgedStratum } from '../domain/estimate-quality.ts'
import { protectCounts } from '../domain/few.ts'
import { matchAges, matchSexes } from '../domain/match-group.ts'
import { allStrata, bands, stratumName, type RunCounts } from '../domain/run-counts.ts'
import { judgedSample } from '../store/duplicate-samples.ts'
import { latestRuns } from '../store/duplicate-runs.ts'

/** How looking for duplicates went, and how well it finds them by what was judged by hand. Counts only, nobody's record. */
export const duplicateReport = query({
  name: 'registry/duplicate-report',
  about:
    'The latest runs that looked for duplicates, and estimates of what is found and missed, by group; small counts are hidden.',
  input: z.object({}),
  may: members('administrator', 'protection_officer').onTheirOrganisation().forPurpose('operation'),
  refusals: [],
  async run(reading) {
    const runs = await latestRuns(reading.tx, 8)
    const newest = runs.find((one) => one.finished !== null) ?? runs[0]
    const sample = await judgedSample(reading)
    const strata = newest === undefined ? [] : judgedStrata(newest.counts, sample)
    return ok({
      runs: runs.map(({ runId, began, finished, counts }) => ({ runId, began, finished, counts: withoutStrata(counts) })),
      sample: { drawn: sample.length, judged: sample.filter(isJudged).length },
      fewest,
      all: estimateQuality(strata),
      byBand: shown(bands.map((name) => ({ name, strata: strata.filter((one) => one.band === name) }))),
      bySex: shown(matchSexes.map((name) => ({ name, strata: strata.filter((one) => one.sex === name) }))),
      byAge: shown(matchAges.map((name) => ({ name, strata: strata.filter((one) => one.age === name) }))),
    })
  },
})

type Judged = Awaited<ReturnType<typeof judgedSample>>

function isJudged({ answer }: Judged[number]): boolean {
  return answer === 'same' || answer === 'different'
}

function judgedStrata(counts: RunCounts, sample: Judged): readonly JudgedStratum[] {
  const byName = Map.groupBy(sample.filter(isJudged), ({ stratum }) => stratumName(stratum))
  return allStrata().flatMap((one) => {
    const judged = byName.get(stratumName(one)) ?? []
    const pairs = Math.max(counts.strata[stratumName(one)] ?? 0, judged.length)
    return pairs === 0
      ? []
      : [{ ...one, pairs, judged: judged.length, same: judged.filter((pair) => pair.answer === 'same').length }]
  })
}

function withoutStrata({ persons, withoutKeys, pairs, proposed, settled, keys }: RunCounts): Omit<RunCounts, 'strata'> {
  return { persons, withoutKeys, pairs, proposed, settled, keys }
}

/** Groups with their counts as they may be shown; of a group with few judged pairs nothing is estimated. */
function shown<Name extends string>(groups: readonly { readonly name: Name; readonly strata: readonly JudgedStratum[] }[]) {
  const sum = (strata: readonly JudgedStratum[], of: (one: JudgedStratum) => number): number =>
    strata.reduce((total, one) => total + of(one), 0)
  const pairs = protectCounts(groups.map(({ strata }) => sum(strata, (one) => one.pairs)))
  const judged = protectCounts(groups.map(({ strata }) => sum(strata, (one) => one.judged)))
  return groups.map(({ name, strata }, at) => ({
    name,
    pairs: pairs[at] ?? 'few',
    judged: judged[at] ?? 'few',
    ...(typeof judged[at] !== 'number' || pairs[at] === 'few'
      ? { precision: undefined, recall: undefined }
      : estimateQuality(strata)),
  }))
}
