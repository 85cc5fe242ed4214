import { createTranslators, loadMessages } from '@convive/languages'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askServer } from './ask-server.ts'
import { importForm } from './import-form.ts'
import { importHouseholds } from './import-households.ts'
import { languageOf } from './language.ts'
import { parseFile, parseImport, type ShownImport } from './parse-import.ts'
import { saveReport } from './save-report.ts'
import { refusalLines } from './refusal-lines.ts'
import type { Terminal } from './run.ts'

const usage = `convive import knows:
  households FILE.csv|.xlsx [--dry-run] [--dates month-first] [--report FILE.csv]
  rrf FILE.xml [--dry-run] [--report FILE.csv]   UNHCR's resettlement form, versions 3.1 and 4.1
  form FILE.xlsx [--report FILE.csv] [--out FILE.json]   reads a form of ODK or Kobo; what has no equivalent is told
  template FILE.csv|.xlsx     an empty file with every column, explained in the workbook
  show ID                     how far it is
  report ID FILE.csv          what became of every row
  cancel ID                   stops it; who is registered stays`

export async function importFiles(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [verb, ...rest] = parameters
  const [first, second] = rest
  if (verb === 'form') return importForm(rest, terminal)
  if (verb === 'households' || verb === 'rrf')
    return importHouseholds(rest, { terminal, server: askServer(terminal), tell: sayFound })
  if (first === undefined || first.startsWith('--')) throw new Error(usage)
  if (verb === 'template' && rest.length === 1) return template(first, terminal)
  if (verb === 'show' && rest.length === 1) return show(first, terminal)
  if (verb === 'cancel' && rest.length === 1) return cancel(first, terminal)
  if (verb === 'report' && second !== undefined && rest.length === 2) {
    await saveReport(askServer(terminal), first, second)
    return 0
  }
  throw new Error(usage)
}

async function template(file: string, terminal: Terminal): Promise<number> {
  const format = /\.(csv|xlsx)$/i.exec(file)?.[1]?.toLowerCase()
  if (format === undefined) throw new Error('The template is a file that ends with .csv or .xlsx')
  const server = askServer(terminal)
  const answer = await server.post('exchange/import-template', { format, locale: server.locale })
  if (!answer.ok) return refused(answer.body, terminal)
  writeFileSync(file, Buffer.from(parseFile(answer.body).file, 'base64'), { flag: 'wx' })
  terminal.say(`${file}: fill in one row for each person. What each column holds: docs/import.md`)
  return 0
}

async function show(importId: string, terminal: Terminal): Promise<number> {
  const answer = await askServer(terminal).post('exchange/show-import', { importId })
  if (!answer.ok) return refused(answer.body, terminal)
  return sayFound(parseImport(answer.body), terminal)
}

async function cancel(importId: string, terminal: Terminal): Promise<number> {
  const answer = await askServer(terminal).post('exchange/cancel-import', { importId }, `cancel-${importId}`)
  if (!answer.ok) return refused(answer.body, terminal)
  terminal.say('Cancelled. Who is registered stays registered; the file was removed.')
  return 0
}

function refused(body: unknown, terminal: Terminal): number {
  for (const line of refusalLines(body)) terminal.warn(line)
  return 1
}

/** What was found, in sentences; 1 when something stays out. */
export function sayFound(found: ShownImport, terminal: Terminal): number {
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  for (const one of found.notice.refusals) terminal.warn(`${one.code}: ${t(`refusal.${one.code}`, one.with)}`)
  if (found.notice.ignored.length > 0) terminal.warn(`Not kept: ${found.notice.ignored.map(({ heading }) => heading).join(', ')}`)
  for (const one of found.notice.remarks ?? [])
    terminal.warn(`look again${one.at === undefined ? '' : `, ${one.at}`}: ${t(`refusal.${one.code}`, one.with)}`)
  if (found.encoding === 'windows-1252')
    terminal.warn('Letters were read as Windows-1252: see in the report whether accents are right.')
  for (const { line, name = '', refusals = [] } of found.out)
    for (const one of refusals)
      terminal.warn(`line ${line}, ${name}${one.at === undefined ? '' : `, ${one.at}`}: ${t(`refusal.${one.code}`, one.with)}`)
  if (found.refused > found.out.length)
    terminal.warn(`… and ${found.refused - found.out.length} more rows; the report has them all.`)
  if (found.rows > 0) terminal.say(summary(found))
  return found.state === 'refused' || found.refused > 0 ? 1 : 0
}

function summary({ state, persons, households, already, refused: out, likely, rowsDone, rows }: ShownImport): string {
  const done = state === 'checked' ? 'could be registered; nobody is yet' : 'registered'
  const parts = [
    `${persons} persons in ${households} households ${done}`,
    ...(already > 0 ? [`${already} rows were there already`] : []),
    `${out} rows stay out`,
    ...(likely > 0 ? [`${likely} persons are like others and wait for review`] : []),
    ...(rowsDone < rows ? [`${rows - rowsDone} rows not looked at`] : []),
  ]
  return `${parts.join('; ')}.`
}
