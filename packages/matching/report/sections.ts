import type { LookedBack } from '../batch/look-back.ts'
import type { MatchReport } from '../batch/run-match.ts'
import type { Estimated } from '../model/errors.ts'
import type { TrainedModel } from '../model/train.ts'
import { bars, bitsText, curve, grid, ring, safe, table } from './draw.ts'
import { refinedSaid } from './refined-said.ts'
import type { Words } from './report-page.ts'

/** Thousands apart by a narrow space, as all five languages read it. */
export function number(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f')
}

/** A range stays on one line: a word joiner on either side of its dash. */
function ranged({ estimate, low, high }: Estimated): string {
  return `${number(Math.round(estimate))} (${number(Math.round(low))}\u2060–\u2060${number(Math.round(high))})`
}

export function thresholdSection({ errors, histogram }: LookedBack, t: Words): string {
  const name = t('matching.report.threshold')
  const [wrong, missed] = [errors.map((one) => one.wrong), errors.map((one) => one.missed)]
  const values = (of: readonly Estimated[]): readonly number[] => of.map(({ estimate }) => estimate)
  const drawn = curve(
    errors.map(({ at }) => at),
    [
      { name: t('matching.report.kept'), values: errors.map((one) => one.pairs), kind: 'for' },
      { name: t('matching.report.wrong'), values: values(wrong), range: wrong, kind: 'against' },
      { name: t('matching.report.left'), values: values(missed), range: missed, kind: 'third' },
    ],
    name,
  )
  const rows = errors.map((one) => [String(one.at), number(one.pairs), ranged(one.wrong), ranged(one.missed)])
  const head = ['p ≥', t('matching.report.kept'), t('matching.report.wrong'), t('matching.report.left')]
  const likely = histogram.map((count, bin) => ({
    label: `${(bin / 20).toFixed(2)}–${((bin + 1) / 20).toFixed(2)}`,
    value: count,
    said: number(count),
  }))
  return `<h2>${safe(name)}</h2><p>${safe(t('matching.report.threshold-about'))}</p>${drawn}${table(head, rows, { caption: name, isNamed: true, isNumbered: true })}<p>${safe(t('matching.report.range-about'))}</p><h2>${safe(t('matching.report.likely'))}</h2>${bars(likely, t('matching.report.likely'))}`
}

export function weightsSection(model: TrainedModel, t: Words): string {
  const { fields } = model
  const refined = refinedSaid(model, t)
  const drawn = fields.map((one) => {
    const rows = one.weights.map((bits, level) => ({
      label: t(`matching.report.level.${one.levels[level] ?? 'other'}`),
      value: bits,
      said: bitsText(bits),
    }))
    const note = one.untrained ? ` <small>${safe(t('matching.report.untrained'))}</small>` : ''
    return `<h3>${safe(one.field)}${note}</h3>${bars(rows.toReversed(), one.field)}`
  })
  return `<h2>${safe(t('matching.report.weights'))}</h2><p>${safe(t('matching.report.weights-about'))}</p>${refined === undefined ? '' : `<p>${safe(refined)}</p>`}${drawn.join('')}`
}

export function missingSection({ missing, unlinkable }: LookedBack, t: Words): string {
  const percent = (share: number): string => (share * 100).toFixed(1)
  const rows = missing.map(({ field, share }) => ({ label: field, value: share, said: `${percent(share)} %` }))
  const at95 = unlinkable.find(({ at }) => at === 0.95)?.share ?? 0
  const name = t('matching.report.unlinkable-curve')
  const drawn = curve(
    unlinkable.map(({ at }) => at),
    [{ name: t('matching.report.unlinkable-share'), values: unlinkable.map(({ share }) => share * 100), kind: 'third' }],
    name,
  )
  return `<h2>${safe(t('matching.report.missing'))}</h2>${bars(rows, t('matching.report.missing'))}<h2>${safe(name)}</h2><p>${safe(t('matching.report.unlinkable', { percent: percent(at95) }))}</p>${drawn}`
}

export function keysSection({ keys, model, candidates: { hot }, found }: MatchReport, t: Words): string {
  const rows = keys.map((key, at) => {
    const { found: likely = 0, alone = 0 } = found.keys[at] ?? {}
    const name = key.columns.map((column, part) => `${model.fields[key.fields[part] ?? 0]?.field ?? ''}${partOf(column, t)}`)
    return [name.join(' + '), number(key.pairs), number(Math.round(likely)), number(Math.round(alone))]
  })
  const head = ['key', 'compared', 'key-found', 'key-alone'].map((one) => t(`matching.report.${one}`))
  const about = t('matching.report.keys-about', { refined: number(hot.refined), dropped: number(hot.dropped) })
  const recall = t('matching.report.keys-recall', { percent: (found.recall * 100).toFixed(1) })
  return `<h2>${safe(t('matching.report.keys'))}</h2><p>${safe(about)}</p>${table(head, rows, { caption: t('matching.report.keys'), isNamed: true })}<p>${safe(recall)}</p>`
}

/** Which part of a field: its sound, its month and so on; nothing where it is the whole. */
function partOf(column: string, t: Words): string {
  const part = column.slice(column.indexOf('_') + 1)
  return part === 'x' ? '' : ` (${t(`matching.report.part.${part}`)})`
}

/** From so many records on a cluster is drawn as a square and takes the whole width. */
const many = 13

export function clustersSection({ clusters }: LookedBack, t: Words): string {
  if (clusters.length === 0) return ''
  const shown = clusters.map(({ ids, edges, size }) => {
    const items = ids.map((id) => `<li>${safe(id)}</li>`).join('')
    const more = size > ids.length ? `<p>${safe(t('matching.report.more', { n: size - ids.length }))}</p>` : ''
    const isMany = ids.length >= many
    return `<div${isMany ? ' class="many"' : ''}>${isMany ? grid(ids, edges) : ring(ids, edges)}<ol>${items}</ol>${more}</div>`
  })
  return `<h2>${safe(t('matching.report.clusters'))}</h2><p>${safe(t('matching.report.clusters-about'))}</p><div class="rings">${shown.join('')}</div>`
}
