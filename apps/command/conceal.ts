import { createTranslators, loadMessages, type Translator } from '@convive/languages'
import { conceal, newSecret, readSecret, type ConcealConfig, type ConcealReport } from '@convive/matching'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { languageOf } from './language.ts'
import { parseConcealConfig } from './parse-conceal-config.ts'
import { readOptions } from './read-options.ts'
import { refusalText } from './refusal-text.ts'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'

const how =
  'convive conceal FILE… --secret FILE --project NAME --out DIR [--config FILE.yaml] [--salt COLUMN], or convive conceal --new-secret FILE'

/** Conceals the records of files for a neutral party; or makes the secret that is needed for it. Without server or database. */
export async function concealFiles(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  const refused = (refusals: readonly { readonly code: string; readonly with?: object }[]): number => {
    for (const one of refusals) terminal.warn(refusalText(one, t))
    return 1
  }
  const values = ['--secret', '--project', '--out', '--config', '--salt', '--new-secret']
  const { free: files, said } = readOptions(parameters, { values, flags: [], how })
  const made = said.get('--new-secret')
  if (made !== undefined) {
    if (files.length > 0 || said.size > 1) throw new Error(`--new-secret stands alone: ${how}`)
    const written = newSecret(made)
    if (!written.ok) return refused(written.refusals)
    terminal.say(t('matching.conceal.secret-made', { file: made }))
    return 0
  }
  const [secretFile, project, out] = [said.get('--secret'), said.get('--project')?.trim() ?? '', said.get('--out')]
  if (files.length === 0 || secretFile === undefined || project === '' || out === undefined)
    throw new Error(`Say what to conceal, with which secret, for which project, and where to: ${how}`)
  const secret = readSecret(secretFile)
  if (!secret.ok) return refused(secret.refusals)
  const by = { secret: secret.value, project }
  const concealed = await stoppable(
    (signal) => conceal({ files, out, by, config: configIn(said.get('--config')), salt: said.get('--salt'), signal }),
    t('matching.conceal.stopped'),
  )
  if (!concealed.ok) return refused(concealed.refusals)
  tell(concealed.value, terminal, t)
  return 0
}

function configIn(file: string | undefined): ConcealConfig | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  return parseConcealConfig(parse(readFileSync(file, 'utf8')), file)
}

function tell(report: ConcealReport, terminal: Terminal, t: Translator): void {
  const { columns, fields, records, sparse, unsalted, rejected, repaired, latin, check, send, keep } = report
  terminal.say(`${t('matching.report.columns')}:`)
  for (const { column, kind, why } of columns)
    terminal.say(`  ${column}: ${t(`matching.report.kind.${kind}`)} (${t(`matching.report.why.${why}`)})`)
  terminal.say(t('matching.conceal.fields', { fields: fields.map(({ name, bits }) => `${name} ${bits}`).join(', ') }))
  if (rejected > 0) terminal.warn(t('matching.told.rejected', { n: rejected }))
  if (latin) terminal.warn(t('matching.told.latin'))
  if (repaired > 0) terminal.warn(t('matching.told.repaired', { n: repaired }))
  if (sparse > 0) terminal.warn(t('matching.conceal.sparse', { n: sparse }))
  if (unsalted > 0) terminal.warn(t('matching.conceal.unsalted', { n: unsalted }))
  terminal.say(t('matching.conceal.done', { n: records, check }))
  terminal.say(t('matching.conceal.send', { file: send }))
  terminal.say(t('matching.conceal.keep', { file: keep }))
}
