import { z } from 'zod'
import { consentPurposes } from './consent-purposes.ts'
import { dateFault } from './date-fault.ts'

/** Known to be unknown, or not told: answers of their own. */
const open = z.object({ state: z.enum(['unknown', 'declined', 'none']) })

/** Letters, marks, blanks and what names are written with, in any script; never control characters or signs that turn the reading around. */
const name = z
  .string()
  .trim()
  .max(200, 'registry/name-too-long')
  .refine((text) => !/[\p{Cc}\p{Co}\p{Cs}\u2028-\u202E\u2066-\u2069]/u.test(text), 'registry/control-characters')
const words = z
  .string()
  .trim()
  .max(500, 'registry/text-too-long')
  .refine((text) => !/[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(text), 'registry/control-characters')
const code = z.string().regex(/^[\w.-]{1,60}$/, 'registry/code-unknown')

/** EDTF: `1987`, `1987-05`, `1987-05-03`, `1987~`. */
const date = z.string().superRefine((text, context) => {
  const fault = dateFault(text)
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
})
const age = z.object({ age: z.number().int().min(0, 'registry/age-impossible').max(125, 'registry/age-impossible') })

export const sexes = ['F', 'M', 'X', 'U'] as const

export const memberInput = z.object({
  /** Made by the sender when it works without network; otherwise by the server. */
  personId: z.uuid().optional(),
  given: z.union([name.min(1, 'registry/name-required'), open], 'registry/name-required'),
  /** One, two or more surnames in the order they are said; none is an answer too. */
  family: z.union([z.array(name).max(4, 'registry/name-too-long'), open]).default([]),
  other: z.union([name, open]).optional(),
  sex: z.union([z.enum(sexes), open], 'registry/sex-required'),
  birth: z.union([date, age, open], 'registry/birth-required'),
  origin: z.union([code, open], 'registry/origin-required'),
  relation: z.union([code, open], 'registry/relation-required'),
  nationalities: z.union([z.array(code).max(5), open]).optional(),
  languages: z.union([z.array(code).max(10), open]).optional(),
  interpreter: z.union([z.boolean(), open]).optional(),
  documents: z
    .union([
      open,
      z
        .array(
          z.object({
            kind: code,
            country: code.optional(),
            number: words.pipe(z.string().min(1, 'registry/document-number-required').max(60)),
            /** Expired is fine: it tells who somebody is all the same. */
            expires: date.optional(),
          }),
        )
        .max(6),
    ])
    .optional(),
  phone: z.union([words.pipe(z.string().max(40)), open]).optional(),
  maritalStatus: z.union([code, open]).optional(),
  motherName: z.union([name, open]).optional(),
  populationGroup: z.union([code, open]).optional(),
  needs: z.object(
    { any: z.enum(['yes', 'no', 'unknown', 'declined'], 'registry/needs-required'), codes: z.array(code).max(40).default([]) },
    'registry/needs-required',
  ),
  genderIdentity: z.union([code, open]).optional(),
  privateInterview: z.boolean().default(false),
  /** An answer for each purpose asked; refusing never prevents registration. */
  consents: z.record(code, z.enum(['given', 'refused'])).superRefine((answers, context) => {
    for (const purpose of consentPurposes)
      if (answers[purpose] === undefined)
        context.addIssue({ code: 'custom', message: 'registry/consent-answer-required', path: [purpose] })
  }),
  consentBy: z.enum(['self', 'guardian', 'nobody']).default('self'),
})

export const householdInput = z.object({
  householdId: z.uuid().optional(),
  place: z.union([words.pipe(z.string().min(1, 'registry/place-required')), open], 'registry/place-required'),
  entry: z.union([date, open]).optional(),
  entryManner: z.union([z.enum(['regular', 'irregular']), open]).optional(),
  /** Who helped to answer and who interpreted, as a name or an organisation. */
  assistedBy: z.union([words, open]).optional(),
  interpretedBy: z.union([words, open]).optional(),
  /** Registration rests on this, never on consent. */
  legalBasis: z.enum(['public_task', 'vital_interest', 'legal_obligation']).default('public_task'),
  members: z.array(memberInput).min(1, 'registry/member-required').max(30, 'registry/too-many-members'),
})

export type HouseholdInput = z.output<typeof householdInput>
export type MemberInput = z.output<typeof memberInput>
