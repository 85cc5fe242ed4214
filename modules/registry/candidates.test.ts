import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson, type HouseholdDraft } from './testing/index.ts'
import { openOffice, valueOf, type Office } from './testing/office.ts'

type Checked = { people: { likely: { id: string }[] }[] }
const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

async function foundFor(household: HouseholdDraft): Promise<readonly (readonly string[])[]> {
  const { people } = valueOf<Checked>(await office.ask('registry/check-duplicates', household))
  return people.map(({ likely }) => likely.map(({ id }) => id))
}
async function register(household: HouseholdDraft): Promise<readonly string[]> {
  clock.now = new Date(clock.now.getTime() + 1000)
  return (await office.register(household)).persons
}

describe('where many bear the same name', () => {
  test('whoever shares what is rare is found, however many of the name came later', async () => {
    const wanted = aPerson().named('María', 'Pérez').bornOn('1984-06-11')
    const [first = ''] = await register(aHousehold(wanted.with({ phone: '0981 700 111', motherName: 'Eufrasia Pérez' })))
    for (let n = 0; n < 60; n += 1)
      await register(
        aHousehold(
          aPerson()
            .named('María', 'Pérez')
            .bornOn(`1984-${String((n % 5) + 1).padStart(2, '0')}-20`),
        ),
      )
    const asked = aPerson().named('María', 'Peres').bornOn('1984')
    const [found = []] = await foundFor(aHousehold(asked.with({ phone: '0981 700 111', motherName: 'Eufrasia Peres' })))
    expect(found[0]).toBe(first)
  })

  test('whoever of them has no year is among those asked about, and the other way round', async () => {
    const [first = ''] = await register(
      aHousehold(
        aPerson()
          .named('Ana', 'Gómez', 'Tacoa')
          .with({ birth: { state: 'unknown' } }),
      ),
    )
    expect((await foundFor(aHousehold(aPerson().named('Ana', 'Gómez', 'Tacoa').bornOn('1971-01-20'))))[0]).toContain(first)
    const [second = ''] = await register(aHousehold(aPerson().named('Eva', 'Lugo', 'Tacoa').bornOn('1961-03-20')))
    const asked = aPerson()
      .named('Eva', 'Lugo', 'Tacoa')
      .with({ birth: { state: 'unknown' } })
    expect((await foundFor(aHousehold(asked)))[0]).toContain(second)
  })
})

describe('a family that comes again', () => {
  const child = { relation: 'child', consentBy: 'guardian' } as const
  const mother = aPerson().named('Nairobis', 'Chirinos').bornOn('1988-07-19')
  const son = (given: string, family: string, birth: string) =>
    aPerson()
      .named(given, family)
      .bornOn(birth)
      .with({ sex: 'M', ...child })

  test('leads to a child whose own words lead nowhere', async () => {
    const father = aPerson().named('Wilfrido', 'Villarroel').bornOn('1985-02-11').with({ sex: 'M', relation: 'partner' })
    const persons = await register(aHousehold(mother, father, son('Esneider', 'Villarroel', '2015-01-01')))
    const misheard = son('Esneyder', 'Billarmel', '2015-10-30')
    expect((await foundFor(aHousehold(misheard.with({ relation: 'focal_point' }))))[0], 'alone').toEqual([])
    expect((await foundFor(aHousehold(mother, father, misheard)))[2]).toEqual([persons[2]])
  })

  test('of a child who is new, no brother is shown', async () => {
    const home = (given: string, birth: string) =>
      aHousehold(mother, son(given, 'Chirinos', birth).with({ phone: '0981 700 222', motherName: 'Nairobis Chirinos' }))
    const persons = await register(home('Wikelman', '2014-02-03'))
    const [again = [], brother] = await foundFor(home('Osmel', '2015-02-20'))
    expect(again).toContain(persons[0])
    expect(brother).toEqual([])
  })
})
