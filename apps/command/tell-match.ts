import { refinedSaid, type MatchReport, type MatchStep } from '@convive/matching'
import type { Translator } from '@convive/languages'
import type { Terminal } from './run.ts'

/** Says how far a match is, with the time left once it can be told. */
export function tellStep({ stage, kept, left }: MatchStep, terminal: Terminal, t: Translator): void {
  const name = t(`matching.told.stage.${stage}`)
  if (kept) terminal.warn(`${name} (${t('matching.told.kept')})`)
  else terminal.warn(left === undefined || left < 1 ? name : `${name}, ${t('matching.told.left', { time: timeOf(left) })}`)
}

/** Minutes and seconds: `0:42`. */
function timeOf(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Says what a match made, what it guessed, and everything that somebody should know before using it. */
export function tellMatch(report: MatchReport, terminal: Terminal, t: Translator): void {
  terminal.say(`${t('matching.report.columns')}:`)
  for (const { column, kind, why } of report.columns)
    terminal.say(`  ${column}: ${t(`matching.report.kind.${kind}`)} (${t(`matching.report.why.${why}`)})`)
  for (const warning of warningsOf(report, t)) terminal.warn(warning)
  const { records, candidates, pairs, clusters } = report
  terminal.say(t('matching.told.done', { records, compared: candidates.count, pairs, clusters }))
}

function warningsOf(report: MatchReport, t: Translator): readonly string[] {
  const { hot } = report.candidates
  const counted = (key: string, n: number): readonly string[] => (n > 0 ? [t(key, { n })] : [])
  const review = (['contradiction', 'bridge', 'taken', 'tied', 'doubt'] as const).flatMap((why) =>
    counted(`matching.told.review.${why}`, report.review[why]).map((line) => `  ${line}`),
  )
  return [
    ...counted('matching.told.rejected', report.rejected),
    ...(report.unshared.length > 0 ? [t('matching.told.unshared', { columns: report.unshared.join(', ') })] : []),
    ...counted('matching.told.cut', report.cut),
    ...(report.encodings.includes('latin-1') ? [t('matching.told.latin')] : []),
    ...counted('matching.told.repaired', report.repaired),
    ...counted('matching.told.twice', report.twice),
    ...counted('matching.told.nameless', report.nameless),
    ...counted('matching.told.clashing', report.clashing),
    ...(hot.refined > 0 ? [t('matching.told.hot', hot)] : []),
    ...(report.keys.length === 0 ? [t('matching.told.no-keys')] : []),
    ...report.model.fields.flatMap(({ field, untrained }) => (untrained ? [t('matching.told.untrained', { field })] : [])),
    ...(report.model.trained.converged ? [] : [t('matching.told.unsettled')]),
    ...counted('matching.told.unknown', report.decided.unknown),
    ...[refinedSaid(report.model, t) ?? []].flat(),
    ...counted('matching.told.greedy', report.greedy),
    ...(review.length > 0 ? [t('matching.told.review'), ...review] : []),
  ]
}
