import { chanceFrom } from './chance.ts'
import type { Dispatching } from './dispatching.ts'
import { demoOffices, type DemoOffice } from './offices.ts'
import { parseStep } from './parse-step.ts'
import { makePopulation, type OfficeHousehold } from './population.ts'
import { toInput } from './to-input.ts'

/** A made-up household that was registered, with the ids of its people. */
export type Registered = {
  readonly household: OfficeHousehold
  readonly number: number
  readonly persons: readonly string[]
}

export type Amount = {
  readonly seed: number
  /** How much of it the second organisation registers, from 0 to 1. */
  readonly share: number
  readonly households?: number
  /** Until there are so many persons, in place of a number of households. */
  readonly people?: number
  /** Households in one transaction. */
  readonly batch: number
  readonly signal?: AbortSignal
  readonly registered: (some: readonly Registered[]) => void
}

type Numbered = { readonly household: OfficeHousehold; readonly number: number; readonly key: string }

/**
 * Registers a made-up population through the ordinary command, a batch in one transaction. Each household carries its number
 * as key: those that an earlier run has registered are not made again.
 */
export async function registerPeople(
  around: Dispatching,
  offices: readonly [DemoOffice, DemoOffice],
  amount: Amount,
): Promise<void> {
  const batches = inBatches(around, amount)
  const loops = await Promise.allSettled(
    Array.from({ length: 4 }, async () => {
      for (const { office, batch } of batches) {
        amount.signal?.throwIfAborted()
        amount.registered(await registerBatch(around, offices[office].as('registrar'), batch))
      }
    }),
  )
  // What is under way is finished before anybody hears that it was stopped.
  for (const one of loops) if (one.status === 'rejected') throw one.reason
}

async function registerBatch(
  { dispatcher }: Dispatching,
  actor: ReturnType<DemoOffice['as']>,
  batch: readonly Numbered[],
): Promise<readonly Registered[]> {
  const inputs = batch.map(({ household, key }) => ({ input: toInput(household), key }))
  const answers = await dispatcher.dispatchMany('registry/register-household', inputs, { actor })
  return batch.flatMap(({ household, number }, at) => {
    const answer = answers[at]
    if (answer?.ok === true) return [{ household, number, persons: parseStep<{ persons: string[] }>(answer.value).persons }]
    // Another year or release makes other people of the same number; whom the earlier run registered is enough.
    const codes = (answer?.refusals ?? []).filter((one) => one.code !== 'commands/key-reused')
    if (codes.length > 0)
      throw new Error(`The demonstration could not be made: ${codes.map((one) => `${one.code} ${one.at ?? ''}`).join(', ')}`)
    return [{ household, number, persons: [] }]
  })
}

/** Batches of one office each, in the order in which they fill. */
function* inBatches(
  around: Dispatching,
  { seed, share, households = Number.POSITIVE_INFINITY, people = Number.POSITIVE_INFINITY, batch }: Amount,
): Generator<{ readonly office: 0 | 1; readonly batch: readonly Numbered[] }> {
  const [north, south] = demoOffices
  const population = makePopulation(households, {
    chance: chanceFrom(seed),
    year: around.clock().getUTCFullYear(),
    places: north.places,
    second: { places: south.places, share },
  })
  const filling: [Numbered[], Numbered[]] = [[], []]
  let [number, counted] = [0, 0]
  for (const household of population) {
    const held = filling[household.office]
    number += 1
    held.push({ household, number, key: `demo-${seed}-${number}` })
    counted += household.people.length
    if (held.length >= batch) yield { office: household.office, batch: held.splice(0) }
    if (counted >= people) break
  }
  for (const office of [0, 1] as const) if (filling[office].length > 0) yield { office, batch: filling[office] }
}
