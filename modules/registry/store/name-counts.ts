import type { Reading, Work } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import {
  fewestCounted,
  nameKeysOf,
  openPersonModel,
  resized,
  termsWith,
  type Counts,
  type Features,
  type Part,
  type PersonModel,
} from '@convive/matching'

/** Names that fewer people bear are not told: of a rare name it would say who is here. */
const fewestBearers = 10
const everyName = 0n
const parts = ['given', 'family'] as const

const shipped = openPersonModel()

type Naming = { readonly part: Part; readonly origin: string; readonly of: bigint; readonly name: bigint; readonly sound: string }

/** Each name that somebody bears, for each origin of theirs, under the keys by which it is counted. */
function namingsOf({ vault }: Pick<Reading, 'vault'>, people: readonly Features[]): readonly Naming[] {
  const keys = nameKeysOf(vault.searchSecret)
  return people.flatMap((one) =>
    parts.flatMap((part) =>
      [...new Set(one.nationalities)].flatMap((origin) =>
        (part === 'given' ? one.givenSounds : one.familySounds).map((sound) => ({
          part,
          origin,
          sound,
          of: keys.of(part, origin),
          name: keys.name(part, origin, sound),
        })),
      ),
    ),
  )
}

/** Begins to count anew; what was told stays told until the end. */
export async function countNamesAnew(tx: Transaction): Promise<void> {
  await tx.run(sql`delete from registry.name_count where organisation_id = app.organisation() and not told`)
}

export async function countNames(work: Pick<Work, 'tx' | 'vault'>, people: readonly Features[]): Promise<void> {
  const counts = new Map<string, { readonly of: bigint; readonly name: bigint; bearers: number }>()
  const count = (of: bigint, name: bigint): void => {
    const before = counts.get(`${of} ${name}`)
    if (before === undefined) counts.set(`${of} ${name}`, { of, name, bearers: 1 })
    else before.bearers += 1
  }
  for (const { of, name } of namingsOf(work, people)) {
    count(of, name)
    count(of, everyName)
  }
  if (counts.size === 0) return
  // In one order, so that two servers never wait for each other in a circle.
  const rows = [...counts.values()].toSorted((a, b) => (a.of < b.of || (a.of === b.of && a.name < b.name) ? -1 : 1))
  await work.tx.run(sql`insert into registry.name_count as c (organisation_id, told, names_of, name, bearers)
    select app.organisation(), false, n.of, n.name, n.bearers
    from unnest(${rows.map((one) => String(one.of))}::bigint[], ${rows.map((one) => String(one.name))}::bigint[], ${rows.map((one) => one.bearers)}::int[])
      as n (of, name, bearers)
    on conflict (organisation_id, told, names_of, name) do update set bearers = c.bearers + excluded.bearers`)
}

/** Tells what was counted in place of what was told before: frequent names, of origins of which many names were counted. */
export async function tellNames(tx: Transaction): Promise<void> {
  await tx.run(sql`delete from registry.name_count c where organisation_id = app.organisation() and (told
    or (name <> 0 and bearers < ${fewestBearers})
    or (select t.bearers from registry.name_count t where t.organisation_id = app.organisation() and not t.told and t.names_of = c.names_of and t.name = 0) < ${fewestCounted})`)
  await tx.run(sql`update registry.name_count c set told = true, chance = case when name <> 0 then 0 else
    (select coalesce(sum((f.bearers::float8 / c.bearers) ^ 2), 0) from registry.name_count f
      where f.organisation_id = app.organisation() and not f.told and f.names_of = c.names_of and f.name <> 0) end
    where organisation_id = app.organisation() and not told`)
}

type Told = { readonly of: string; readonly name: string; readonly bearers: number; readonly chance: number }

/** What people are compared with here: with the frequencies of names, and of as many people as the search at night found last. One statement. */
export async function modelFor(reading: Pick<Reading, 'tx' | 'vault'>, people: readonly Features[]): Promise<PersonModel> {
  const namings = namingsOf(reading, people)
  const groups = [...new Set(namings.map(({ of }) => String(of)))]
  const names = [...new Set(namings.map(({ name }) => String(name)))]
  const found = await reading.tx.rows(sql<Told>`select names_of as of, name, bearers, chance from registry.name_count
    where organisation_id = app.organisation() and told and names_of = any (${groups}::bigint[]) and name = any (${[...names, '0']}::bigint[])
    union all (select 0, 0, (report ->> 'persons')::int, 0 from registry.duplicate_run
      where organisation_id = app.organisation() and finished is not null order by run_id desc limit 1)`)
  const looked = found.find(({ of }) => of === '0')
  const model = looked === undefined ? shipped() : resized(shipped(), looked.bearers)
  const rows = found.filter((one) => one !== looked)
  if (rows.length === 0) return model
  const bearers = new Map(rows.map((row) => [`${row.of} ${row.name}`, row]))
  const countsOf = (part: Part): ReadonlyMap<string, Counts> => {
    const own = Map.groupBy(
      namings.filter((one) => one.part === part),
      ({ origin }) => origin,
    )
    return new Map(
      [...own].flatMap(([origin, some]): readonly [string, Counts][] => {
        const all = bearers.get(`${some[0]?.of} ${everyName}`)
        if (all === undefined) return []
        const of = new Map(
          some.flatMap(({ of: group, name, sound }): readonly [string, number][] => {
            const row = bearers.get(`${group} ${name}`)
            return row === undefined ? [] : [[sound, row.bearers]]
          }),
        )
        return [[origin, { of, total: all.bearers, least: fewestBearers, chance: all.chance }]]
      }),
    )
  }
  return { ...model, terms: termsWith(model.terms, { given: countsOf('given'), family: countsOf('family') }) }
}
