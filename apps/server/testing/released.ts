import pg from 'pg'
import { keepReleasing } from '../release-counts.ts'
import type { World } from './world.ts'

const released = new WeakSet<World>()

/** A hundred and twenty people who were registered a month ago, in the projection alone, and the counts of them. Once in a world. */
export async function releaseMany(world: World): Promise<void> {
  if (released.has(world)) return
  released.add(world)
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  await client.query(`insert into statistics.person (row_ref, record_key, population_group, need, sex, age_group, nationality, place, month)
    select decode(md5(n::text), 'hex'), n * 71234567891011, 'refugee', 'none', 'F', '25-59', 'VEN', 'Puerto Ysapy', '2026-10' from generate_series(1, 120) n
    on conflict do nothing`)
  // As if the server had been down when the month began.
  await client.query('delete from statistics.release')
  await client.end()
  const releasing = await keepReleasing(world.running.installation, () => {})
  releasing.stop()
}

/** A change of the example law, where counts are published. */
export async function aSimulation(world: World): Promise<Readonly<Record<string, unknown>>> {
  await releaseMany(world)
  // Only a few may wait at once.
  const { simulations } = await world.read<{ simulations: readonly { state: string }[] }>('statistics/list-simulations', {})
  if (simulations.filter(({ state }) => state === 'waiting' || state === 'running').length >= 5)
    await world.running.simulator.settled()
  return { procedureId: 'ysapy.regularisation', conditions: {}, window: { opens: '2026-01-01' } }
}

export async function simulated(world: World): Promise<{ readonly simulationId: string }> {
  const { simulationId } = await world.prepare<{ simulationId: string }>('statistics/ask-simulation', await aSimulation(world))
  return { simulationId }
}

/** One that waits while another is under way: it is not over before somebody cancels it. */
export async function waiting(world: World): Promise<{ readonly simulationId: string }> {
  await simulated(world)
  return simulated(world)
}
