import type { Actor } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import type { MemberId } from '@convive/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

type Listed = {
  waiting: { sides: { personId: string; name: string }[]; proposed?: string }[]
  decided: { decision: string; undone: boolean }[]
  count: number
}
type Compared = {
  joined: boolean
  group: string[]
  proposal?: { byYou: boolean; reason: string }
  decisions: { decision: string; reason: string; undone: boolean }[]
  reasons: { field: string; favours: string }[]
  sides: { facts: Record<string, unknown> }[]
}

const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
let colleague: Actor
beforeAll(async () => {
  office = await openOffice(clock)
  colleague = { ...office.officer, memberId: '01900000-0000-7000-8000-00000000c011' as MemberId }
})
afterAll(() => office.db.drop())

async function someone(given: string, family: string): Promise<string> {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const { persons } = await office.register(aHousehold(aPerson().named(given, family, 'Cuyaguaripa').bornOn('1991-04-07')))
  return persons[0] ?? ''
}
const listed = async (by?: Actor): Promise<Listed> => valueOf<Listed>(await office.ask('registry/list-reviews', {}, by))
const compared = async (pair: object, by?: Actor): Promise<Compared> =>
  valueOf<Compared>(await office.ask('registry/compare-records', pair, by))
const decide = (pair: object, decision: string, by?: Actor) => {
  // Decisions are listed by their ids, which follow the clock.
  clock.now = new Date(clock.now.getTime() + 60_000)
  return office.send('registry/decide-duplicate', { ...pair, decision, reason: `es ${decision}` }, by)
}
const isWaiting = async (one: string, other: string): Promise<boolean> =>
  (await listed()).waiting.some(({ sides }) => [one, other].every((id) => sides.some((side) => side.personId === id)))

