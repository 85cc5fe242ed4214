import { aHousehold, aPerson } from '@convive/registry/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, send, sessionOf } from './testing/browse.ts'
import { aWorld, type World } from './testing/index.ts'

let world: World
let cookie: string
beforeAll(async () => {
  world = await aWorld()
  cookie = await sessionOf(world, world.ours.officer)
})
afterAll(() => world.close())

type Member = { readonly given: string; readonly birth: string; readonly relation?: string }

/** The form of a household as an officer fills it in, as far as "check answers". */
async function check(members: readonly Member[], surname: string) {
  const fields = Object.fromEntries(
    members.flatMap(({ given, birth, relation = '' }, at) =>
      Object.entries({
        given,
        birth,
        relation,
        family: surname,
        sex: 'F',
        origin: 'VEN',
        needs: 'no',
        consent: 'refused',
      }).map(([name, value]) => [`m${at}.${name}`, value]),
    ),
  )
  const form = await open(world, '/es/desk/register', cookie)
  return send(world, form, {
    with: 'name="m0.given"',
    fields: { ...fields, place: 'Centro', count: String(members.length), do: 'check' },
  })
}

const home = (size: number): readonly Member[] =>
  ['Llolanda', 'Zuleima', 'Oriana', 'Fátima', 'Génesis', 'Nohelia'].slice(0, size).map((given, at) => ({
    given,
    birth: `${at + 1}-3-${at === 0 ? 1988 : 2012 + at}`,
    ...(at === 0 ? {} : { relation: 'child' }),
  }))

async function registered(size: number, surname: string) {
  const people = home(size).map(({ given, birth }, at) => {
    const [day, month, year] = birth.split('-')
    const born = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
    const person = aPerson()
      .named(given, ...surname.split(' '))
      .bornOn(born)
    return at === 0 ? person : person.with({ relation: 'child', consentBy: 'guardian' })
  })
  return world.prepare<{ householdId: string; persons: string[] }>('registry/register-household', aHousehold(...people))
}

async function answeredForAll(size: number, surname: string, reason: string) {
  const first = await registered(size, surname)
  // Ids grow with time, and the older record stands for both.
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  const shown = await check(home(size), surname)
  const answered = await send(world, shown, {
    with: 'value="register"',
    fields: { do: 'register', [`sameFamily.${first.householdId}`]: 'same', [`familyReason.${first.householdId}`]: reason },
  })
  return { first, shown, answered }
}

async function survivorsOf(householdId: string): Promise<readonly (string | null)[]> {
  const { members } = await world.read<{ members: { personId: string }[] }>('registry/show-household', { householdId })
  const shown = await Promise.all(
    members.map(({ personId }) => world.read<{ person: { survivorId: string | null } }>('registry/show-person', { personId })),
  )
  return shown.map(({ person }) => person.survivorId)
}
const householdOf = (location: string | null): string => /households\/([0-9a-f-]{36})\/slips/.exec(location ?? '')?.[1] ?? ''

test('a family that comes again is linked with one answer at registration; without a reason nothing is registered', async () => {
  const { first, shown, answered } = await answeredForAll(2, 'Camacaro Chirinos', '')
  expect(shown.html).toContain('Quizá esta familia ya está registrada: se parecen 2 personas')
  expect(answered.html).toContain(`familyReason-${first.householdId}`)
  expect(answered.html).toContain('id="faults"')
  const again = await send(world, answered, {
    with: 'value="register"',
    fields: { do: 'register', [`sameFamily.${first.householdId}`]: 'same', [`familyReason.${first.householdId}`]: 'los conozco' },
  })
  const survivors = await survivorsOf(householdOf(again.location))
  expect(survivors.toSorted()).toEqual(first.persons.toSorted())
})

test('of six or more a colleague has to confirm, at registration too', async () => {
  const { answered } = await answeredForAll(6, 'Ontiveros Tucupita', 'los conozco')
  expect(answered.status).toBe(302)
  const survivors = await survivorsOf(householdOf(answered.location))
  expect(survivors).toHaveLength(6)
  expect(survivors.every((one) => one === null)).toBe(true)
})
