import { accounts } from '@convive/accounts'
import { module } from '@convive/commands'
import { procedures } from '@convive/procedures'
import { registry } from '@convive/registry'
import { askSimulation } from './commands/ask-simulation.ts'
import { cancelSimulation } from './commands/cancel-simulation.ts'
import { listSimulations } from './queries/list-simulations.ts'
import { safeTable } from './queries/safe-table.ts'
import { showSimulation } from './queries/show-simulation.ts'
import { whatIfForm } from './queries/what-if-form.ts'
import { refusals } from './refusals.ts'

/** Counting without exposing anyone: safe tables, and what a change of a law would do. */
export const statistics = module({
  name: 'statistics',
  after: [accounts, registry, procedures],
  commands: [askSimulation, cancelSimulation],
  queries: [safeTable, whatIfForm, listSimulations, showSimulation],
  events: ['statistics/simulation-asked'],
  refusals,
  migrations: { room: 'statistics', directory: new URL('./migrations', import.meta.url).pathname },
  // What was asked can be asked again; published counts of one month have no place in an archive.
  keeping: { leftOut: ['statistics.simulation'] },
})

export { startSimulator } from './jobs/simulator.ts'
export type { Simulator } from './jobs/simulator.ts'
export { releaseCounts } from './store/release.ts'
export type { askSimulation } from './commands/ask-simulation.ts'
