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
  decisions: {
    decision: string
    reason: string
    undone: boolean
    byYou: boolean
    proposed?: { reason: string; byYou: boolean }
  }[]
  seen: string | null
  place?: string
  left: number
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
    expect((await compared(third)).decisions[0], 'both reasons stay, each with its author').toMatchObject({
      reason: 'es same',
      byYou: false,
      proposed: { reason: 'es same', byYou: true },
    })
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
    const shown = await compared({ personId: a, otherId: c })
    expect(shown.joined).toBe(false)
    expect(shown.decisions[0], 'what the first wrote is not lost').toMatchObject({
      decision: 'different',
      byYou: false,
      proposed: { reason: 'es same', byYou: true },
    })
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

describe('two members at once, and answers taken back', () => {
  test('an answer given on a page that a colleague has answered meanwhile does not overwrite theirs', async () => {
    const pair = { personId: await someone('Nairobis', 'Caldera'), otherId: await someone('Nayrobis', 'Caldera') }
    const { seen } = await compared(pair)
    expect(seen).toBeNull()
    valueOf(await decide({ ...pair, seen }, 'different', colleague))
    expect(codesOf(await decide({ ...pair, seen }, 'same'))).toEqual(['registry/answered-meanwhile'])
    const shown = await compared(pair)
    expect(shown).toMatchObject({ joined: false, decisions: [{ decision: 'different' }] })
    valueOf(await decide({ ...pair, seen: shown.seen }, 'same'))
    expect((await compared(pair)).joined).toBe(true)
  })

  test('of two answers at the same moment one counts, and the other is told', async () => {
    const pair = { personId: await someone('Eglimar', 'Soto'), otherId: await someone('Heglimar', 'Soto'), seen: null }
    const answers = await Promise.all([decide(pair, 'same'), decide(pair, 'different', colleague)])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.flatMap(codesOf)).toHaveLength(1)
    expect((await compared(pair)).decisions).toHaveLength(1)
  })

  test('pairs that were closed because they were one person wait again when they are not', async () => {
    const [a, b, c] = [
      await someone('Yoselin', 'Rondon'),
      await someone('Joselin', 'Rondon'),
      await someone('Yoceline', 'Rondon'),
    ]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    valueOf(await decide({ personId: b, otherId: c }, 'same'))
    valueOf(await decide({ personId: b, otherId: c }, 'same', colleague))
    expect([await isWaiting(a, c), await isWaiting(b, c)], 'one person asks nothing').toEqual([false, false])
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: c }))
    expect(await compared({ personId: a, otherId: b }), 'these two stay').toMatchObject({ joined: true })
    expect([await isWaiting(a, b), await isWaiting(a, c), await isWaiting(b, c)]).toEqual([false, true, true])
  })

  test('a proposal can be taken back by whoever made it, and made anew', async () => {
    const [a, b, c] = [await someone('Rosmery', 'Lucena'), await someone('Rosmeri', 'Lucena'), await someone('Rosméry', 'Lucena')]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    valueOf(await decide({ personId: a, otherId: c }, 'same'))
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: c }))
    expect((await compared({ personId: a, otherId: c }, colleague)).proposal).toBeUndefined()
    expect(await compared({ personId: a, otherId: b }), 'what holds stays').toMatchObject({ joined: true })
    expect(valueOf(await decide({ personId: a, otherId: c }, 'same', colleague)), 'now the colleague proposes').toMatchObject({
      waits: true,
    })
  })

  test('of two persons with several records each one pair asks for all, and answers for all', async () => {
    const [a, b, c] = [await someone('Yraida', 'Pernía'), await someone('Iraida', 'Pernía'), await someone('Hiraida', 'Pernía')]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    const both = async () => [await isWaiting(a, c), await isWaiting(b, c)]
    expect(await both()).toEqual([true, true])
    valueOf(await decide({ personId: a, otherId: c }, 'same'))
    expect(await both(), 'a proposal').toEqual([true, false])
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: c }))
    expect(await both(), 'taken back').toEqual([true, true])
    valueOf(await decide({ personId: b, otherId: c }, 'different'))
    expect(await both(), 'told apart').toEqual([false, false])
    valueOf(await office.send('registry/undo-link', { personId: b, otherId: c }))
    expect(await both(), 'taken back').toEqual([true, true])
  })

  test('who was told apart by somebody does not wait again with them', async () => {
    const [a, b, c] = [await someone('Mileidy', 'Parada'), await someone('Mileydi', 'Parada'), await someone('Mileidi', 'Parada')]
    valueOf(await decide({ personId: a, otherId: c }, 'different'))
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: b }))
    expect([await isWaiting(a, b), await isWaiting(a, c)]).toEqual([true, false])
    expect(codesOf(await office.send('registry/undo-link', { personId: a, otherId: b })), 'undone once is enough').toEqual([
      'registry/not-linked',
    ])
  })
})

describe('going through the queue', () => {
  const next = async (after?: string, by?: Actor) =>
    valueOf<{ pair?: [string, string]; family?: string[] }>(
      await office.ask('registry/next-review', after === undefined ? {} : { after }, by),
    ).pair?.toSorted()
  const two = async (one: string, other: string, family: string): Promise<[string, string]> => [
    await someone(one, family),
    await someone(other, family),
  ]

  test('goes on from where somebody was, also when they had left some out, and ends', async () => {
    const [first, second, third] = [
      await two('Chiquinquirá', 'Chiquinkira', 'Bastidas'),
      await two('Deivis', 'Deyvis', 'Colmenares'),
      await two('Wuilian', 'Wilian', 'Zambrano'),
    ]
    const [pair, otherPair] = [first, second].map(([personId, otherId]) => ({ personId, otherId }))
    const place = (await compared(pair ?? {})).place
    expect(await next(place)).toEqual(second.toSorted())
    valueOf(await decide(otherPair ?? {}, 'different'))
    expect(await next((await compared(otherPair ?? {})).place), 'an answered pair keeps its place').toEqual(third.toSorted())
    expect(await next('no place at all'), 'from the beginning').not.toBeUndefined()
    let [at, count] = [await next(), 0]
    for (; at !== undefined; count += 1) at = await next((await compared({ personId: at[0], otherId: at[1] })).place)
    expect(count).toBe((await listed()).count)
  })

  test('leaves out what waits for somebody else', async () => {
    const [a, b, c] = [
      await someone('Arelis', 'Noguera'),
      await someone('Harelis', 'Noguera'),
      await someone('Areliz', 'Noguera'),
    ]
    valueOf(await decide({ personId: a, otherId: b }, 'same'))
    const before = (await compared({ personId: a, otherId: c })).place
    valueOf(await decide({ personId: a, otherId: c }, 'same'))
    const after = (await compared({ personId: a, otherId: c })).place
    expect(after, 'a proposal goes to the end').not.toBe(before)
    const seen = new Set<string>()
    for (let at = await next(); at !== undefined; at = await next((await compared({ personId: at[0], otherId: at[1] })).place))
      seen.add(at.join(' '))
    expect(seen.has([a, c].toSorted().join(' '))).toBe(false)
    const last = async (by?: Actor) => {
      let [at, found] = [await next(undefined, by), false]
      for (; at !== undefined; at = await next((await compared({ personId: at[0], otherId: at[1] }, by)).place, by))
        found ||= at.join(' ') === [a, c].toSorted().join(' ')
      return found
    }
    expect(await last(colleague), 'it waits for the colleague').toBe(true)
  })
})
