import type { Actor } from '@convive/access'
import type { MemberId } from '@convive/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aHousehold, aPerson, type HouseholdDraft } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

type Pair = { left: { personId: string }; right: { personId: string }; settled: boolean; proposed?: string }
type Compared = { pairs: Pair[]; crossed: Pair[]; alone: { personId: string }[] }
type Registered = { householdId: string; persons: string[] }
type Listed = {
  waiting: { sides: { personId: string }[]; family?: { homes: string[]; members: number; pairs: number } }[]
  count: number
}

const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
let colleague: Actor
// Families are made alike here: each test has an office of its own.
beforeEach(async () => {
  office = await openOffice(clock)
  colleague = { ...office.officer, memberId: '01900000-0000-7000-8000-00000000c011' as MemberId }
})
afterEach(() => office.db.drop())

/** Parents and twins; `again` as another officer heard their names. */
function family(surname: string, again = false, more = 0): HouseholdDraft {
  const child = { relation: 'child', consentBy: 'guardian' } as const
  const called = (given: string, birth: string) => aPerson().named(given, surname, 'Chirinos').bornOn(birth)
  return aHousehold(
    called(again ? 'Yolanda' : 'Llolanda', '1988-07-19'),
    called('Wilmer', again ? '1985' : '1985-02-11').with({ sex: 'M', relation: 'partner' }),
    called(again ? 'Kevin' : 'Kelvin', '2015-10-30').with({ sex: 'M', ...child }),
    called(again ? 'Brayan' : 'Bryan', '2015-10-30').with({ sex: 'M', ...child }),
    ...['Zuleima', 'Oriana', 'Fátima']
      .slice(0, more)
      .map((given, at) => called(given, `200${at}-01-2${at}`).with({ relation: 'child' })),
  )
}
async function twice(surname: string, more = 0): Promise<[Registered, Registered]> {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const first = await office.register(family(surname, false, more))
  clock.now = new Date(clock.now.getTime() + 60_000)
  return [first, await office.register(family(surname, true, more))]
}
const compared = async ([one, other]: readonly [Registered, Registered]): Promise<Compared> =>
  valueOf<Compared>(await office.ask('registry/compare-families', { householdId: one.householdId, otherId: other.householdId }))
const listed = async (): Promise<Listed> => valueOf<Listed>(await office.ask('registry/list-reviews', {}))
const decide = (pairs: readonly object[], by?: Actor) =>
  office.send('registry/decide-family', { pairs, reason: 'la misma familia' }, by)
const same = (pair: Pair) => ({ personId: pair.left.personId, otherId: pair.right.personId, decision: 'same' })
const survivorOf = async (personId: string | undefined): Promise<string | null> =>
  valueOf<{ person: { survivorId: string | null } }>(await office.ask('registry/show-person', { personId })).person.survivorId

