import { aHousehold } from '@convive/registry/testing'
import { officer, type Sample } from './sample.ts'
import { registered } from './story.ts'
import type { World } from './world.ts'

async function twoPersons(world: World): Promise<{ personId: string; otherId: string }> {
  const [one, other] = [await registered(world), await registered(world)]
  return { personId: one.persons[0], otherId: other.persons[0] }
}

/** A family that was registered twice, whom nobody has judged. */
async function familyTwice(world: World) {
  const [one, other] = [await registered(world), await registered(world)]
  return { householdId: one.householdId, otherId: other.householdId, first: one.persons, again: other.persons }
}

type Report = { readonly runs: readonly { readonly finished: string | null }[] }

/** Whatever run was under way is finished, by us or by the server's own clock. */
async function runThrough(world: World): Promise<void> {
  for (;;) {
    await world.prepare('registry/continue-duplicate-run', {})
    const { runs } = await world.read<Report>('registry/duplicate-report', {})
    if (runs.every((run) => run.finished !== null)) return
  }
}

/** Of what finds and judges records of one person. */
export const duplicateSamples: Readonly<Record<string, Sample>> = {
  'registry/begin-duplicate-run': officer(async (world) => {
    await runThrough(world)
    return {}
  }),
  'registry/check-duplicates': officer(() => aHousehold()),
  'registry/compare-families': officer(async (world) => {
    const { householdId, otherId } = await familyTwice(world)
    return { householdId, otherId }
  }),
  'registry/compare-records': officer(twoPersons),
  'registry/continue-duplicate-run': officer(async (world) => {
    await runThrough(world)
    await twoPersons(world)
    await world.prepare('registry/begin-duplicate-run', {})
    return {}
  }),
  'registry/count-alike': officer(() => ({ given: 'Yolanda', family: ['Pérez'], birth: '1990-02-03' })),
  'registry/decide-duplicate': officer(async (world) => ({
    ...(await twoPersons(world)),
    decision: 'same',
    reason: 'La misma persona, dos visitas.',
  })),
  'registry/decide-family': officer(async (world) => {
    const { first, again } = await familyTwice(world)
    const pairs = [0, 1].map((at) => ({ personId: first[at], otherId: again[at], decision: 'same' }))
    return { pairs, reason: 'La misma familia, dos visitas.' }
  }),
  'registry/duplicate-report': officer(async (world) => {
    await runThrough(world)
    return {}
  }),
  'registry/duplicate-sample': officer(() => ({})),
  'registry/list-reviews': officer(() => ({})),
  'registry/next-review': officer(() => ({})),
  'registry/seal-record': officer(async (world) => ({ personId: (await registered(world)).persons[0], sealed: true })),
  'registry/undo-link': officer(async (world) => {
    const pair = await twoPersons(world)
    await world.prepare('registry/decide-duplicate', { ...pair, decision: 'same', reason: 'La misma persona.' })
    return pair
  }),
}
