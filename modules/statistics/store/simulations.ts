import type { Work } from '@convive/commands'
import { sql, type Database, type Transaction } from '@convive/database'
import type { SimulationAsked, SimulationFound } from '@convive/procedures'
import type { SimulationInput } from '../domain/simulation-input.ts'
import { parseFound, parseKept } from './parse-simulation.ts'

/** What was asked for: how it was typed, and with that the whole of what a thread needs. */
export type Kept = { readonly input: SimulationInput; readonly asked: SimulationAsked; readonly releasedOn: string }

export type SimulationState = 'waiting' | 'running' | 'done' | 'refused' | 'too-long' | 'cancelled'

export type Simulation = {
  readonly simulationId: string
  readonly memberId: string
  readonly askedAt: Date
  readonly kept: Kept
  readonly state: SimulationState
  readonly progress: number
  readonly found: SimulationFound | undefined
}

type Row = Omit<Simulation, 'kept' | 'found'> & { readonly asked: unknown; readonly found: unknown }

const columns = sql.raw(
  `simulation_id as "simulationId", member_id as "memberId", asked_at as "askedAt", asked, state, progress, found`,
)

export async function insertSimulation(
  { tx, now }: Work,
  one: { readonly simulationId: string; readonly organisationId: string; readonly memberId: string; readonly kept: Kept },
): Promise<void> {
  await tx.run(sql`insert into statistics.simulation (organisation_id, simulation_id, member_id, asked_at, changed, asked, state)
    values (${one.organisationId}, ${one.simulationId}, ${one.memberId}, ${now}, ${now}, ${JSON.stringify(one.kept)}::jsonb, 'waiting')`)
}

/** Of the actor's organisation. */
export async function findSimulation(tx: Transaction, simulationId: string, lock = false): Promise<Simulation | undefined> {
  const held = lock ? sql`for update` : sql``
  const row = await tx.first(sql<Row>`select ${columns} from statistics.simulation
    where organisation_id = app.organisation() and simulation_id = ${simulationId}::uuid ${held}`)
  return row === undefined ? undefined : simulationFrom(row)
}

function simulationFrom({ asked, found, ...row }: Row): Simulation {
  return { ...row, kept: parseKept(asked), found: parseFound(found) }
}

export async function recentSimulations(
  tx: Transaction,
  most: number,
): Promise<readonly (Pick<Simulation, 'simulationId' | 'memberId' | 'askedAt' | 'state'> & { readonly procedureId: string })[]> {
  return tx.rows(sql<
    Pick<Simulation, 'simulationId' | 'memberId' | 'askedAt' | 'state'> & { readonly procedureId: string }
  >`select
      simulation_id as "simulationId", member_id as "memberId", asked_at as "askedAt", state, asked->'input'->>'procedureId' as "procedureId"
    from statistics.simulation where organisation_id = app.organisation() order by asked_at desc, simulation_id desc limit ${most}`)
}

/** How many of the organisation's are not finished, and how many were asked for since; whoever asks at the same moment waits to be counted. */
export async function countedSimulations(
  tx: Transaction,
  since: Date,
): Promise<{ readonly open: number; readonly asked: number }> {
  await tx.run(sql`select pg_advisory_xact_lock(7213912, hashtext(app.organisation()::text))`)
  const row = await tx.first(sql<{ open: number; asked: number }>`select
      count(*) filter (where state in ('waiting', 'running'))::int as open, count(*) filter (where asked_at > ${since})::int as asked
    from statistics.simulation where organisation_id = app.organisation()`)
  return row ?? { open: 0, asked: 0 }
}

export async function cancelSimulation({ tx, now }: Work, simulationId: string): Promise<void> {
  await tx.run(sql`update statistics.simulation set state = 'cancelled', changed = ${now}, worker = null, lease = null
    where organisation_id = app.organisation() and simulation_id = ${simulationId}::uuid and state in ('waiting', 'running')`)
}

export type ClaimedSimulation = { readonly simulationId: string; readonly kept: Kept }

/** The next one to work at, held for so many seconds. */
export async function claimSimulation(
  database: Database,
  worker: string,
  seconds: number,
): Promise<ClaimedSimulation | undefined> {
  const [claim] = await database.alone(sql<{ simulationId: string; asked: unknown }>`select simulation_id as "simulationId", asked
    from statistics.claim_simulation(${worker}::uuid, ${seconds})`)
  return claim === undefined ? undefined : { simulationId: claim.simulationId, kept: parseKept(claim.asked) }
}

/** Says how far it is; false when it was cancelled, or is another server's by now. */
export async function noteSimulation(
  database: Database,
  simulationId: string,
  own: { readonly worker: string; readonly seconds: number; readonly progress: number },
): Promise<boolean> {
  const [row] = await database.alone(sql<{
    held: boolean
  }>`select statistics.note_simulation(${own.worker}::uuid, ${simulationId}::uuid,
    ${own.progress}::real, ${own.seconds}) as held`)
  return row?.held === true
}

export async function endSimulation(
  database: Database,
  simulationId: string,
  end: { readonly worker: string; readonly state: SimulationState; readonly found: SimulationFound | undefined },
): Promise<void> {
  const found = end.found === undefined ? null : JSON.stringify(end.found)
  await database.alone(
    sql`select statistics.end_simulation(${end.worker}::uuid, ${simulationId}::uuid, ${end.state}, ${found}::jsonb)`,
  )
}

export async function tidySimulations(database: Database, now: Date): Promise<void> {
  await database.alone(sql`select statistics.tidy_simulations(${now}::timestamptz)`)
}
