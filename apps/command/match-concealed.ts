import type { Translator } from '@convive/languages'
import { matchConcealed } from '@convive/matching'
import { readOptions } from './read-options.ts'
import { refusalText } from './refusal-text.ts'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'
import { tellingRefusals } from './told-refusals.ts'

const how = 'convive match-concealed FILE FILE2 --out DIR [--one-to-one] [--exact]'

/** Compares two concealed files as a neutral party, who has no secret and reads nobody's name. */
export function matchConcealedFiles(parameters: readonly string[], terminal: Terminal): Promise<number> {
  return tellingRefusals(terminal, async (t) => compareConcealed(parameters, terminal, t))
}

async function compareConcealed(parameters: readonly string[], terminal: Terminal, t: Translator): Promise<number> {
  const { free, said, flags } = readOptions(parameters, { values: ['--out'], flags: ['--one-to-one', '--exact'], how })
  const [one, other, ...more] = free
  const out = said.get('--out')
  if (one === undefined || other === undefined || more.length > 0 || out === undefined)
    throw new Error(t('matching.told.call.concealed', { how }))
  let told = performance.now()
  const tellShare = (share: number): void => {
    if (performance.now() - told < 3000) return
    told = performance.now()
    terminal.warn(t('matching.concealed.share', { percent: Math.floor(share * 100) }))
  }
  const matched = await stoppable(
    (signal) =>
      matchConcealed(
        { files: [one, other], out, oneToOne: flags.has('--one-to-one'), exact: flags.has('--exact'), signal },
        tellShare,
      ),
    t('matching.concealed.stopped'),
  )
  if (!matched.ok) {
    for (const refusal of matched.refusals) terminal.warn(refusalText(refusal, t))
    return 1
  }
  const { records, pairs, likely, taken, tied, threshold, expected, converged, recall, aim } = matched.value
  terminal.say(t('matching.concealed.done', { first: records[0], second: records[1], pairs, likely }))
  if (threshold === undefined) terminal.warn(t('matching.concealed.nobody'))
  else terminal.say(t('matching.concealed.threshold', { threshold: threshold.toFixed(3), expected: Math.round(expected) }))
  if (recall < 1) terminal.say(t('matching.concealed.sampled', { percent: Math.floor(recall * 100), aim: aim.toFixed(2) }))
  if (!converged) terminal.warn(t('matching.concealed.unsettled'))
  if (taken > 0) terminal.warn(t('matching.concealed.taken', { n: taken }))
  if (tied > 0) terminal.warn(t('matching.concealed.tied', { n: tied }))
  terminal.say(`${out}/pairs.csv, report.json`)
  return 0
}
