import type { DataFault, DataFile } from '@convive/facts'
import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { tooWeak, tryMutants } from '../domain/try-mutants.ts'
import { judgePacks, type PackFiles } from '../domain/pack/judge-packs.ts'

/** What was found in folders of packs. `textOf` holds each file that could be read, by the name used in the faults. */
export type CheckedFolders = {
  readonly faults: readonly DataFault[]
  readonly textOf: ReadonlyMap<string, string>
  readonly procedures: number
  readonly cases: number
  /** Changed versions of the conditions that were tried on the worked cases, and how many of them a case noticed. */
  readonly tried: number
  readonly noticed: number
  /** What no case notices, of procedures whose cases notice too little. The platform uses such a pack; its author should not. */
  readonly weak: readonly DataFault[]
}

const kinds = {
  codes: 'codes/*.yaml',
  facts: 'facts/*.yaml',
  procedures: 'procedures/*.yaml',
  jurisdictions: 'jurisdiction.yaml',
} as const
type Kind = keyof typeof kinds

/**
 * Reads the packs in these folders, checks them and runs their worked cases; nothing else of the installation is needed. What they
 * share comes from the folder `common` beside them, else from this installation's.
 */
export function checkPackFolders(given: readonly string[]): CheckedFolders {
  const missing = given.filter((folder) => !isFolder(folder))
  if (missing.length > 0) return nothing(missing.map((folder) => fault(folder, 'no-folder', 'there is no such folder')))
  const empty = given.filter((folder) => filesIn(folder).length === 0)
  if (empty.length > 0)
    return nothing(
      empty.map((folder) => fault(folder, 'empty-pack', `no pack: it holds none of ${Object.values(kinds).join(', ')}`)),
    )
  const folders = withCommon(given)
  const read = folders.flatMap((folder) => filesIn(folder).map((one) => readPackFile(folder, one)))
  const unread = folders.flatMap(strayFiles)
  const faults = [...read.flatMap((one) => one.faults), ...unread]
  const textOf = new Map(read.flatMap((one) => (one.text === undefined ? [] : [[one.file, one.text]])))
  if (faults.length > 0) return { ...nothing(faults), textOf }
  const of = (kind: Kind): readonly DataFile[] =>
    read.flatMap(({ file, text, kind: own }) => (own === kind && text !== undefined ? [{ file, text }] : []))
  const files: PackFiles = {
    codes: of('codes'),
    facts: of('facts'),
    procedures: of('procedures'),
    jurisdictions: of('jurisdictions'),
  }
  const judged = judgePacks(files)
  if (!judged.ok) return { ...nothing(judged.faults), textOf }
  const { procedures, catalogue } = judged.value
  const mutants = procedures.map((one) => tryMutants(one, catalogue))
  const tried = mutants.reduce((sum, one) => sum + one.tried, 0)
  return {
    faults: [],
    textOf,
    procedures: procedures.length,
    cases: procedures.flatMap((one) => one.cases).length,
    tried,
    noticed: tried - mutants.flatMap((one) => one.survived).length,
    weak: mutants.flatMap(tooWeak),
  }
}

function nothing(faults: readonly DataFault[]): CheckedFolders {
  return { faults, textOf: new Map(), procedures: 0, cases: 0, tried: 0, noticed: 0, weak: [] }
}

function fault(file: string, code: string, message: string): DataFault {
  return { file, line: 1, column: 1, code, message }
}

function isFolder(folder: string): boolean {
  return existsSync(folder) && statSync(folder).isDirectory()
}

/** Each folder once, and `common` before the others. */
function withCommon(given: readonly string[]): readonly string[] {
  const beside = given.map((folder) => join(dirname(resolve(folder)), 'common')).find(isFolder)
  const common = beside ?? join(import.meta.dirname, '../../../jurisdictions/common')
  const isGiven = given.some((folder) => basename(resolve(folder)) === 'common')
  const all = isGiven ? given : [common, ...given]
  const seen = new Set<string>()
  return all.filter((folder) => {
    const real = realpathSync(folder)
    if (seen.has(real)) return false
    seen.add(real)
    return true
  })
}

type Found = { readonly name: string; readonly kind: Kind }

function filesIn(folder: string): readonly Found[] {
  const found = ([kind, pattern]: readonly [Kind, string]): readonly Found[] =>
    globSync(pattern, { cwd: folder }).map((name) => ({ name: name.replaceAll('\\', '/'), kind }))
  return [
    ...found(['codes', kinds.codes]),
    ...found(['facts', kinds.facts]),
    ...found(['procedures', kinds.procedures]),
    ...found(['jurisdictions', kinds.jurisdictions]),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

type Read = { readonly file: string; readonly kind: Kind; readonly text?: string; readonly faults: readonly DataFault[] }

function readPackFile(folder: string, { name, kind }: Found): Read {
  const file = `${folder.replace(/\/+$/u, '')}/${name}`
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, name)))
    return text.includes('\0') ? refused('holds what is no text') : { file, kind, text, faults: [] }
  } catch (error) {
    const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string' && !error.code.startsWith('ERR_')
    return refused(isCoded ? `cannot be read: ${String(error.code)}` : 'is not UTF-8 text')
  }
  function refused(message: string): Read {
    return { file, kind, faults: [fault(file, 'unreadable', message)] }
  }
}

/** A file that nobody reads looks like a law that is in force. */
function strayFiles(folder: string): readonly DataFault[] {
  const known = new Set(filesIn(folder).map((one) => one.name))
  return globSync('**/*.{yaml,yml}', { cwd: folder })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !known.has(name))
    .toSorted()
    .map((name) =>
      fault(
        `${folder.replace(/\/+$/u, '')}/${name}`,
        'not-read',
        `nobody reads this file; a pack holds ${Object.values(kinds).join(', ')}`,
      ),
    )
}
