import { drawDataFault, type DataFault } from '@convive/facts'
import { createTranslators, loadMessages } from '@convive/languages'
import { checkPackFolders } from '@convive/procedures'
import { join } from 'node:path'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'

/** `pack check DIR…`: runs the worked cases, and the same cases on conditions that were made wrong on purpose. Each fault with file, line, column and the line itself; needs no server and no database. */
export function pack(parameters: readonly string[], terminal: Terminal): number {
  const [verb, ...folders] = parameters
  if (verb !== 'check' || folders.length === 0) throw new Error('Say which folders: convive pack check DIR…')
  const { faults, textOf, procedures, cases, tried, noticed, weak } = checkPackFolders(folders)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  for (const one of inOrder([...faults, ...weak])) terminal.warn(drawDataFault(one, textOf.get(one.file)))
  if (faults.length > 0) {
    terminal.warn(t('procedures.packs.faults', { faults: faults.length }))
    return faults.some((one) => one.code === 'no-folder') ? 2 : 1
  }
  const mistakes = t('procedures.packs.mistakes', { tried, noticed })
  if (weak.length === 0) terminal.say(`✓ ${t('procedures.packs.in-order', { procedures, cases })} ${mistakes}`)
  else terminal.warn(`${mistakes} ${t('procedures.packs.weak')}`)
  return weak.length === 0 ? 0 : 1
}

/** As one reads: file by file, from the top. */
function inOrder(faults: readonly DataFault[]): readonly DataFault[] {
  return faults.toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1))
}
