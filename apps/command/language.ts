import { isLocale, locales, type Locale } from '@convive/kernel'
import type { Terminal } from './run.ts'

/** The language in which everything is told that comes from the texts: `--language`, else the terminal's, else English. */
export function languageOf({ environment }: Pick<Terminal, 'environment'>): Locale {
  const wanted = environment['LANG']?.slice(0, 2)
  return isLocale(wanted) ? wanted : 'en'
}

/** Takes `--language xx` out of a command line, wherever it stands; the rest of the line is read as if it had not been there. */
export function withLanguage(
  parameters: readonly string[],
  terminal: Terminal,
): { readonly parameters: readonly string[]; readonly terminal: Terminal } {
  const at = parameters.indexOf('--language')
  if (at === -1) return { parameters, terminal }
  const wanted = parameters[at + 1]
  if (!isLocale(wanted)) throw new Error(`--language takes one of ${locales.join(', ')}.`)
  return {
    parameters: parameters.toSpliced(at, 2),
    terminal: { ...terminal, environment: { ...terminal.environment, LANG: wanted } },
  }
}
