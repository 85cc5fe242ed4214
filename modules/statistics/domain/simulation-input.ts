import { calendarDate, isCalendarDate, type CalendarDate } from '@convive/kernel'
import { z } from 'zod'

/** No condition of a law is longer. */
const longestCondition = 1500

const day = z
  .string()
  .refine(isCalendarDate, 'statistics/day-impossible')
  .transform((text): CalendarDate => calendarDate(text))
const id = z.string().max(80)

/** A change of one procedure, what is assumed of people, and how an office works. */
export const simulationInput = z.object({
  procedureId: id,
  /** FEEL by condition; `null` drops it. What is not here stays. */
  conditions: z.record(id, z.string().max(longestCondition, 'statistics/condition-too-long').nullable()).default({}),
  /** Both ends anew; an end left out is open. Without, the window stays. */
  window: z.object({ opens: day.optional(), closes: day.optional() }).optional(),
  /** In the smallest unit of the currency. */
  fees: z.record(id, z.int().min(0).max(1_000_000_000)).default({}),
  /** How a fact is spread over people of whom nobody counted it; without, it is unknown of all. */
  assumptions: z
    .record(
      id,
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('yes'), percent: z.number().min(0).max(100) }),
        z.object({ kind: z.literal('days'), from: day, to: day }),
        z.object({ kind: z.literal('numbers'), least: z.int().min(0).max(1_000_000), most: z.int().min(0).max(1_000_000) }),
        z.object({ kind: z.literal('same'), code: z.string().max(60) }),
      ]),
    )
    .default({}),
  householdSize: z.number().min(1).max(20).default(3),
  minutes: z.int().min(0).max(10_000).default(60),
})

export type SimulationInput = z.infer<typeof simulationInput>
