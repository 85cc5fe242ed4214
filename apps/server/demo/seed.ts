import type { Actor } from '@convive/access'
import type { MemberId, OrganisationId } from '@convive/kernel'
import type { Installation } from '../installation.ts'
import { chanceFrom } from './chance.ts'
import { makePopulation } from './population.ts'
import { toInput } from './to-input.ts'

/** Towns of fictional Ysapy. */
export const places = [
  'Puerto Ysapy',
  'Villa Serena',
  'Tres Ceibos',
  'Laguna Clara',
  'Alto Guayabal',
  'San Telmo del Río',
] as const

/** Registers made-up households through the ordinary command, four at a time. */
export async function seedDemo(
  installation: Installation,
  demo: {
    readonly households: number
    readonly organisationId: OrganisationId
    readonly memberId: MemberId
    readonly seed: number
    readonly say: (line: string) => void
  },
): Promise<void> {
  const actor: Actor = {
    kind: 'member',
    memberId: demo.memberId,
    organisationId: demo.organisationId,
    name: 'demo',
    roles: ['registrar'],
  }
  const population = makePopulation(demo.households, {
    chance: chanceFrom(demo.seed),
    year: installation.clock().getUTCFullYear(),
    places,
  })
  let done = 0
  const next = population.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const household of next) {
        const answer = await installation.dispatcher.dispatch('registry/register-household', toInput(household), {
          actor,
          key: `demo-${demo.seed}-${(done += 1)}`,
        })
        if (!answer.ok)
          throw new Error(
            `The demonstration could not be made: ${answer.refusals.map((one) => `${one.code} ${one.at ?? ''}`).join(', ')}`,
          )
      }
    }),
  )
  demo.say(`  ${population.length} made-up households registered; sign in with the sample accounts on the sign-in page.`)
}
