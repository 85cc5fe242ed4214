import type { LookedBack } from '../batch/look-back.ts'
import type { MatchReport } from '../batch/run-match.ts'
import { safe, table } from './draw.ts'
import { pairShown } from './pair-shown.ts'
import { clustersSection, keysSection, missingSection, number, thresholdSection, weightsSection } from './sections.ts'
import { style } from './style.ts'

/** A text by its key, with what stands in it. */
export type Words = (key: string, given?: Readonly<Record<string, string | number>>) => string

/** A page of its own, without script and without anything from elsewhere. It holds ids and levels, and no value of any record. */
export function reportPage(
  report: MatchReport,
  back: LookedBack,
  { t, language }: { readonly t: Words; readonly language: string },
): string {
  const { model, candidates } = report
  const sections = [
    `<h1>${safe(t('matching.report.title'))}</h1><p>${safe(
      t('matching.report.done', {
        records: number(report.records),
        compared: number(candidates.count),
        pairs: number(report.pairs),
        clusters: number(report.clusters),
      }),
    )}</p><p>${safe(t('matching.report.private'))}</p>`,
    table(
      [t('matching.report.column'), t('matching.report.kind'), t('matching.report.why')],
      report.columns.map((one) => [one.column, t(`matching.report.kind.${one.kind}`), t(`matching.report.why.${one.why}`)]),
      { caption: t('matching.report.columns') },
    ),
    thresholdSection(back, t),
    weightsSection(model, t),
    missingSection(back, t),
    keysSection(report, t),
    `<h2>${safe(t('matching.report.pairs'))}</h2>${back.pairs.map((pair) => pairShown(pair, t)).join('')}`,
    clustersSection(back, t),
    `<p><small>${safe(t('matching.report.learning', { random: number(model.trained.randomPairs), passes: model.trained.passes.length, recall: model.recall }))}${model.trained.converged ? '' : ` ${safe(t('matching.report.unsettled'))}`}</small></p>`,
  ]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(t('matching.report.title'))}</title><style>${style}</style><main>${sections.join('\n')}</main></html>\n`
}
