import type { Installation } from '../installation.ts'
import { makeCasework } from './casework.ts'
import { openOffices } from './offices.ts'
import { registerPeople, type Registered } from './register-people.ts'
import { sharePeople } from './shared-people.ts'

/** How much of the demonstration the office in the south registers. */
export const southernShare = 0.4

/**
 * The demonstration of a first start: two organisations with their sample accounts, made-up households, applications in every
 * state, and a few people whom one office shares with the other.
 */
export async function seedDemo(
  installation: Installation,
  demo: {
    readonly households: number
    readonly country: string
    readonly seed: number
    readonly say: (line: string) => void
  },
): Promise<void> {
  const { households, seed, say } = demo
  const offices = await openOffices(installation, { country: demo.country, timeZone: installation.timeZone })
  const people: [Registered[], Registered[]] = [[], []]
  const quarter = Math.max(1, Math.ceil(households / 4))
  let done = 0
  await registerPeople(installation, offices, {
    seed,
    share: southernShare,
    households,
    batch: Math.min(25, quarter),
    registered(some) {
      const before = Math.floor(done / quarter)
      done += some.length
      for (const one of some) people[one.household.office].push(one)
      if (Math.floor(done / quarter) > before) say(`  ${done} of ${households} made-up households …`)
    },
  })
  // In one order, whoever was quicker: a run that goes on where another was cut off means the same people.
  for (const some of people) some.sort((a, b) => a.number - b.number)
  const [north, south] = offices
  await Promise.all([
    makeCasework(installation, north, { people: people[0], name: 'north' }),
    makeCasework(installation, south, { people: people[1], name: 'south' }),
  ])
  await sharePeople(installation, { from: north, to: south, people: people[0] })
  await sharePeople(installation, { from: south, to: north, people: people[1] })
  say(`  ${households} made-up households at two offices; sign in with the sample accounts on the sign-in page.`)
}
