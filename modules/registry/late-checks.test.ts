import { sql } from '@convive/database'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTime, inTimeAtLast } from './store/in-time.ts'
import { aHousehold, aPerson } from './testing/index.ts'
import { lookOnce } from './testing/look.ts'
import { openOffice, valueOf, type Office } from './testing/office.ts'

type Registered = { householdId: string; persons: string[]; likely: unknown[]; checkedLater: boolean }
const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

async function asOwner(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** The search as it is, and one that would take half a minute, or finds nobody; gives back the way to put it right. */
async function otherSearch(seconds: number): Promise<() => Promise<unknown>> {
  await asOwner('alter function registry.find_duplicates(int[],bigint[],int[],bigint[]) rename to find_soon')
  await asOwner(`create function registry.find_duplicates(number int[], key bigint[], strong_number int[], strong_key bigint[])
    returns table (number int, person_id uuid, agree int, elsewhere boolean) language sql volatile
    as $$ select null::int, null::uuid, null::int, false from pg_sleep(${seconds}) where pg_sleep is null $$`)
  await asOwner('grant execute on function registry.find_duplicates(int[],bigint[],int[],bigint[]) to convive_application')
  return async () => {
    await asOwner('drop function registry.find_duplicates(int[],bigint[],int[],bigint[])')
    await asOwner('alter function registry.find_soon(int[],bigint[],int[],bigint[]) rename to find_duplicates')
  }
}

const household = (given: string) => aHousehold(aPerson().named(given, 'Cuyaguaripa').bornOn('1991-04-07'))
async function waiting(): Promise<readonly string[]> {
  const { waiting: pairs } = valueOf<{ waiting: { sides: { personId: string }[] }[] }>(
    await office.ask('registry/list-reviews', {}),
  )
  return pairs.flatMap((one) => one.sides.map((side) => side.personId))
}

test('a search that takes too long does not keep anybody from being registered; it is made up for', async () => {
  const first = await office.register(household('Wilmeris'))
  const putRight = await otherSearch(30)
  clock.now = new Date(clock.now.getTime() + 60_000)
  const checked = valueOf<{ checkedLater: boolean; people: { likely: unknown[] }[] }>(
    await office.ask('registry/check-duplicates', household('Guilmeris')),
  )
  expect(checked).toMatchObject({ checkedLater: true, people: [{ likely: [] }] })
  const second = valueOf<Registered>(await office.send('registry/register-household', household('Guilmeris')))
  expect(second).toMatchObject({ likely: [], checkedLater: true })
  const member = aPerson().named('Wilmerys', 'Cuyaguaripa').bornOn('1991-04-07').with({ relation: 'sibling' }).build()
  const other = await office.register(aHousehold(aPerson().named('Otra', 'Casa')))
  const joined = valueOf<{ personId: string }>(
    await office.send('registry/add-member', { householdId: other.householdId, place: 'Puerto Ysapy', member }),
  )
  expect(await waiting()).toEqual([])
  await putRight()

  // By day too: whoever waits is looked at, not everybody.
  expect(await lookOnce(office, clock)).toBe(3)
  expect(await lookOnce(office, clock), 'once').toBe(0)
  const found = await waiting()
  for (const personId of [...first.persons, ...second.persons, joined.personId]) expect(found).toContain(personId)
})

test('in time, nothing waits', async () => {
  const { checkedLater } = valueOf<Registered>(await office.send('registry/register-household', household('Belkis')))
  expect(checkedLater).toBe(false)
  expect((await asOwner('select from registry.check_waiting')).rowCount).toBe(0)
})

test('the limit ends with what it is for, whether that was broken off or not', async () => {
  const limitAfter = (milliseconds: number, query: string) =>
    office.db.database.transaction({ purpose: 'operation' }, async (tx) => {
      const found = await inTime(tx, milliseconds, (part) => part.rows(sql`${sql.raw(query)}`))
      const row = await tx.first(sql<{ limit: string }>`select current_setting('statement_timeout') as limit`)
      return { found: found !== undefined, limit: row?.limit }
    })
  expect(await limitAfter(5000, 'select 1')).toEqual({ found: true, limit: '0' })
  expect(await limitAfter(20, 'select pg_sleep(30)')).toEqual({ found: false, limit: '0' })
  await expect(limitAfter(5000, 'select 1 / 0'), 'another fault is one').rejects.toThrow('zero')
})

test('where nothing is asked afterwards the transaction ends with what was late, and nothing else has that limit', async () => {
  const asked = (milliseconds: number, query: string) =>
    office.db.database.transaction({ purpose: 'operation' }, async (tx) => {
      const found = await inTimeAtLast(tx, milliseconds, (part) => part.rows(sql`${sql.raw(query)}`))
      // Longer than the limit: what goes with the commit is not broken off.
      if (found !== undefined) tx.atEnd(sql`select pg_sleep(0.1)`)
      return found !== undefined
    })
  expect(await asked(50, 'select 1')).toBe(true)
  expect(await asked(20, 'select pg_sleep(30)')).toBe(false)
  const limits = await office.db.database.alone(sql<{ limit: string }>`select current_setting('statement_timeout') as limit`)
  expect(limits).toEqual([{ limit: '0' }])
  await expect(asked(5000, 'select 1 / 0'), 'another fault is one').rejects.toThrow('zero')
})

test('two registrations of one person at one moment do not see each other, and are found at the next look', async () => {
  clock.now = new Date(clock.now.getTime() + 3_600_000)
  const home = (given: string) =>
    aHousehold(
      aPerson().named(given, 'Guaripa', 'Sotillo').bornOn('1988-09-21'),
      aPerson().named('Belkis', 'Sotillo', 'Ruda').bornOn('1961-02-03').with({ relation: 'parent' }),
    )
  const putRight = await otherSearch(0)
  const first = await office.register(home('Yuleimis'))
  const second = await office.register(home('Llulemis'))
  await office.register(aHousehold(aPerson().named('Yuleimis', 'Otra', 'Casa').bornOn('1971-03-30')))
  await putRight()
  expect(await waiting()).not.toContain(first.persons[0])

  expect(await lookOnce(office, clock), 'both of the second household, nobody else').toBe(2)
  // Two of one family are one question.
  const { rows } = await asOwner('select person_id, other_id from registry.review')
  for (const [at, one] of first.persons.entries()) {
    const [personId, otherId] = [one, second.persons[at] ?? ''].toSorted()
    expect(rows).toContainEqual({ person_id: personId, other_id: otherId })
  }
  expect(await lookOnce(office, clock), 'once').toBe(0)
  clock.now = new Date(clock.now.getTime() + 3_600_000)
  const later = await lookOnce(office, clock)
  expect(later, 'nobody was registered lately').toBe(0)
})
