import { parseModel, refusalError, runMatch, type FrozenModel, type MatchConfig } from '@convive/matching'
import { refuse } from '@convive/kernel'
import type { Translator } from '@convive/languages'
import { existsSync, readFileSync } from 'node:fs'
import { parseMatchConfig } from './parse-columns.ts'
import { explainMatch } from './explain-match.ts'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'
import { readOptions } from './read-options.ts'
import { sourcesIn, withInputs, type Source } from './read-sources.ts'
import { stoppable } from './stoppable.ts'
import { tellMatch, tellStep } from './tell-match.ts'
import { tellingRefusals } from './told-refusals.ts'

const how =
  'convive match FILE [FILE2 [--within | --one-to-one]] --out DIR [--config FILE.yaml | --model model.json] [--decided FILE.csv [--refine]] [--memory 4GB]'
const forTwo = ['--within', '--one-to-one']
const values = ['--out', '--config', '--model', '--decided', '--memory']

/** Finds which records of a table are the same person, or of two tables; without a server of ours. */
export function match(parameters: readonly string[], terminal: Terminal): Promise<number> {
  if (parameters[0] === 'explain') return explainMatch(parameters.slice(1), terminal)
  return tellingRefusals(terminal, async (t) => matchAsked(readAsked(parameters, t), terminal, t))
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
  const isBase = sources.some((one) => typeof one !== 'string')
  if (!isNamed) terminal.warn(t(isBase ? 'matching.told.rows-without-id' : 'matching.told.by-line'))
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
  readonly refine: boolean
}

function readAsked(parameters: readonly string[], t: Translator): Asked {
  const { free: files, said, flags } = readOptions(parameters, { values, flags: [...forTwo, '--refine'], how })
  const two = forTwo.filter((flag) => flags.has(flag))
  const wrong = (why: 'files' | 'two' | 'one-to-one' | 'memory' | 'model' | 'refine'): Error =>
    new Error(t(`matching.told.call.${why}`, { how, flag: two[0] ?? '' }))
  const out = said.get('--out')
  if (files.length === 0 || files.length > 2 || out === undefined) throw wrong('files')
  if (two.length > 0 && files.length < 2) throw wrong('two')
  if (two.length > 1) throw wrong('one-to-one')
  const memory = said.get('--memory')
  if (memory !== undefined && !/^\d+(MB|GB)$/.test(memory)) throw wrong('memory')
  const [config, learnt, decided] = [said.get('--config'), said.get('--model'), said.get('--decided')]
  if (learnt !== undefined && config !== undefined) throw wrong('model')
  if (flags.has('--refine') && decided === undefined) throw wrong('refine')
  const sources = sourcesIn(files)
  for (const file of [learnt, decided])
    if (file !== undefined && !existsSync(file)) throw refusalError(refuse({ code: 'matching/no-file', with: { file } }))
  return {
    sources,
    out,
    config: config === undefined ? undefined : parseMatchConfig(config),
    model: learnt === undefined ? undefined : parseModel(readFileSync(learnt, 'utf8'), learnt),
    decided,
    memory,
    within: flags.has('--within'),
    oneToOne: flags.has('--one-to-one'),
    refine: flags.has('--refine'),
  }
}
