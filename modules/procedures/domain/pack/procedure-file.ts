import { words } from '@convive/facts'
import { isCalendarDate } from '@convive/kernel'
import { z } from 'zod'

const day = z.string().refine(isCalendarDate, 'is no day of the calendar')
const cite = z.strictObject({ source: z.string(), article: z.string().optional() })
const count = z.number().int().positive().optional()
const exactlyOne = (...parts: readonly unknown[]): boolean => parts.filter((one) => one !== undefined).length === 1
const money = z.strictObject({ minor: z.number().int().nonnegative(), currency: z.string(), digits: z.number().int() })

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
  /** `on_request`: nobody is asked about it who has not said that they want to know. */
  offered: z.enum(['always', 'on_request']).default('always'),
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
        waived_when: z.string().optional(),
        cite: cite.optional(),
      }),
    )
    .default([]),
  /** How surely a fact has to be known before it can be decided on; others may be as they were said. */
  assurance: z.record(z.string(), z.enum(['evidenced', 'verified'])).default({}),
  fees: z
    .array(
      z.strictObject({
        id: z.string(),
        title: words.optional(),
        amount: money,
        when: z.string().optional(),
        exempt_when: z.string().optional(),
        exempt_words: words.optional(),
        cite,
      }),
    )
    .default([]),
  deadlines: z
    .array(
      z
        .strictObject({
          id: z.string(),
          binds: z.enum(['office', 'person']),
          /** What starts the clock: a step of the application, or a fact that is a date. */
          after: z.string(),
          business_days: count,
          days: count,
          months: count,
          stops_on: z.array(z.enum(['papers_asked', 'decree'])).default([]),
          on_expiry: z.enum(['approve', 'refuse', 'escalate', 'lapse']),
          words: words.optional(),
          cite,
        })
        .refine((read) => exactlyOne(read.business_days, read.days, read.months), 'says one of days, business_days and months')
        .refine(
          (read) => (read.binds === 'person') === (read.on_expiry === 'lapse'),
          'lapses where it binds the person, and only there',
        )
        .refine((read) => read.binds === 'office' || read.words !== undefined, 'tells the person what to do, in words'),
    )
    .default([]),
  issues: z
    .strictObject({
      kind: z.string(),
      may_work: z.boolean(),
      years: count,
      months: count,
      until: day.optional(),
      unlimited: z.literal(true).optional(),
      renewable: z.strictObject({ days_before: z.number().int().positive(), cite }).optional(),
    })
    .refine(
      (read) => exactlyOne(read.years, read.months, read.until, read.unlimited),
      'says one of years, months, until and unlimited',
    )
    .optional(),
  translations: z.strictObject({ read_by_native: z.array(z.string()) }),
  /** What each version after the first one changed, the latest first, for whoever reads the law. */
  changes: z.array(z.strictObject({ version: z.string(), words })).default([]),
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
          pay: z.array(z.string()).optional(),
        }),
      }),
    )
    .min(6, 'needs at least six worked cases'),
})

export type ProcedureFile = z.output<typeof procedureFile>
