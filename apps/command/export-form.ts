import { registrationQuestions } from '@convive/exchange'
import { packs, collectionForm } from '@convive/procedures'
import { writeWorkbook } from '@convive/files'
import { writeForm } from '@convive/forms'
import { createTranslators, loadMessages } from '@convive/languages'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'

const usage = `convive export form (--registration | --facts a,b,c | --procedure ID …) --out FILE.xlsx
  A form for ODK or Kobo (XLSForm) in five languages. It needs no server and holds nobody's answers. docs/forms.md`

/** Writes a form from the facts and procedures of this installation, and says what it does not ask. */
export function exportForm(parameters: readonly string[], terminal: Terminal): number {
  const { facts, procedures, registers, out } = readAsked(parameters)
  const language = languageOf(terminal)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(language)
  const built = collectionForm(
    {
      procedures,
      facts,
      language,
      today: new Date().toISOString().slice(0, 10),
      registration: registers ? registrationQuestions : undefined,
    },
    packs,
  )
  if (!built.ok) {
    for (const one of built.refusals) terminal.warn(`${one.code}: ${t(`refusal.${one.code}`, one.with)}`)
    return 1
  }
  const { form, notAsked } = built.value
  const { sheets, unsaid } = writeForm(form)
  writeFileSync(out, writeWorkbook(sheets), { flag: 'wx' })
  terminal.say(t('forms.export.written', { file: out, questions: (sheets[0]?.rows.length ?? 1) - 1 }))
  for (const { fact, why } of notAsked) terminal.warn(`${fact}: ${t(`forms.not-asked.${why}`)}`)
  for (const { name, column, feel } of unsaid) terminal.warn(t('forms.export.unsaid', { name, column, feel }))
  return 0
}

type Asked = {
  readonly facts: readonly string[]
  readonly procedures: readonly string[]
  readonly registers: boolean
  readonly out: string
}

function readAsked(parameters: readonly string[]): Asked {
  const [facts, procedures]: [string[], string[]] = [[], []]
  let out: string | undefined
  const named = parameters.filter((word) => word !== '--registration')
  for (let at = 0; at < named.length; at += 2) {
    const [word, next] = [named[at], named[at + 1]]
    if (next === undefined) throw new Error(usage)
    if (word === '--facts') facts.push(...next.split(',').filter((one) => one !== ''))
    else if (word === '--procedure') procedures.push(next)
    else if (word === '--out') out = next
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${usage}`)
  }
  if (out === undefined) throw new Error(usage)
  return { facts, procedures, registers: named.length < parameters.length, out }
}
