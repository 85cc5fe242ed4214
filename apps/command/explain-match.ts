import { explainPair, sentencesOf } from '@convive/matching'
import type { Translator } from '@convive/languages'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readOptions } from './read-options.ts'
import type { Terminal } from './run.ts'
import { tellingRefusals } from './told-refusals.ts'

const how = 'convive match explain --out DIR ID ID'

/** Says in words why two records of a match that was done are held to be one person or not: from what the run kept, without the files. */
export function explainMatch(parameters: readonly string[], terminal: Terminal): Promise<number> {
  return tellingRefusals(terminal, async (t) => explain(parameters, terminal, t))
}

async function explain(parameters: readonly string[], terminal: Terminal, t: Translator): Promise<number> {
  const { free, said } = readOptions(parameters, { values: ['--out'], flags: [], how })
  const out = said.get('--out')
  const [one, other, ...more] = free
  if (out === undefined || one === undefined || other === undefined || one === other || more.length > 0)
    throw new Error(t('matching.told.call.explain', { how }))
  if (!['levels.parquet', 'clusters.csv'].every((name) => existsSync(join(out, name))))
    throw new Error(t('matching.explained.no-run', { folder: out }))
  const { pairs, known } = await explainPair(out, [one, other])
  const strangers = [one, other].filter((_, index) => known[index] !== true)
  for (const id of strangers) terminal.warn(t('matching.explained.nobody', { id }))
  if (strangers.length > 0) return 1
  if (pairs.length === 0) terminal.warn(t('matching.explained.no-pair', { a: one, b: other }))
  for (const pair of pairs) for (const sentence of sentencesOf(pair, t)) terminal.say(sentence)
  return pairs.length === 0 ? 1 : 0
}
