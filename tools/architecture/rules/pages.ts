import { folderOf, isForTests, roomOf } from '../rooms.ts'
import { targetOf, type Fault, type Project, type Rule } from '../project.ts'
import type { Source } from '../source.ts'

const serverPackages = new Set([
  'packages/database',
  'packages/access',
  'packages/commands',
  'packages/matching',
  'packages/credentials',
])

/** Pages reach the server through `context` alone: from their own room they take types and texts, nothing that runs. */
export const pages: Rule = {
  name: 'pages import types',
  check: (project) =>
    project.sources
      .filter((source) => roomOf(source.path).kind === 'module' && folderOf(source.path) === 'pages' && !isForTests(source.path))
      .flatMap((source) => faultsOf(project, source)),
}

function faultsOf(project: Project, source: Source): readonly Fault[] {
  const own = roomOf(source.path).folder
  return source.imports.flatMap((one): readonly Fault[] => {
    if (one.typeOnly) return []
    if (one.from.startsWith('node:')) return [fault(source, one.line, one.from)]
    const target = targetOf(project, source, one)
    if (target === undefined) return []
    const there = roomOf(target).folder
    if (there === own) return /^(pages|messages)\//.test(target.slice(own.length + 1)) ? [] : [fault(source, one.line, one.from)]
    return roomOf(target).kind === 'module' || serverPackages.has(there) ? [fault(source, one.line, one.from)] : []
  })
}

function fault(source: Source, line: number, from: string): Fault {
  return { path: source.path, line, says: `brings ${from} into a page: import its types only, ask context for the rest` }
}
