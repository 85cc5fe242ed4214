import { z } from 'zod'

/** An answer as it comes in: one of the three states without a value, or a value of any type of the catalogue. */
export const factState = z.union([
  z.object({ state: z.enum(['unknown', 'declined', 'none']) }),
  z.object({
    state: z.literal('value'),
    value: z.union([z.string().trim().max(200), z.number(), z.boolean(), z.array(z.string().max(60)).max(40)]),
  }),
])
