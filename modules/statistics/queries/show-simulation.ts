import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { packs } from '@convive/procedures'
import { z } from 'zod'
import { shownResult } from '../domain/shown-result.ts'
import { findSimulation } from '../store/simulations.ts'

/** How far a simulation is, what was asked, and what came out: counts of five and more, fewer as “few”. */
export const showSimulation = query({
  name: 'statistics/show-simulation',
  about:
    'How far a simulation is and what came out: who gains, loses and stays unknown, households, fees and work, as intervals; fewer than five people as “few”.',
  input: z.object({ simulationId: z.uuid() }),
  may: members('planner').onTheirOrganisation().forPurpose('statistics'),
  refusals: ['statistics/simulation-not-found'],
  async run({ input, tx }) {
    const one = await findSimulation(tx, input.simulationId)
    if (one === undefined) return refuse('statistics/simulation-not-found')
    const { kept, found, state, progress, simulationId, askedAt } = one
    const procedure = packs.procedures.get(kept.input.procedureId)
    const fees = (procedure?.fees ?? []).map(({ id, title, amount }) => ({ id, title, amount }))
    return ok({
      simulationId,
      askedAt,
      state,
      progress,
      input: kept.input,
      releasedOn: kept.releasedOn,
      title: procedure?.title,
      conditions: (procedure?.conditions ?? []).map(({ id, words }) => ({ id, words })),
      assumed: Object.keys(kept.input.assumptions).map((id) => ({ id, label: packs.catalogue.get(id)?.label })),
      faults: found?.ok === false ? found.faults : [],
      shown: found?.ok === true ? shownResult(found, fees) : undefined,
    })
  },
})
