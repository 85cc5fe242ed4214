import type { Translator } from '@convive/languages'
import { conceal, newSecret, readSecret, type ConcealReport } from '@convive/matching'
import { parseConcealConfig } from './parse-columns.ts'
import { readOptions } from './read-options.ts'
import { sourcesIn, withInputs } from './read-sources.ts'
import { refusalText } from './refusal-text.ts'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'
import { tellingRefusals } from './told-refusals.ts'

const how =
  'convive conceal FILE… --secret FILE --project NAME --out DIR [--config FILE.yaml] [--salt COLUMN], or convive conceal --new-secret FILE'

/** Conceals the records of files for a neutral party; or makes the secret that is needed for it. Without server or database. */
export function concealFiles(parameters: readonly string[], terminal: Terminal): Promise<number> {
  return tellingRefusals(terminal, async (t) => concealAsked(parameters, terminal, t))
}

async function concealAsked(parameters: readonly string[], terminal: Terminal, t: Translator): Promise<number> {
  const refused = (refusals: readonly { readonly code: string; readonly with?: object }[]): number => {
    for (const one of refusals) terminal.warn(refusalText(one, t))
    return 1
  }
  const values = ['--secret', '--project', '--out', '--config', '--salt', '--new-secret']
  const { free: files, said } = readOptions(parameters, { values, flags: [], how })
  const made = said.get('--new-secret')
  if (made !== undefined) {
    if (files.length > 0 || said.size > 1) throw new Error(t('matching.told.call.new-secret', { how }))
    const written = newSecret(made)
    if (!written.ok) return refused(written.refusals)
    terminal.say(t('matching.conceal.secret-made', { file: made }))
    return 0
  }
  const [secretFile, project, out] = [said.get('--secret'), said.get('--project')?.trim() ?? '', said.get('--out')]
  if (files.length === 0 || secretFile === undefined || project === '' || out === undefined)
    throw new Error(t('matching.told.call.conceal', { how }))
  const columns = said.get('--config')
  const config = columns === undefined ? undefined : parseConcealConfig(columns)
  const sources = sourcesIn(files)
  const secret = readSecret(secretFile)
  if (!secret.ok) return refused(secret.refusals)
  const by = { secret: secret.value, project }
  const concealed = await stoppable(
    (signal) =>
      withInputs(sources, { out, mode: 0o700, signal, terminal, t }, (inputs) =>
        conceal({ files: inputs, out, by, config, salt: said.get('--salt'), signal }),
      ),
    t('matching.conceal.stopped'),
  )
  if (!concealed.ok) return refused(concealed.refusals)
  tell(concealed.value, terminal, t)
  return 0
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
