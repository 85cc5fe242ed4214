import { parseModel, refusalError, refusalsOf, runMatch, type FrozenModel, type MatchConfig } from '@convive/matching'
import { refuse } from '@convive/kernel'
import { createTranslators, loadMessages, type Translator } from '@convive/languages'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseMatchConfig } from './parse-match-config.ts'
import { explainMatch } from './explain-match.ts'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'
import { readOptions } from './read-options.ts'
import { sourcesIn, withInputs, type Source } from './read-sources.ts'
import { refusalText } from './refusal-text.ts'
import { stoppable } from './stoppable.ts'
import { tellMatch, tellStep } from './tell-match.ts'

const how =
  'convive match FILE [FILE2 [--within | --one-to-one]] --out DIR [--config FILE.yaml | --model model.json] [--decided FILE.csv] [--memory 4GB]'
const values = ['--out', '--config', '--model', '--decided', '--memory']

/** Finds which records of a table are the same person, or of two tables; without a server of ours. */
export async function match(parameters: readonly string[], terminal: Terminal): Promise<number> {
  if (parameters[0] === 'explain') return explainMatch(parameters.slice(1), terminal)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  try {
    return await matchAsked(readAsked(parameters), terminal, t)
  } catch (error) {
    const refusals = refusalsOf(error)
    if (refusals.length === 0) throw error
    for (const refusal of refusals) terminal.warn(refusalText(refusal, t))
    return 1
  }
}

async function matchAsked({ sources, ...asked }: Asked, terminal: Terminal, t: Translator): Promise<number> {
  const { out } = asked
  const words = { t, language: languageOf(terminal) }
  const report = await stoppable(
    (signal) =>
      withInputs(sources, { out, signal, terminal, t }, (files) =>
        runMatch({ ...asked, files, day: new Date().toISOString().slice(0, 10), signal, words }, (step) =>
          tellStep(step, terminal, t),
        ),
      ),
    t('matching.told.stopped', { folder: `${out}/.work` }),
  )
  tellMatch(report, terminal, t)
  const isNamed = report.columns.some(({ kind }) => kind === 'id')
  if (!isNamed && sources.some((one) => typeof one !== 'string')) terminal.warn(t('matching.told.rows-without-id'))
  terminal.say(`${out}/pairs.csv, clusters.csv, review.csv, report.html, model.json, report.json`)
  return 0
}

type Asked = {
  readonly sources: readonly Source[]
  readonly out: string
  readonly config: MatchConfig | undefined
  readonly model: FrozenModel | undefined
  readonly decided: string | undefined
  readonly memory: string | undefined
  readonly within: boolean
  readonly oneToOne: boolean
}

function readAsked(parameters: readonly string[]): Asked {
  const { free: files, said, flags } = readOptions(parameters, { values, flags: ['--within', '--one-to-one'], how })
  const out = said.get('--out')
  if (files.length === 0 || files.length > 2 || out === undefined) throw new Error(`Say one file or two, and where to: ${how}`)
  if (flags.size > 0 && files.length < 2) throw new Error(`${[...flags][0]} is for two files: ${how}`)
  if (flags.size > 1)
    throw new Error(`--one-to-one cannot be together with --within: a record may then be two of the same file. Write: ${how}`)
  const memory = said.get('--memory')
  if (memory !== undefined && !/^\d+(MB|GB)$/.test(memory)) throw new Error(`--memory is like 4GB or 800MB. Write: ${how}`)
  const sources = sourcesIn(files)
  for (const file of ['--config', '--model', '--decided'].flatMap((one) => said.get(one) ?? []))
    if (!existsSync(file)) throw refusalError(refuse({ code: 'matching/no-file', with: { file } }))
  const written = said.get('--config')
  const config = written === undefined ? undefined : parseMatchConfig(parse(readFileSync(written, 'utf8')), written)
  const learnt = said.get('--model')
  if (learnt !== undefined && config !== undefined)
    throw new Error(`A model says itself what its columns are: give --model or --config, not both. Write: ${how}`)
  return {
    sources,
    out,
    config,
    model: learnt === undefined ? undefined : parseModel(readFileSync(learnt, 'utf8'), learnt),
    decided: said.get('--decided'),
    memory,
    within: flags.has('--within'),
    oneToOne: flags.has('--one-to-one'),
  }
}
