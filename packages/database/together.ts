import { sql, type RawBuilder } from 'kysely'

/**
 * Several inserts, updates or deletes as one statement: one journey to the database instead of many. All of them see what was
 * there before, so none may depend on a row that another writes. `from` names rows that several of them read.
 */
export function together(
  changes: readonly RawBuilder<unknown>[],
  from: Readonly<Record<string, RawBuilder<unknown>>> = {},
): RawBuilder<unknown> {
  const named = Object.entries(from).map(([name, rows]) => sql`${sql.ref(name)} as (${rows})`)
  const parts = changes.slice(0, -1).map((change, at) => sql`${sql.ref(`change_${at}`)} as (${change})`)
  const all = [...named, ...parts]
  const last = changes.at(-1) ?? sql`select`
  return all.length === 0 ? last : sql`with ${sql.join(all)} ${last}`
}
