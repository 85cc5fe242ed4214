import { folderOf, isForTests, roomOf } from '../rooms.ts'
import type { Fault, Project, Rule } from '../project.ts'
import type { Call, Source } from '../source.ts'

/** The written table of who may do what, compared with the policies by a test; it stands for a file beside each command. */
const writtenTables = [/^apps\/server\/(.+\/)?access(-table)?\.test\.ts$/, /^packages\/access\/access-table\.test\.ts$/]

/** Every command and query names who may use it and what it can refuse, is listed at the door, and its access is tested. */
export const commands: Rule = {
  name: 'commands and queries',
  check: (project) =>
    project.sources
      .filter((source) => roomOf(source.path).kind === 'module' && ['commands', 'queries'].includes(folderOf(source.path)))
      .filter((source) => !isForTests(source.path))
      .flatMap((source) => source.calls.filter(isDefinition).flatMap((call) => faultsOf(project, source, call))),
}

export function isDefinition(call: Call): boolean {
  return call.kind === 'call' && (call.callee === 'command' || call.callee === 'query')
}

function faultsOf(project: Project, source: Source, call: Call): readonly Fault[] {
  const at = (says: string): Fault => ({ path: source.path, line: call.line, says })
  const missing = ['name', 'about', 'input', 'may', 'refusals', 'run'].filter((key) => !call.keys.includes(key))
  const door = project.sources.find(({ path }) => path === `${roomOf(source.path).folder}/index.ts`)
  const file = source.path.split('/').slice(2).join('/')
  const listed = door?.imports.some((one) => one.from === `./${file}` && !one.typeOnly) === true
  const tested =
    project.files.has(source.path.replace(/\.ts$/, '.access.test.ts')) ||
    [...project.files.keys()].some((path) => writtenTables.some((table) => table.test(path)))
  return [
    ...missing.map((key) => at(`lacks ${key}`)),
    ...(listed ? [] : [at('is not listed at the door of its room')]),
    ...(tested ? [] : [at('has no test of who may use it, beside it or in the written table')]),
  ]
}
