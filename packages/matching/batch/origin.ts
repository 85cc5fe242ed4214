import type { Store } from './database.ts'
import type { Field } from './fields.ts'

export function isName(field: Field | undefined): boolean {
  return field?.kind === 'given' || field?.kind === 'family' || field?.kind === 'name'
}

/** Origins are few, each with many records, and two people of one origin are so many times likelier to be namesakes than any two. */
const [mostOrigins, leastOfOrigin, leastLikelier] = [60, 300, 1.2]

/**
 * The column of categories whose values tell most about names, as an origin does, if one tells enough. It is judged by given names where there are any:
 * a household shares its other names, and lives in one place.
 */
export async function originOf(store: Store, fields: readonly Field[]): Promise<string | undefined> {
  const names = fields.filter(isName)
  const given = names.filter(({ kind }) => kind === 'given')
  let best: { readonly by: string; readonly likelier: number } | undefined
  for (const category of fields.filter(({ kind }) => kind === 'category'))
    for (const name of given.length > 0 ? given : names) {
      const [by, column] = [`${category.at}_x`, `${name.at}_x`]
      const [row] = await store.rows<{ origins: number; n: number | null; likelier: number | null }>(
        `with counted as (select ${by} as o, ${column} as v, cast(count(*) as double) as n from rec where ${by} is not null and ${column} is not null group by o, v),
          origins as (select sum(n) as n, sum(n * (n - 1)) as namesakes from counted group by o),
          names as (select sum(n) as n from counted group by v)
        select count(*) as origins, sum(n) as n, sum(namesakes) / nullif(sum(n * (n - 1)), 0) /
          nullif((select sum(n * (n - 1)) / nullif(sum(n) * (sum(n) - 1), 0) from names), 0) as likelier from origins`,
      )
      const [origins, likelier] = [row?.origins ?? 0, row?.likelier ?? 0]
      if (origins > mostOrigins || (row?.n ?? 0) < leastOfOrigin * origins) continue
      if (likelier >= leastLikelier && likelier > (best?.likelier ?? 0)) best = { by, likelier }
    }
  return best?.by
}
