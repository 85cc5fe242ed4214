import { coarseParts, keyParts, sharedOf, type Field } from './fields.ts'
import type { Store } from './database.ts'

/** Of one person's two records: which parts of a field are the same. */
export type Agreement = ReadonlySet<string>

/** Pairs that are taken of one way to be sure, and fewer than which tell nothing; so many times as many as chance would bring are one person. */
const [mostOfWay, leastPairs, timesChance] = [400, 60, 20]
/** Pairs for each record that a way may bring: where all records are the same nothing is learnt of them. */
const mostForRecord = 5

/**
 * For each field, how its parts agree in pairs that three other fields show to be one person: three telling parts that are the same, one of them a
 * person's own, in many more pairs than by chance. Nothing for a field of which too few such pairs are found. Made of the table `counted`.
 */
export async function likelyAgreement(
  store: Store,
  fields: readonly Field[],
  { between }: { readonly between: boolean },
): Promise<readonly (readonly Agreement[])[]> {
  const telling = await tellingParts(store, fields)
  const parts = fields.map((field) => [...keyParts(field), ...coarseParts(field)])
  const hasOwn = fields.some((field) => sharedOf(field) !== undefined)
  const found = fields.map((): Agreement[] => [])
  for (const [first, one] of telling.entries())
    for (const [second, two] of telling.slice(first + 1).entries())
      for (const three of telling.slice(first + second + 2)) {
        const way = [one, two, three]
        if (hasOwn && !way.some(({ own }) => own)) continue
        const pairs = await surePairs(store, way, { parts: parts.flat(), between })
        for (const [at, own] of parts.entries()) {
          if (way.some((other) => other.at === at)) continue
          found[at]?.push(...pairs.map((pair) => new Set(own.filter((part) => pair[part] === 1))))
        }
      }
  return found.map((pairs) => (pairs.length < leastPairs ? [] : pairs))
}

type Telling = { readonly at: number; readonly column: string; readonly own: boolean; readonly chance: number }

/** Of each field the part that fewest share, with the chance that two share it. A category tells too little. */
async function tellingParts(store: Store, fields: readonly Field[]): Promise<readonly Telling[]> {
  const telling: Telling[] = []
  for (const [at, field] of fields.entries()) {
    const [column] = keyParts(field)
    if (field.kind === 'category' || column === undefined) continue
    const [row] = await store.rows<{ chance: number | null }>(
      `select sum(n * (n - 1)) / ((select count(*) from counted) * ((select count(*) from counted) - 1.0)) as chance from (select count(*) as n from counted where ${column} is not null group by ${column})`,
    )
    if ((row?.chance ?? 0) > 0) telling.push({ at, column, own: sharedOf(field) !== undefined, chance: row?.chance ?? 1 })
  }
  return telling
}

async function surePairs(
  store: Store,
  way: readonly Telling[],
  { parts, between }: { readonly parts: readonly string[]; readonly between: boolean },
): Promise<readonly Record<string, number>[]> {
  const columns = way.map(({ column }) => column)
  const same = columns.map((column) => `l.${column} = r.${column}`).join(' and ')
  const known = columns.map((column) => `${column} is not null`).join(' and ')
  const [row] = await store.rows<{ n: number | null; all: number }>(
    `select cast(sum(${between ? 'f * (n - f)' : 'n * (n - 1) / 2'}) as double) as n, cast((select count(*) from counted) as double) as all
      from (select count(*) as n, count(*) filter (where source = 0) as f from counted where ${known} group by ${columns.join(', ')})`,
  )
  const [found, all] = [row?.n ?? 0, row?.all ?? 0]
  const byChance = way.reduce((product, { chance }) => product * chance, (all * (all - 1)) / 2)
  if (found < timesChance * byChance || found > mostForRecord * all) return []
  const agree = parts.map((part) => `cast(coalesce(l.${part} = r.${part}, false) as integer) as ${part}`)
  return store.rows(
    `select ${agree.join(', ')} from counted l join counted r on ${same} and l.n < r.n${between ? ' and l.source <> r.source' : ''} order by hash(l.n, r.n), l.n, r.n limit ${mostOfWay}`,
  )
}
