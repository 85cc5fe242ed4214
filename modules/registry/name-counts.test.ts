import { sql, type Session, type Transaction } from '@convive/database'
import { comparePeople, featuresOf, type Features } from '@convive/matching'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countNames, countNamesAnew, modelFor, tellNames } from './store/name-counts.ts'
import { openOffice, type Office } from './testing/office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
})
afterAll(() => office.db.drop())

const session = (organisation: string): Session => ({
  actor: organisation,
  grantee: organisation,
  organisation,
  purpose: 'operation',
})
const within = <T>(work: (reading: { tx: Transaction; vault: Office['vault'] }) => Promise<T>, whose?: string): Promise<T> =>
  office.db.database.transaction(session(whose ?? office.officer.organisationId), (tx) => work({ tx, vault: office.vault }))

const someone = (given: string, family: string, origin = 'HTI'): Features =>
  featuresOf({
    names: { given: [given], family: [family] },
    documents: [],
    phones: [],
    householdNames: [],
    nationalities: [origin],
  })

/** Six hundred people: every fifth a Pierre, one Occéan, and two hundred surnames more. */
const syllables = ['ba', 'mon', 'ru', 'fle', 'ti', 'so']
const surname = (n: number): string => [n % 6, Math.floor(n / 6) % 6, Math.floor(n / 36) % 6].map((at) => syllables[at]).join('')
const people = Array.from({ length: 600 }, (_, n) =>
  someone(n % 2 === 0 ? 'Mirlande' : 'Jean', n % 5 === 0 ? 'Pierre' : n === 7 ? 'Occean' : surname(n % 211)),
)
const bitsOf = (family: string): Promise<number> =>
  within(async (reading) => {
    const one = someone('Mirlande', family)
    const model = await modelFor(reading, [one])
    return comparePeople(one, one, model).reasons.find(({ field }) => field === 'family')?.weight ?? 0
  })

test('names are counted in steps, and told when the run is over: a frequent one then says less', async () => {
  const before = { pierre: await bitsOf('Pierre'), occean: await bitsOf('Occean') }
  await within(({ tx }) => countNamesAnew(tx))
  for (let from = 0; from < people.length; from += 50)
    await within((reading) => countNames(reading, people.slice(from, from + 50)))
  expect(await bitsOf('Pierre'), 'not before').toBe(before.pierre)
  await within(({ tx }) => tellNames(tx))
  const after = { pierre: await bitsOf('Pierre'), occean: await bitsOf('Occean') }
  expect(after.pierre).toBeLessThan(before.pierre - 0.1)
  expect(after.occean).toBeGreaterThan(after.pierre + 2)
})

test('of a name that few bear nothing is kept, nor any name in letters', async () => {
  const rows = await within(({ tx }) =>
    tx.rows(sql<{ name: string; bearers: number; told: boolean }>`select name, bearers, told from registry.name_count`),
  )
  expect(rows.filter(({ told }) => !told)).toEqual([])
  const named = rows.filter(({ name }) => name !== '0')
  expect(Math.min(...named.map(({ bearers }) => bearers))).toBeGreaterThanOrEqual(10)
  expect(named.map(({ bearers }) => bearers)).toContain(120)
  expect(rows.filter(({ name }) => name === '0').map(({ bearers }) => bearers)).toEqual([600, 600])
})

test('another office knows nothing of it', async () => {
  const other = await office.officerOf('albergue')
  const found = await within(({ tx }) => tx.rows(sql`select 1 from registry.name_count`), other.organisationId)
  expect(found).toEqual([])
})

test('a count begun anew takes the place of one that was broken off, and of what was told', async () => {
  await within((reading) => countNames(reading, people.slice(0, 100)))
  await within(({ tx }) => countNamesAnew(tx))
  const all = people.map(() => someone('Mirlande', 'Guerrier'))
  await within((reading) => countNames(reading, all))
  await within(({ tx }) => tellNames(tx))
  expect(await bitsOf('Guerrier')).toBeLessThan(await bitsOf('Pierre'))
})

test('few people tell nothing', async () => {
  await within(({ tx }) => countNamesAnew(tx))
  await within((reading) => countNames(reading, people.slice(0, 99)))
  await within(({ tx }) => tellNames(tx))
  expect(await within(({ tx }) => tx.rows(sql`select 1 from registry.name_count`))).toEqual([])
})

test('the more people the search at night found, the likelier two who are alike are strangers', async () => {
  const [one, other] = ['Guerrier', 'Delva'].map((family) => someone('Mirlande', family))
  const weight = (): Promise<number> =>
    within(async (reading) => {
      if (one === undefined || other === undefined) return Number.NaN
      return comparePeople(one, other, await modelFor(reading, [one])).weight
    })
  const finished = (persons: number, day: string): Promise<number> =>
    within(({ tx }) =>
      tx.run(sql`insert into registry.duplicate_run (organisation_id, run_id, began, finished, report)
        values (app.organisation(), ${randomUUID().replace(/^.{8}/, day)}::uuid, now(), now(), ${JSON.stringify({ persons })}::jsonb)`),
    )
  const before = await weight()
  await finished(5000, '00000001')
  expect(await weight()).toBeGreaterThan(before + 1)
  await finished(1_000_000, '00000002')
  expect(await weight()).toBeLessThan(before - 1)
})
