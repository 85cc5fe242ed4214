import { openSheets } from '@convive/files'
import { factsOfForm, formSheets, itemsOf, readForm, stands, type Found } from '@convive/forms'
import { createTranslators, loadMessages } from '@convive/languages'
import { packs } from '@convive/procedures'
import { csvLine } from '@convive/kernel'
import { createReadStream, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'

const usage = `convive import form FILE.xlsx [--report FILE.csv] [--out FILE.json]
  Reads a form of ODK, Kobo or Excel: which of its questions are facts of the catalogue, and what has no equivalent here.`

/** Reads an XLSForm and says all there is to say about it; keeps nothing. 1 when it cannot be used as it is. */
export async function importForm(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const { file, report, out } = readAsked(parameters)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  const sheets = await openSheets(() => createReadStream(file), formSheets)
  if ('fault' in sheets) {
    terminal.warn(t(`forms.file.${sheets.fault}`))
    return 1
  }
  const { form, found } = readForm(sheets)
  const words = (one: Found): string => t(`forms.found.${one.code}`, { name: '', sheets: '', list: '', most: 0, ...one.with })
  for (const one of found)
    terminal.warn(
      `${one.sheet}, ${one.row}, ${one.column === '' ? '–' : one.column}: ${t(`forms.weight.${one.weight}`)}. ${words(one)}`,
    )
  const mapped = factsOfForm(form, packs.catalogue)
  for (const { question, fact, like } of mapped)
    if (fact === undefined)
      terminal.warn(t(like === undefined ? 'forms.facts.none' : 'forms.facts.like', { question, fact: like ?? '' }))
  if (report !== undefined) {
    const rows = found.map((one) => [one.sheet, String(one.row), one.column, t(`forms.weight.${one.weight}`), words(one)])
    writeFileSync(report, `\uFEFF${[['sheet', 'row', 'column', '', ''], ...rows].map(csvLine).join('')}`, { flag: 'wx' })
  }
  if (!stands(found)) {
    terminal.warn(t('forms.import.refused'))
    return 1
  }
  if (out !== undefined)
    writeFileSync(out, `${JSON.stringify({ ...form, lists: Object.fromEntries(form.lists) }, null, 2)}\n`, { flag: 'wx' })
  const questions = itemsOf(form.items).filter((item) => item.kind === 'question').length
  terminal.say(
    t('forms.import.read', { questions, facts: mapped.filter(({ fact }) => fact !== undefined).length, found: found.length }),
  )
  return 0
}

type Asked = { readonly file: string; readonly report: string | undefined; readonly out: string | undefined }

function readAsked([file, ...rest]: readonly string[]): Asked {
  if (file === undefined || file.startsWith('--')) throw new Error(usage)
  if (!existsSync(file)) throw new Error(`There is no file ${file} that can be read.`)
  let [report, out]: [string | undefined, string | undefined] = [undefined, undefined]
  for (let at = 0; at < rest.length; at += 2) {
    const [word, next] = [rest[at], rest[at + 1]]
    if (next === undefined) throw new Error(usage)
    if (word === '--report') report = next
    else if (word === '--out') out = next
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${usage}`)
  }
  return { file, report, out }
}
