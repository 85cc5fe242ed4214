import { aHousehold, aPerson } from '@convive/registry/testing'
import type { World } from './world.ts'

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')

/** A woman who fulfils every condition and her child, registered by our officer. */
export async function registered(
  world: World,
): Promise<{ readonly householdId: string; readonly persons: readonly [string, string] }> {
  const made = await world.prepare<{ householdId: string; persons: string[] }>(
    'registry/register-household',
    aHousehold(aPerson().bornOn('1990-05-03'), aPerson().bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' })),
  )
  const [woman = '', child = ''] = made.persons
  return { householdId: made.householdId, persons: [woman, child] }
}

export async function opened(
  world: World,
): Promise<{ readonly personId: string; readonly childId: string; readonly applicationId: string }> {
  const { persons } = await registered(world)
  const [personId, childId] = persons
  for (const [fact, value] of [
    ['ties', ['work']],
    ['criminal_record', false],
  ])
    await world.prepare('registry/correct-fact', { personId, fact, answer: { state: 'value', value }, basedOn: 1 })
  const { applicationId } = await world.prepare<{ applicationId: string }>('procedures/open-application', {
    personId,
    procedureId: 'ysapy.regularisation',
  })
  return { personId, childId, applicationId }
}

/** An application with its evidence, ready to hand in. */
export async function complete(
  world: World,
): Promise<{ readonly personId: string; readonly applicationId: string; readonly evidenceId: string }> {
  const { personId, applicationId } = await opened(world)
  let evidenceId = ''
  for (const [requirement, kind] of [
    ['identity', 'passport_expired'],
    ['entry', 'sworn_declaration'],
    ['record', 'sworn_declaration'],
  ])
    evidenceId = (
      await world.prepare<{ evidenceId: string }>('procedures/attach-evidence', { applicationId, requirement, kind, file: pdf })
    ).evidenceId
  return { personId, applicationId, evidenceId }
}

export async function handedIn(world: World): Promise<{ readonly personId: string; readonly applicationId: string }> {
  const { personId, applicationId } = await complete(world)
  await world.prepare('procedures/submit-application', { applicationId })
  return { personId, applicationId }
}

/** What a decider sends after having looked at an application. */
export async function decision(
  world: World,
  applicationId: string,
  outcome: 'approved' | 'refused',
): Promise<Record<string, unknown>> {
  type Shown = { seen: string; people: { personId: string; bases: { id: string }[] }[] }
  const { seen, people } = await world.read<Shown>('procedures/show-application', { applicationId })
  const againstRules = Object.fromEntries(
    people.map(({ personId, bases }) => [personId, { confirmed: true, restsOn: bases[0]?.id }]),
  )
  const given = { applicationId, outcome, reasons: 'Así lo dice el artículo que se cita.', basedOn: seen }
  return outcome === 'refused' ? { ...given, againstRules } : given
}

/** Approved by another member, with the paper that was issued. */
export async function approved(
  world: World,
): Promise<{ readonly personId: string; readonly applicationId: string; readonly paperId: string }> {
  const { personId, applicationId } = await handedIn(world)
  await world.prepare('procedures/decide-application', await decision(world, applicationId, 'approved'), world.ours.decider.actor)
  const { papers } = await world.read<{ papers: { paperId: string }[] }>('papers/papers-of-person', { personId })
  return { personId, applicationId, paperId: papers[0]?.paperId ?? '' }
}

/** Number and access code of a registered woman's slip. */
export async function slip(world: World): Promise<{ readonly personId: string; readonly number: string; readonly code: string }> {
  const { householdId, persons } = await registered(world)
  const { slips } = await world.read<{ slips: { number: string; code: string }[] }>('registry/show-slips', { householdId })
  return { personId: persons[0], number: slips[0]?.number ?? '', code: slips[0]?.code ?? '' }
}

/** The cookie of a registered woman who has chosen her PIN. */
export async function herself(
  world: World,
): Promise<{ readonly personId: string; readonly cookie: string; readonly code: string }> {
  const { personId, number, code } = await slip(world)
  const { session } = await world.prepare<{ session: string }>(
    'registry/set-pin',
    { number, code, pin: '481592' },
    { kind: 'public' },
  )
  return { personId, code, cookie: `session=${session}` }
}
