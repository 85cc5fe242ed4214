import type { LookedBack } from '../batch/look-back.ts'
import type { MatchReport } from '../batch/run-match.ts'
import { bars, curve, ring, safe, table } from './draw.ts'
import { pairShown } from './pair-shown.ts'

/** A text by its key, with what stands in it. */
export type Words = (key: string, given?: Readonly<Record<string, string | number>>) => string

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:1rem auto;padding:0 1rem;color:#1c2524;background:#fdfcf8}
h1,h2{line-height:1.2}figure{margin:1rem 0;overflow-x:auto}figure svg{min-width:34rem}svg{width:100%;height:auto;font:12px system-ui,sans-serif}.for{fill:#0b5f58;stroke:#0b5f58}.against{fill:#9a3412;stroke:#9a3412}
polyline{fill:none;stroke-width:2}.third{stroke:#5b21b6;fill:none}polyline.for,polyline.against{fill:none}circle{fill:#1c2524}text{stroke:none;fill:#1c2524}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #d8d5cc;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.5rem 0}
.wide{overflow-x:auto}.rings{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1rem}details{margin:.25rem 0}@media print{details{break-inside:avoid}}`

/** A page of its own, without script and without anything from elsewhere. It holds ids and levels, and no value of any record. */
export function reportPage(
  report: MatchReport,
  back: LookedBack,
  { t, language }: { readonly t: Words; readonly language: string },
): string {
  const { model, keys, candidates } = report
  const levelName = (level: string): string => t(`matching.report.level.${level}`)
  const number = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f')
  const weights = model.fields.map(
    (one) =>
      `<h3>${safe(one.field)}${one.untrained ? ` <small>${safe(t('matching.report.untrained'))}</small>` : ''}</h3>${bars(
        one.weights
          .map((bits, level) => ({ label: levelName(one.levels[level] ?? 'other'), value: bits, said: bits.toFixed(1) }))
          .toReversed(),
        one.field,
      )}`,
  )
  const pairs = back.pairs.map((pair) => pairShown(pair, t))
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
      t('matching.report.columns'),
    ),
    `<h2>${safe(t('matching.report.threshold'))}</h2><p>${safe(t('matching.report.threshold-about'))}</p>${curve(
      back.thresholds.map(({ at }) => at),
      [
        { name: t('matching.report.kept'), values: back.thresholds.map((one) => one.pairs), kind: 'for' },
        { name: t('matching.report.wrong'), values: back.thresholds.map((one) => one.wrong), kind: 'against' },
        { name: t('matching.report.left'), values: back.thresholds.map((one) => one.left), kind: 'third' },
      ],
      t('matching.report.threshold'),
    )}${table(
      ['p ≥', t('matching.report.kept'), t('matching.report.wrong'), t('matching.report.left')],
      back.thresholds.map((one) => [String(one.at), number(one.pairs), one.wrong.toFixed(1), one.left.toFixed(1)]),
      t('matching.report.threshold'),
    )}`,
    `<h2>${safe(t('matching.report.likely'))}</h2>${bars(
      back.histogram.map((count, bin) => ({
        label: `${(bin / 20).toFixed(2)}–${((bin + 1) / 20).toFixed(2)}`,
        value: count,
        said: number(count),
      })),
      t('matching.report.likely'),
    )}`,
    `<h2>${safe(t('matching.report.weights'))}</h2><p>${safe(t('matching.report.weights-about'))}</p>${weights.join('')}`,
    `<h2>${safe(t('matching.report.missing'))}</h2>${bars(
      back.missing.map(({ field, share }) => ({ label: field, value: share, said: `${(share * 100).toFixed(1)} %` })),
      t('matching.report.missing'),
    )}<p>${safe(t('matching.report.unlinkable', { percent: (back.unlinkable * 100).toFixed(1) }))}</p>`,
    `<h2>${safe(t('matching.report.keys'))}</h2><p>${safe(t('matching.report.keys-about', { refined: number(candidates.hot.refined), dropped: number(candidates.hot.dropped) }))}</p>${table(
      [t('matching.report.key'), t('matching.report.compared')],
      keys.map((key) => [key.fields.map((field) => model.fields[field]?.field ?? '').join(' + '), number(key.pairs)]),
      t('matching.report.keys'),
    )}`,
    `<h2>${safe(t('matching.report.pairs'))}</h2>${pairs.join('')}`,
    back.clusters.length === 0
      ? ''
      : `<h2>${safe(t('matching.report.clusters'))}</h2><div class="rings">${back.clusters.map(({ ids, edges }) => `<div>${ring(ids, edges)}<small>${safe(ids.slice(0, 6).join(', '))}${ids.length > 6 ? ' …' : ''}</small></div>`).join('')}</div>`,
    `<p><small>${safe(t('matching.report.learning', { random: number(model.trained.randomPairs), passes: model.trained.passes.length, recall: model.recall }))}${model.trained.converged ? '' : ` ${safe(t('matching.report.unsettled'))}`}</small></p>`,
  ]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(t('matching.report.title'))}</title><style>${style}</style><main>${sections.join('\n')}</main></html>\n`
}
