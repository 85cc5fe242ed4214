import { readSchema, type Schema } from '../sql.ts'
import { roomOf } from '../rooms.ts'
import type { Fault, Rule } from '../project.ts'

/** Look-ups: found before anyone knows whose row it is, so they have a key of their own. Each says why. */
const lookUps: Readonly<Record<string, string>> = {
  'registry.search_key': 'found by a keyed hash before anyone knows whose it is',
}

/** Rows about a person begin their key with the person; every table is closed by row-level security; migrations say what they do. */
export const keyDiscipline: Rule = {
  name: 'keys and row-level security',
  check: (project) => {
    const migrations = [...project.files].filter(([path]) => /^(packages|modules)\/[^/]+\/migrations\/.+\.sql$/.test(path))
    const schemas = migrations.map(([path, text]) => ({ path, text, schema: readSchema(text) }))
    return [
      ...schemas.flatMap(({ path, text }) => manners(path, text)),
      ...gaps(migrations.map(([path]) => path)),
      ...schemas.flatMap(({ path, schema }) =>
        schema.tables.flatMap((table) =>
          closed(
            path,
            table.name,
            schemas.map((one) => one.schema),
          ),
        ),
      ),
      ...schemas.flatMap(({ path, schema }) => personFirst(path, schema)),
    ]
  },
}

function manners(path: string, text: string): readonly Fault[] {
  const first = text.split('\n')[0] ?? ''
  const says = 'must begin with a comment that says what it does and what it locks'
  return /^-- .{10,}/.test(first) && /lock/i.test(first) ? [] : [{ path, line: 1, says }]
}

/** Migrations of a room are numbered 0001, 0002 … without gaps and are only ever added. */
function gaps(paths: readonly string[]): readonly Fault[] {
  const byRoom = Map.groupBy(paths, (path) => roomOf(path).folder)
  return [...byRoom.values()].flatMap((list) =>
    list.toSorted().flatMap((path, index): readonly Fault[] => {
      const expected = String(index + 1).padStart(4, '0')
      return path.split('/').at(-1)?.startsWith(`${expected}-`) === true
        ? []
        : [{ path, says: `should be number ${expected} of its room` }]
    }),
  )
}

function closed(path: string, table: string, schemas: readonly Schema[]): readonly Fault[] {
  const lacks = (done: (schema: Schema) => ReadonlySet<string>): boolean => !schemas.some((schema) => done(schema).has(table))
  return [
    ...(lacks((schema) => schema.enabled) ? [{ path, says: `does not enable row level security on ${table}` }] : []),
    ...(lacks((schema) => schema.forced) ? [{ path, says: `does not force row level security on ${table}` }] : []),
    ...(lacks((schema) => schema.maintained) ? [{ path, says: `gives ${table} no policy named maintenance` }] : []),
  ]
}

function personFirst(path: string, schema: Schema): readonly Fault[] {
  return schema.tables
    .filter(({ name, columns, key }) => columns.includes('person_id') && key[0] !== 'person_id' && lookUps[name] === undefined)
    .map(({ name, key }) => ({ path, says: `${name} holds a person_id but its key begins with ${key[0] ?? 'nothing'}` }))
}
