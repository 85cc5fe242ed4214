import { getOrganisation } from '@convive/accounts'
import { members } from '@convive/access'
import { command, type Work } from '@convive/commands'
import { dayIn, ok, refuse, type CalendarDate } from '@convive/kernel'
import { packs, type CountedCell } from '@convive/procedures'
import { simulationInput, type SimulationInput } from '../domain/simulation-input.ts'
import { releasedUntil } from '../store/release.ts'
import { safelyCounted } from '../store/safely-counted.ts'
import { countedSimulations, insertSimulation } from '../store/simulations.ts'

/** Unfinished at once, and asked for within an hour, by one organisation. */
const [mostOpen, mostAnHour] = [8, 200]

/** Asks what a change of a law would do. The server then works at it by itself, on people made up from the month's published counts. */
export const askSimulation = command({
  name: 'statistics/ask-simulation',
  about:
    'Ask what a change of a procedure would do to people made up from the published counts; the server goes on by itself and nobody is looked at.',
  input: simulationInput,
  may: members('planner').onTheirOrganisation().forPurpose('statistics'),
  refusals: [
    'statistics/procedure-not-found',
    'statistics/part-not-found',
    'statistics/condition-too-long',
    'statistics/day-impossible',
    'statistics/range-reversed',
    'statistics/too-few-people',
    'statistics/too-many-simulations',
  ],
  async run(work) {
    const { actor, input, tx } = work
    if (actor.kind !== 'member') return refuse('commands/not-allowed')
    const procedure = packs.procedures.get(input.procedureId)
    const text = procedure === undefined ? undefined : packs.texts.get(procedure.file)
    if (procedure === undefined || text === undefined) return refuse('statistics/procedure-not-found')
    const stranger = strangerIn(input)
    if (stranger !== undefined) return refuse({ code: 'statistics/part-not-found', with: { part: stranger.slice(0, 60) } })
    const reversed = reversedIn(input)
    if (reversed !== undefined) return refuse({ code: 'statistics/range-reversed', at: reversed })
    const { open, asked } = await countedSimulations(tx, new Date(work.now.getTime() - 3_600_000))
    if (open >= mostOpen || asked >= mostAnHour) return refuse('statistics/too-many-simulations')
    const releasedOn = await releasedUntil(tx)
    if (releasedOn === undefined) return refuse('statistics/too-few-people')
    const { country, timeZone } = await getOrganisation(tx)
    const { conditions, window, fees, assumptions, householdSize, minutes } = input
    const simulationId = work.newId<'simulation'>()
    await insertSimulation(work, {
      simulationId,
      organisationId: actor.organisationId,
      memberId: actor.memberId,
      kept: {
        input,
        releasedOn,
        asked: {
          id: procedure.id,
          file: procedure.file,
          text,
          change: { conditions, window: windowOf(window), fees },
          today: dayIn(work.now, timeZone),
          country,
          cells: await publishedCells(work),
          assumptions,
          householdSize,
          minutes,
        },
      },
    })
    work.journal(actor.organisationId, { fields: [`simulation/${simulationId}`, procedure.id] })
    work.tell('statistics/simulation-asked', { simulationId })
    return ok({ simulationId })
  },
})

/** Published numbers, and no others: whatever is done with them tells nothing more about anybody. */
async function publishedCells({ tx }: Work): Promise<readonly CountedCell[]> {
  const { cells } = await safelyCounted(tx, ['sex', 'age_group', 'nationality'])
  return cells.flatMap(({ at, count }): readonly CountedCell[] => {
    const { sex, age_group: ageGroup, nationality } = at
    if (typeof sex !== 'string' || typeof ageGroup !== 'string' || typeof nationality !== 'string' || count === 0) return []
    return [{ sex, ageGroup, nationality, count }]
  })
}

function windowOf(
  window: SimulationInput['window'],
): { readonly opens?: CalendarDate; readonly closes?: CalendarDate } | undefined {
  if (window === undefined) return undefined
  const { opens, closes } = window
  return { ...(opens === undefined ? {} : { opens }), ...(closes === undefined ? {} : { closes }) }
}

/** A condition, fee or fact that the procedure or the catalogue does not have. */
function strangerIn({ procedureId, conditions, fees, assumptions }: SimulationInput): string | undefined {
  const procedure = packs.procedures.get(procedureId)
  const own = new Set(procedure?.conditions.map(({ id }) => id))
  const paid = new Set(procedure?.fees.map(({ id }) => id))
  return (
    Object.keys(conditions).find((id) => !own.has(id)) ??
    Object.keys(fees).find((id) => !paid.has(id)) ??
    Object.entries(assumptions).find(([id, one]) => !fits(id, one))?.[0]
  )
}

function fits(id: string, one: SimulationInput['assumptions'][string]): boolean {
  const fact = packs.catalogue.get(id)
  if (fact === undefined || fact.derive !== undefined) return false
  switch (one.kind) {
    case 'yes':
      return fact.type === 'boolean'
    case 'days':
      return fact.type === 'date'
    case 'numbers':
      return fact.type === 'number'
    case 'same':
      return (fact.type === 'code' || fact.type === 'codes') && fact.values?.some(({ code }) => code === one.code) === true
  }
}

function reversedIn({ window, assumptions }: SimulationInput): string | undefined {
  const { opens, closes } = window ?? {}
  if (opens !== undefined && closes !== undefined && closes < opens) return 'window.closes'
  return Object.entries(assumptions).find(
    ([, one]) => (one.kind === 'days' && one.to < one.from) || (one.kind === 'numbers' && one.most < one.least),
  )?.[0]
}
