import { words } from '@convive/facts'
import { isCalendarDate } from '@convive/kernel'
import { z } from 'zod'

const day = z.string().refine(isCalendarDate, 'is no day of the calendar')
const cite = z.strictObject({ source: z.string(), article: z.string().optional() })
const term = {
  business_days: z.number().int().positive().optional(),
  days: z.number().int().positive().optional(),
  cite,
}
const oneTerm = (read: { readonly business_days?: unknown; readonly days?: unknown }): boolean =>
  (read.business_days === undefined) !== (read.days === undefined)
const oneTermOnly = 'says either days or business_days'

/** The shape of a procedure's file. Every condition says where the law says so: a file with one that does not is refused. */
export const procedureFile = z.strictObject({
  procedure: z.string().regex(/^[a-z]+(\.[a-z0-9-]+)+$/),
  version: z.string(),
  jurisdiction: z.string(),
  kind: z.enum([
    'regularization',
    'asylum',
    'visa',
    'family',
    'sponsorship',
    'resettlement',
    'recognition',
    'naturalization',
    'return',
    'documentation',
  ]),
  authority: z.string(),
  title: words,
  sources: z
    .array(
      z.strictObject({
        id: z.string(),
        cite: z.string(),
        url: z.string().optional(),
        retrieved: z.string().optional(),
        status: z.enum(['primary', 'secondary', 'unverified', 'fictional']),
      }),
    )
    .min(1),
  in_force: z.strictObject({ from: day, applications_until: day.optional() }),
  rounding: z.enum(['down', 'up', 'error']),
  conditions: z
    .array(
      z.strictObject({
        id: z.string(),
        feel: z.string(),
        cite: cite,
        fixable: z.enum(['never', 'time', 'action', 'evidence']),
        words,
      }),
    )
    .min(1),
  eligible_when: z.string(),
  closed: z.strictObject({ words, cite }).optional(),
  variants: z.array(z.strictObject({ id: z.string(), when: z.string(), words, cite: cite.optional() })).default([]),
  evidence: z
    .array(
      z.strictObject({
        id: z.string(),
        title: words,
        any_of: z.array(z.string()).min(1),
        required_when: z.string().optional(),
        legalisation: z.enum(['waived', 'required', 'unverified']),
        cite: cite.optional(),
      }),
    )
    .default([]),
  /** How surely a fact has to be known before it can be decided on; others may be as they were said. */
  assurance: z.record(z.string(), z.enum(['evidenced', 'verified'])).default({}),
  fee: z
    .strictObject({
      amount: z.strictObject({ minor: z.number().int(), currency: z.string(), digits: z.number().int() }),
      exempt_when: z.string().optional(),
      exempt_words: words.optional(),
      cite,
    })
    .optional(),
  decide_within: z.strictObject(term).refine(oneTerm, oneTermOnly).optional(),
  appeal: z
    .strictObject({ ...term, how: words })
    .refine(oneTerm, oneTermOnly)
    .optional(),
  issues: z
    .strictObject({
      kind: z.string(),
      may_work: z.boolean(),
      years: z.number().int().positive().optional(),
      until: day.optional(),
      renewable: z.strictObject({ days_before: z.number().int().positive(), cite }),
    })
    .refine((read) => (read.years === undefined) !== (read.until === undefined), 'says either years or until')
    .optional(),
  translations: z.strictObject({ read_by_native: z.array(z.string()) }),
  cases: z
    .array(
      z.strictObject({
        name: z.string(),
        today: day,
        facts: z.record(z.string(), z.unknown()),
        expect: z.strictObject({
          answer: z.enum(['yes', 'no', 'unknown']),
          failed: z.array(z.string()).optional(),
          from: day.optional(),
          window: z.enum(['open', 'not-yet', 'closed']).optional(),
          bring: z.array(z.string()).optional(),
          free: z.enum(['yes', 'no', 'unknown']).optional(),
        }),
      }),
    )
    .min(6, 'needs at least six worked cases'),
})

export type ProcedureFile = z.output<typeof procedureFile>
