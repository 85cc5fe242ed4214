import { dirname, join, normalize } from 'node:path/posix'
import { parseSource, type Import, type Source } from './source.ts'
import type { Files } from './tree.ts'

/** The whole project as the rules see it. */
export type Project = {
  readonly files: Files
  readonly sources: readonly Source[]
  /** `@convive/registry` → `modules/registry`. */
  readonly roomsByName: ReadonlyMap<string, string>
}

/** One broken rule: where, and what to do about it. */
export type Fault = { readonly path: string; readonly line?: number; readonly says: string }

export type Rule = { readonly name: string; check(project: Project): readonly Fault[] }

export function projectOf(files: Files): Project {
  const sources = [...files].filter(([path]) => /\.tsx?$/.test(path)).map(([path, text]) => parseSource(path, text))
  return { files, sources, roomsByName: namesOf(files) }
}

function namesOf(files: Files): ReadonlyMap<string, string> {
  const folders = [...files.keys()].flatMap((path) => /^((?:packages|modules|apps)\/[^/]+)\//.exec(path)?.[1] ?? [])
  return new Map([...new Set(folders)].map((folder) => [`@convive/${folder.split('/')[1]}`, folder]))
}

/** Where an import leads inside the project: a path from the root without a guess at its ending; undefined when outside. */
export function targetOf(project: Project, source: Source, one: Import): string | undefined {
  if (one.from.startsWith('.')) return normalize(join(dirname(source.path), one.from))
  const [scope, name, ...rest] = one.from.split('/')
  const folder = project.roomsByName.get(`${scope}/${name}`)
  if (folder === undefined) return scope === '@convive' ? `packages/${name}/${rest.join('/') || 'index.ts'}` : undefined
  if (rest.length === 0) return `${folder}/index.ts`
  const path = `${folder}/${rest.join('/')}`
  const guesses = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]
  return guesses.find((guess) => project.files.has(guess)) ?? path
}
