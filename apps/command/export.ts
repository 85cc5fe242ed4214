import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslators, loadMessages } from '@convive/languages'
import { exportForm } from './export-form.ts'
import { askServer } from './ask-server.ts'
import { languageOf } from './language.ts'
import { parseExported, parseExportId, parseMembers } from './parse-export.ts'
import { refusalLines } from './refusal-lines.ts'
import type { Terminal } from './run.ts'

const usage = `convive export rrf HOUSEHOLD --version 3.1|4.1 (--everyone-agreed | --agreed PERSON …) [--out FILE.xml]
  UNHCR's resettlement form of a household. Ask everybody first, for a child the guardian; it is written down in their records.`

/** Two commands under one word: notes the handover, then fetches the file and says what is not in it. */
export async function exportFiles(parameters: readonly string[], terminal: Terminal): Promise<number> {
  if (parameters[0] === 'form') return exportForm(parameters.slice(1), terminal)
  const asked = readAsked(parameters)
  const server = askServer(terminal)
  const refused = (body: unknown): number => {
    for (const line of refusalLines(body)) terminal.warn(line)
    return 1
  }
  const { householdId, version } = asked
  let agreed = asked.agreed
  if (asked.everyone) {
    const shown = await server.post('registry/show-household', { householdId })
    if (!shown.ok) return refused(shown.body)
    agreed = parseMembers(shown.body).members.map(({ personId }) => personId)
  }
  const key = `export-${crypto.randomUUID()}`
  const noted = await server.post('exchange/export-form', { householdId, version, agreed }, key)
  if (!noted.ok) return refused(noted.body)
  const fetched = await server.post('exchange/exported-form', { exportId: parseExportId(noted.body).exportId })
  if (!fetched.ok) return refused(fetched.body)
  const found = parseExported(fetched.body)
  const out = asked.out ?? found.name
  writeFileSync(out, Buffer.from(found.file, 'base64'), { flag: 'wx', mode: 0o600 })
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  terminal.say(out)
  for (const { name, left } of found.persons)
    for (const { label, why } of left) terminal.warn(`${name}, ${label[server.locale]}: ${t(`exchange.form.${why}`)}`)
  terminal.warn(t('exchange.form.protected'))
  terminal.warn(t('exchange.form.open', { fields: found.open.join(', ') }))
  return 0
}

type Asked = {
  readonly householdId: string
  readonly version: string
  readonly agreed: readonly string[]
  readonly everyone: boolean
  readonly out: string | undefined
}

function readAsked([form, householdId, ...rest]: readonly string[]): Asked {
  if (form !== 'rrf' || householdId === undefined || householdId.startsWith('--')) throw new Error(usage)
  const agreed: string[] = []
  let [version, everyone]: [string, boolean] = ['', false]
  let out: string | undefined
  for (let at = 0; at < rest.length; at += 1) {
    const [word, next] = [rest[at], rest[at + 1]]
    if (word === '--everyone-agreed') everyone = true
    else if (next === undefined) throw new Error(usage)
    else if (word === '--version') version = rest[(at += 1)] ?? ''
    else if (word === '--agreed') agreed.push(rest[(at += 1)] ?? '')
    else if (word === '--out') out = rest[(at += 1)]
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${usage}`)
  }
  if (version === '') throw new Error(usage)
  return { householdId, version, agreed, everyone, out }
}
