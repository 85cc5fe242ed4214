import { runMatch, type MatchConfig, type MatchReport } from '@convive/matching'
import { createTranslators, loadMessages } from '@convive/languages'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseMatchConfig } from './parse-match-config.ts'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'

const how = 'convive match FILE… --out DIR [--config FILE.yaml] [--decided FILE.csv] [--memory 4GB]'

/** Finds which records of a table are the same person, or of two tables; without server or database. */
export async function match(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const { files, out, config, decided, memory } = readAsked(parameters)
  const language = languageOf(terminal)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(language)
  const report = await stoppable(
    (signal) => runMatch({ files, out, config, decided, memory, signal, words: { t, language } }, (step) => terminal.warn(step)),
    `Stopped. The same command goes on from where it was; until then ${out}/.work holds what the files say of people.`,
  )
  tell(report, terminal, t)
  terminal.say(`${out}/pairs.csv, clusters.csv, review.csv, report.html, model.json, report.json`)
  return 0
}

type Asked = {
  readonly files: readonly string[]
  readonly out: string
  readonly config: MatchConfig | undefined
  readonly decided: string | undefined
  readonly memory: string | undefined
}

function readAsked(parameters: readonly string[]): Asked {
  const files: string[] = []
  const said = new Map<string, string>()
  for (let at = 0; at < parameters.length; at += 1) {
    const word = parameters[at] ?? ''
    if (!word.startsWith('--')) files.push(word)
    else if (['--out', '--config', '--decided', '--memory'].includes(word) && parameters[at + 1] !== undefined)
      said.set(word, parameters[(at += 1)] ?? '')
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${how}`)
  }
  const out = said.get('--out')
  if (files.length === 0 || files.length > 2 || out === undefined) throw new Error(`Say one file or two, and where to: ${how}`)
  const memory = said.get('--memory')
  if (memory !== undefined && !/^\d+(MB|GB)$/.test(memory)) throw new Error(`--memory is like 4GB or 800MB. Write: ${how}`)
  for (const file of [...files, ...['--config', '--decided'].flatMap((one) => said.get(one) ?? [])])
    if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const written = said.get('--config')
  const config = written === undefined ? undefined : parseMatchConfig(parse(readFileSync(written, 'utf8')), written)
  return { files, out, config, decided: said.get('--decided'), memory }
}

function tell(
  { columns, records, rejected, twice, repaired, encodings, candidates, model, pairs, clusters, review, decided }: MatchReport,
  terminal: Terminal,
  t: (key: string) => string,
): void {
  terminal.say(`${t('matching.report.columns')}:`)
  for (const { column, kind, why } of columns)
    terminal.say(`  ${column}: ${t(`matching.report.kind.${kind}`)} (${t(`matching.report.why.${why}`)})`)
  if (rejected > 0) terminal.warn(`${rejected} lines could not be read and were left out.`)
  if (encodings.includes('latin-1')) terminal.warn('Not every file is UTF-8: read as Latin-1.')
  if (repaired > 0) terminal.warn(`${repaired} values had their letters read wrongly before (Ã± for ñ) and were put right.`)
  if (twice > 0) terminal.warn(`${twice} ids stand more than once; each row counts as a record of its own.`)
  const { refined, dropped } = candidates.hot
  if (refined > 0)
    terminal.warn(`${refined} keys were shared by a crowd and refined; ${dropped} of those stayed too large and were left out.`)
  for (const one of model.fields) if (one.untrained) terminal.warn(`${one.field}: its weights are a guess, no key left it free.`)
  if (!model.trained.converged) terminal.warn('Learning did not settle: look at the weights before you use the pairs.')
  if (decided.unknown > 0) terminal.warn(`${decided.unknown} decisions are about ids that no record has.`)
  if (review > 0) terminal.warn(`${review} likely pairs were not joined: look at them in review.csv.`)
  terminal.say(`${records} records, ${candidates.count} compared, ${pairs} pairs from 1 % on, ${clusters} clusters`)
}
