import { members } from '@convive/access'
import { query } from '@convive/commands'
import type { FactDefinition } from '@convive/facts'
import { ok, refuse, type CalendarDate, type Money, type Words } from '@convive/kernel'
import { packs } from '@convive/procedures'
import { z } from 'zod'
import type { SimulationInput } from '../domain/simulation-input.ts'
import { countedParts } from '../domain/counted-parts.ts'
import { findSimulation } from '../store/simulations.ts'

/** A fact that the rules read and nobody counted: how a form asks what to assume of it. */
export type AssumedFact = {
  readonly id: string
  readonly label: Words
  readonly kind: 'yes' | 'days' | 'numbers' | 'same'
  readonly values: readonly { readonly code: string; readonly label: Words }[]
}

/** A procedure with everything that can be changed of it. */
export type ChosenLaw = {
  readonly id: string
  readonly title: Words
  readonly inForce: { readonly from: CalendarDate; readonly until?: CalendarDate | undefined }
  readonly conditions: readonly { readonly id: string; readonly words: Words; readonly feel: string }[]
  readonly fees: readonly { readonly id: string; readonly title?: Words | undefined; readonly amount: Money }[]
  readonly facts: readonly AssumedFact[]
}

/** What can be changed of a procedure, and what has to be assumed; with a simulation, what was typed for it. */
export const whatIfForm = query({
  name: 'statistics/what-if-form',
  about:
    'The procedures that can be simulated; of one of them its conditions, window, fees, and the facts of people that nobody counted.',
  input: z.object({ procedureId: z.string().max(80).optional(), simulationId: z.uuid().optional() }),
  may: members('planner').onTheirOrganisation().forPurpose('statistics'),
  refusals: ['statistics/procedure-not-found', 'statistics/simulation-not-found'],
  async run({ input, tx }) {
    const before = input.simulationId === undefined ? undefined : await findSimulation(tx, input.simulationId)
    if (input.simulationId !== undefined && before === undefined) return refuse('statistics/simulation-not-found')
    const typed: SimulationInput | undefined = before?.kept.input
    const id = typed?.procedureId ?? input.procedureId
    const procedure = id === undefined ? undefined : packs.procedures.get(id)
    if (id !== undefined && procedure === undefined) return refuse('statistics/procedure-not-found')
    const places = [...packs.jurisdictions.values()].map((one) => ({ id: one.id, name: one.name }))
    const procedures = [...packs.procedures.values()].map(({ id: own, title, jurisdiction }) => ({
      id: own,
      title,
      place: jurisdiction,
    }))
    return ok({ places, procedures, typed, chosen: procedure === undefined ? undefined : chosenLaw(procedure) })
  },
})

function chosenLaw(procedure: Procedure): ChosenLaw {
  const feel = new Map(procedure.ruleset.conditions.map((one) => [one.id, one.expression.feel]))
  return {
    id: procedure.id,
    title: procedure.title,
    inForce: procedure.inForce,
    conditions: procedure.conditions.map((one) => ({ id: one.id, words: one.words, feel: feel.get(one.id) ?? '' })),
    fees: procedure.fees.map(({ id, title, amount }) => ({ id, title, amount })),
    facts: procedure.facts.flatMap((fact) => assumedFact(packs.catalogue.get(fact))),
  }
}

type Procedure = typeof packs.procedures extends ReadonlyMap<string, infer One> ? One : never

const kinds: Readonly<Partial<Record<FactDefinition['type'], AssumedFact['kind']>>> = {
  boolean: 'yes',
  date: 'days',
  number: 'numbers',
  code: 'same',
  codes: 'same',
}

function assumedFact(fact: FactDefinition | undefined): readonly AssumedFact[] {
  if (fact === undefined || countedParts.has(fact.id) || fact.derive !== undefined) return []
  const kind = kinds[fact.type]
  if (kind === undefined) return []
  const values = kind === 'same' ? (fact.values ?? []).map(({ code, label }) => ({ code, label })) : []
  return [{ id: fact.id, label: fact.label, kind, values }]
}
