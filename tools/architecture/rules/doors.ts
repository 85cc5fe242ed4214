import { isForTests, roomOf, type Room } from '../rooms.ts'
import { targetOf, type Fault, type Project, type Rule } from '../project.ts'
import type { Import, Source } from '../source.ts'

/** Another room is entered only by `index.ts`; `pages/routes.ts` and `pages/sections.ts` are for the web app, `testing/` for tests. */
export const doors: Rule = {
  name: 'doors',
  check: (project) => project.sources.flatMap((source) => source.imports.flatMap((one) => judge(project, source, one))),
}

function judge(project: Project, source: Source, one: Import): readonly Fault[] {
  const target = targetOf(project, source, one)
  if (target === undefined) return []
  const [here, there] = [roomOf(source.path), roomOf(target)]
  if (here.folder === there.folder) return nameOfOwnRoom(source, one, here)
  if (there.kind === 'other' && !['tools', 'journeys', 'bench', 'jurisdictions'].includes(there.folder)) return []
  const inside = target.slice(there.folder.length + 1)
  if (opens(source.path, here, inside)) return []
  return [{ path: source.path, line: one.line, says: `enters ${there.folder} by ${inside}: use its door, index.ts` }]
}

function opens(path: string, here: Room, inside: string): boolean {
  if (inside === 'index.ts') return true
  if (/\.(css|woff2?|svg)$/.test(inside)) return here.folder === 'apps/web'
  if (/^pages\/(routes|sections)(\.ts)?$/.test(inside)) return here.folder === 'apps/web'
  return inside.startsWith('testing/') && isForTests(path)
}

/** A room that imports itself by name runs twice in some tools: inside, paths are relative. */
function nameOfOwnRoom(source: Source, one: Import, here: Room): readonly Fault[] {
  if (one.from.startsWith('.') || here.kind === 'other' || isForTests(source.path)) return []
  return [{ path: source.path, line: one.line, says: `imports its own room as ${one.from}: use a relative path` }]
}