describe('the queue of possible duplicates', () => {
  test('whoever is registered in spite of a likely record waits there until somebody has answered', async () => {
    const first = await someone('Wilmeris', 'Tovar')
    const second = await someone('Guilmeris', 'Tobar')
    const pair = { personId: second, otherId: first }
    expect(await isWaiting(first, second)).toBe(true)
    const shown = await compared(pair)
    expect(shown.reasons.map((one) => one.field)).toContain('birth')
    expect(Object.keys(shown.sides[0]?.facts ?? {}), 'nothing sensitive').not.toContain('entry_manner')
    valueOf(await decide(pair, 'unsure'))
    expect(await isWaiting(first, second), 'unsure keeps it open').toBe(true)
    valueOf(await decide(pair, 'different'))
    expect(await isWaiting(first, second)).toBe(false)
    expect((await listed()).decided[0]).toMatchObject({ decision: 'different', undone: false })
    valueOf(await office.send('registry/undo-link', pair))
    expect(await isWaiting(first, second), 'taken back, the question is open again').toBe(true)
    expect((await compared(pair)).decisions[0]).toMatchObject({ decision: 'different', reason: 'es different', undone: true })
  })

  test('somebody who joins a household waits there too', async () => {
    const first = await someone('Yurbelis', 'Arocha')
    const { householdId } = await office.register(aHousehold(aPerson().named('Otra', 'Casa')))
    const member = aPerson().named('Yurvelis', 'Arocha', 'Cuyaguaripa').bornOn('1991-04-07').with({ relation: 'sibling' }).build()
    const joined = valueOf<{ personId: string }>(
      await office.send('registry/add-member', { householdId, place: 'Puerto Ysapy', member }),
    )
    expect(await isWaiting(first, joined.personId)).toBe(true)
  })

  test('two are linked by one member; a third takes two, and the first member cannot be the second', async () => {
    const [a, b, c] = [
      await someone('Maikel', 'Urdaneta'),
      await someone('Maykel', 'Urdaneta'),
      await someone('Maiquel', 'Urdaneta'),
    ]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    const third = { personId: b, otherId: c }
    expect((await compared(third)).group).toHaveLength(3)
    expect(valueOf(await decide(third, 'same'))).toMatchObject({ waits: true })
    expect((await compared(third)).joined, 'a proposal links nothing').toBe(false)
    expect(codesOf(await decide(third, 'same'))).toEqual(['registry/second-person-needed'])
    expect((await compared(third)).proposal).toEqual({ byYou: true, reason: 'es same' })
    const seen = await listed(colleague)
    expect(seen.waiting.map((one) => one.proposed)).toContain('by-another')
    expect((await compared(third, colleague)).proposal).toEqual({ byYou: false, reason: 'es same' })
    expect(valueOf(await decide(third, 'same', colleague))).toMatchObject({ waits: false })
    expect(await compared({ personId: a, otherId: c })).toMatchObject({ joined: true })
    expect((await compared(third)).decisions[0]?.reason, 'both reasons stay').toBe('es same\nes same')
    valueOf(await office.send('registry/undo-link', third))
    expect(await compared({ personId: a, otherId: c })).toMatchObject({ joined: false })
    expect(await compared({ personId: a, otherId: b })).toMatchObject({ joined: true })
  })

  test('a colleague who sees two persons in a proposal closes it', async () => {
    const [a, b, c] = [await someone('Keila', 'Bermon'), await someone('Queila', 'Bermon'), await someone('Keyla', 'Bermon')]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    valueOf(await decide({ personId: a, otherId: c }, 'same'))
    valueOf(await decide({ personId: a, otherId: c }, 'different', colleague))
    expect(await isWaiting(a, c)).toBe(false)
    expect(await compared({ personId: a, otherId: c })).toMatchObject({ joined: false })
  })

  test('whoever is erased leaves the queue', async () => {
    const [first, second] = [await someone('Yoleida', 'Mapueri'), await someone('Lloleida', 'Mapueri')]
    expect(await isWaiting(first, second)).toBe(true)
    const { person } = valueOf<{ person: { number: string } }>(await office.ask('registry/show-person', { personId: second }))
    valueOf(await office.send('registry/ask-erasure', { personId: second, ground: 'asked' }))
    valueOf(await office.send('registry/erase-person', { personId: second, number: person.number }, colleague))
    expect((await listed()).waiting.flatMap((one) => one.sides.map((side) => side.personId))).not.toContain(second)
    const kept = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(sql`select from registry.review where person_id = ${second} or other_id = ${second}`),
    )
    expect(kept).toEqual([])
  })

  test('another organisation sees nothing of it', async () => {
    const first = await someone('Dayerlin', 'Piñango')
    const second = await someone('Daierlin', 'Pinango')
    const other = await office.officerOf('otro')
    expect(await listed(other)).toMatchObject({ waiting: [], decided: [], count: 0 })
    const answer = await office.ask('registry/compare-records', { personId: first, otherId: second }, other)
    expect(codesOf(answer)).toEqual(['registry/person-not-found'])
    expect(codesOf(await office.ask('registry/compare-records', { personId: first, otherId: first }))).toEqual([
      'registry/same-record',
    ])
  })
})

test('linking and undoing lose nothing: facts stay with their source, both journals tell of it, an "unsure" stays too', async () => {
  const [first, second] = [await someone('Belkis', 'Aray'), await someone('Velkis', 'Arai')]
  const pair = { personId: first, otherId: second }
  const held = () =>
    readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(
        sql<{ row: string }>`select f::text as row from registry.facts f where person_id in (${first}, ${second})
          union all select m::text from registry.household_member m where person_id in (${first}, ${second}) order by 1`,
      ),
    )
  const before = await held()
  valueOf(await decide(pair, 'unsure', colleague))
  valueOf(await decide(pair, 'same'))
  expect(await held()).toEqual(before)
  valueOf(await office.send('registry/undo-link', pair))
  expect(await held()).toEqual(before)
  const { decisions } = await compared(pair)
  expect(decisions.map((one) => [one.decision, one.reason, one.undone])).toEqual([
    ['same', 'es same', true],
    ['unsure', 'es unsure', false],
  ])
  const journal = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.rows(
      sql<{ stream: string; body: string }>`select stream_id as stream, convert_from(body, 'utf8') as body from journal.entry
        where stream_id in (${first}, ${second})`,
    ),
  )
  for (const stream of [first, second])
    for (const said of ['duplicate/unsure', 'duplicate/same', 'duplicate/undone'])
      expect(
        journal.some((one) => one.stream === stream && one.body.includes(said)),
        `${said} of ${stream}`,
      ).toBe(true)
})
