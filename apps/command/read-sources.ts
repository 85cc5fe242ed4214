import { copySource, isSource, readSource, type Source as DatabaseSource } from '@convive/database'
import type { Translator } from '@convive/languages'
import { refuse } from '@convive/kernel'
import { openFolder, refusalError, type Input } from '@convive/matching'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Terminal } from './run.ts'

/** A file, or a table or query of a database. */
export type Source = string | DatabaseSource

/** What stands on the command line as files; why not, where there is none or something is wrong with an address. */
export function sourcesIn(words: readonly string[]): readonly Source[] {
  return words.map((word) => {
    if (!isSource(word)) {
      if (!existsSync(word)) throw refusalError(refuse({ code: 'matching/no-file', with: { file: word } }))
      return word
    }
    const source = readSource(word)
    if (!source.ok) throw refusalError(source)
    return source.value
  })
}

/**
 * Works with files, those of databases copied into a folder of their own, closed to others, that is taken away whatever happens; what a run
 * that was killed left there goes first.
 */
export async function withInputs<T>(
  asked: readonly Source[],
  {
    out,
    mode,
    signal,
    terminal,
    t,
  }: {
    readonly out: string
    /** Of the folder `out`, where it has to be made. */
    readonly mode?: number
    readonly signal: AbortSignal
    readonly terminal: Terminal
    readonly t: Translator
  },
  work: (inputs: readonly Input[]) => Promise<T>,
): Promise<T> {
  const folder = join(out, '.source')
  rmSync(folder, { recursive: true, force: true })
  try {
    const inputs: Input[] = []
    for (const [at, one] of asked.entries()) {
      if (typeof one !== 'string') {
        openFolder(out, mode)
        mkdirSync(folder, { recursive: true, mode: 0o700 })
      }
      inputs.push(typeof one === 'string' ? one : await copied(one, { file: join(folder, `rows${at}.csv`), signal, terminal, t }))
    }
    return await work(inputs)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function copied(
  source: DatabaseSource,
  {
    file,
    signal,
    terminal,
    t,
  }: { readonly file: string; readonly signal: AbortSignal; readonly terminal: Terminal; readonly t: Translator },
): Promise<Input> {
  if (source.isPasswordSeen) terminal.warn(t('matching.told.password-seen'))
  let told = performance.now()
  const copy = await copySource(source, {
    file,
    signal,
    told(bytes) {
      if (performance.now() - told < 3000) return
      told = performance.now()
      terminal.warn(t('matching.told.copying', { megabytes: Math.round(bytes / 1e6) }))
    },
  })
  if (!copy.ok) throw refusalError(copy)
  const { columns, leftOut, rows, isPart, longest } = copy.value
  terminal.warn(t('matching.told.copied', { from: source.called, rows }))
  if (isPart) terminal.warn(t('matching.told.part'))
  if (leftOut.length > 0) terminal.warn(t('matching.told.bytes', { columns: leftOut.join(', ') }))
  return { file, called: source.called, columns, longest }
}
