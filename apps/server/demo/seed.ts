import type { Actor } from '@convive/access'
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

/**
 * Registers made-up households through the ordinary command, four at a time. Each carries its number as key: those that an
 * earlier start has registered are not made again.
 */
export async function seedDemo(
  installation: Installation,
  demo: {
    readonly households: number
    readonly actor: Actor
    readonly seed: number
    readonly say: (line: string) => void
  },
): Promise<void> {
  const population = makePopulation(demo.households, {
    chance: chanceFrom(demo.seed),
    year: installation.clock().getUTCFullYear(),
    places,
  })
  let [taken, done] = [0, 0]
  const next = population.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const household of next) {
        const answer = await installation.dispatcher.dispatch('registry/register-household', toInput(household), {
          actor: demo.actor,
          key: `demo-${demo.seed}-${(taken += 1)}`,
        })
        // Another year or release makes other people of the same number; whom the earlier start registered is enough.
        const codes = answer.ok ? [] : answer.refusals.filter((one) => one.code !== 'commands/key-reused')
        if (codes.length > 0)
          throw new Error(`The demonstration could not be made: ${codes.map((one) => `${one.code} ${one.at ?? ''}`).join(', ')}`)
        done += 1
        if (done % Math.ceil(population.length / 4) === 0) demo.say(`  ${done} of ${population.length} made-up households …`)
      }
    }),
  )
  demo.say(`  ${population.length} made-up households registered; sign in with the sample accounts on the sign-in page.`)
}