describe('a family that comes again', () => {
  test('is told at registration as a family: who is whom, each once, twins not crossed', async () => {
    const first = await office.register(family('Ontiveros'))
    const checked = valueOf<{ families: { householdId: string; pairs: { member: number; id: string }[] }[] }>(
      await office.ask('registry/check-duplicates', family('Ontiveros', true)),
    )
    expect(checked.families).toHaveLength(1)
    expect(checked.families[0]?.householdId).toBe(first.householdId)
    const pairs = checked.families[0]?.pairs.toSorted((a, b) => a.member - b.member)
    expect(pairs?.map((one) => one.id)).toEqual(first.persons)
  })

  test('one person who looks like one of a family is not a family', async () => {
    await office.register(family('Barboza'))
    const alone = aHousehold(aPerson().named('Yolanda', 'Barboza', 'Chirinos').bornOn('1988-07-19'))
    const { families, people } = valueOf<{ families: unknown[]; people: { likely: unknown[] }[] }>(
      await office.ask('registry/check-duplicates', alone),
    )
    expect(people[0]?.likely.length).toBeGreaterThan(0)
    expect(families).toEqual([])
  })

  test('is one line of the queue; one answer links each with their own record and tells the twins apart', async () => {
    const [first, again] = await twice('Camacaro')
    const line = (await listed()).waiting.filter((one) => one.sides.some((side) => again.persons.includes(side.personId)))
    expect(line).toHaveLength(1)
    expect(line[0]?.family).toMatchObject({ homes: [first.householdId, again.householdId].toSorted(), members: 4 })
    const { pairs, crossed, alone } = await compared([first, again])
    expect(pairs).toHaveLength(4)
    for (const { left, right } of pairs) expect(again.persons.indexOf(right.personId)).toBe(first.persons.indexOf(left.personId))
    expect(crossed.length, 'one twin looks like the other').toBeGreaterThan(0)
    expect(alone).toEqual([])
    valueOf(await decide([...pairs.map(same), ...crossed.map((pair) => ({ ...same(pair), decision: 'different' }))]))
    for (const [at, personId] of again.persons.entries()) expect(await survivorOf(personId)).toBe(first.persons[at])
    const left = (await listed()).waiting.filter((one) => one.sides.some((side) => again.persons.includes(side.personId)))
    expect(left).toEqual([])
    expect((await compared([first, again])).pairs.every((one) => one.settled)).toBe(true)
  })

  test('can be answered one by one; who is not answered goes on waiting', async () => {
    const [first, again] = await twice('Perozo')
    const { pairs } = await compared([first, again])
    const [mother, father] = [0, 1].map((at) => pairs.find((one) => one.left.personId === first.persons[at]))
    if (mother === undefined || father === undefined) throw new Error('nobody is compared')
    valueOf(await decide([same(mother), { ...same(father), decision: 'different' }]))
    const waiting = (await listed()).waiting.filter((one) => one.sides.some((side) => again.persons.includes(side.personId)))
    expect(waiting).toHaveLength(1)
    expect(waiting[0]?.family?.members, 'the twins').toBe(2)
    expect(codesOf(await decide([]))).toEqual(['registry/answer-required'])
  })

  test('nobody is two persons of one household, and then nothing is kept', async () => {
    const [first, again] = await twice('Sequera')
    const { pairs } = await compared([first, again])
    const [mother, father] = [0, 1].map((at) => pairs.find((one) => one.left.personId === first.persons[at]))
    if (mother === undefined || father === undefined) throw new Error('nobody is compared')
    const both = { ...same(mother), otherId: father.right.personId }
    expect(codesOf(await decide([same(father), both, same(mother)]))).toEqual(['registry/one-each'])
    expect(await survivorOf(again.persons[0])).toBeNull()
  })

  test('of six or more at once a second member confirms', async () => {
    const [first, again] = await twice('Villasmil', 3)
    const { pairs } = await compared([first, again])
    expect(pairs.length).toBeGreaterThanOrEqual(6)
    expect(valueOf(await decide(pairs.map(same)))).toMatchObject({ waits: true })
    expect(await survivorOf(again.persons[0]), 'a proposal links nothing').toBeNull()
    expect(codesOf(await decide(pairs.map(same)))).toEqual(['registry/second-person-needed'])
    expect((await compared([first, again])).pairs[0]?.proposed).toBe('by-you')
    expect(valueOf(await decide(pairs.map(same), colleague))).toMatchObject({ waits: false })
    expect(await survivorOf(again.persons[0])).toBe(first.persons[0])
  })
})

describe('who was told apart', () => {
  test('is not joined by way of a third record', async () => {
    const register = async (given: string): Promise<string> => {
      clock.now = new Date(clock.now.getTime() + 60_000)
      return (await office.register(aHousehold(aPerson().named(given, 'Guaramato').bornOn('1979-12-03')))).persons[0] ?? ''
    }
    const [a, b, c] = [await register('Nereida'), await register('Nereyda'), await register('Nereida María')]
    const say = (personId: string, otherId: string, decision: string, by?: Actor) => {
      clock.now = new Date(clock.now.getTime() + 60_000)
      return office.send('registry/decide-duplicate', { personId, otherId, decision, reason: 'se sabe' }, by)
    }
    valueOf(await say(a, b, 'different'))
    valueOf(await say(a, c, 'same'))
    expect(codesOf(await say(b, c, 'same'))).toEqual(['registry/told-apart'])
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: b }))
    expect(valueOf(await say(b, c, 'same'))).toMatchObject({ waits: true })
    expect(valueOf(await say(b, c, 'same', colleague))).toMatchObject({ waits: false })
  })
})
