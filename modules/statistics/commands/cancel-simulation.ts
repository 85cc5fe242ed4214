import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { cancelSimulation as cancel, findSimulation } from '../store/simulations.ts'

/** Stops a simulation; it can be asked for again as it was. */
export const cancelSimulation = command({
  name: 'statistics/cancel-simulation',
  about: 'Stop a simulation that waits or is under way.',
  input: z.object({ simulationId: z.uuid() }),
  may: members('planner').onTheirOrganisation().forPurpose('statistics'),
  refusals: ['statistics/simulation-not-found', 'statistics/simulation-ended'],
  async run(work) {
    const { simulationId } = work.input
    const found = await findSimulation(work.tx, simulationId, true)
    if (found === undefined) return refuse('statistics/simulation-not-found')
    if (found.state !== 'waiting' && found.state !== 'running') return refuse('statistics/simulation-ended')
    await cancel(work, simulationId)
    const { actor } = work
    if (actor.kind === 'member') work.journal(actor.organisationId, { fields: [`simulation/${simulationId}`, 'cancelled'] })
    return ok({ simulationId })
  },
})
