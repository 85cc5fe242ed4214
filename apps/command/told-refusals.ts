import { createTranslators, loadMessages, type Translator } from '@convive/languages'
import { refusalsOf } from '@convive/matching'
import { join } from 'node:path'
import { languageOf } from './language.ts'
import { refusalText } from './refusal-text.ts'
import type { Terminal } from './run.ts'

/** Does work with files of people; what it refuses is told in the language of the terminal, and ends with 1. */
export async function tellingRefusals(terminal: Terminal, work: (t: Translator) => Promise<number>): Promise<number> {
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(languageOf(terminal))
  try {
    return await work(t)
  } catch (error) {
    const refusals = refusalsOf(error)
    if (refusals.length === 0) throw error
    for (const refusal of refusals) terminal.warn(refusalText(refusal, t))
    return 1
  }
}
