import { members } from '@convive/access'
import { command } from '@convive/commands'
import { isPartialDate, ok, rangeOf, refuse } from '@convive/kernel'
import { z } from 'zod'
import { classOf } from '../domain/fact-classes.ts'
import { changeFacts } from '../store/change-facts.ts'

/** Facts an officer may correct one at a time; names, dates and answers as at registration. */
export const correctable = [
  'given_names',
  'family_names',
  'other_names',
  'birth_date',
  'sex',
  'origin_country',
  'nationalities',
  'languages',
  'interpreter_needed',
  'phone',
  'place',
  'entry_date',
  'entry_manner',
  'population_group',
  'marital_status',
  'mother_name',
  'documents',
  'ties',
  'criminal_record',
  'income_low',
  'asylum_claim_date',
  'entry_point_authorised',
  'guardian_present',
] as const

const clean = (text: string): boolean => !/[\p{Cc}\p{Co}\p{Cs}]/u.test(text)

/** Corrects one fact, saying from what. The version before stays. */
export const correctFact = command({
  name: 'registry/correct-fact',
  about: 'Correct one fact of a person, with where it is known from.',
  input: z.object({
    personId: z.uuid(),
    fact: z.enum(correctable, 'registry/fact-unknown'),
    answer: z.union([
      z.object({ state: z.enum(['unknown', 'declined', 'none']) }),
      z.object({
        state: z.literal('value'),
        value: z.union([
          z.string().trim().min(1).max(500).refine(clean, 'registry/control-characters'),
          z.boolean(),
          z.number(),
          z.array(z.string().trim().max(200).refine(clean, 'registry/control-characters')).max(10),
        ]),
      }),
    ]),
    assurance: z.enum(['claimed', 'evidenced', 'verified']).default('claimed'),
    source: z.string().trim().max(200).optional(),
    basedOn: z.number().int().min(0),
  }),
  may: members('registrar', 'protection_officer', 'case_officer').onPersonsTheyServe().forPurpose('registration', 'casework'),
  refusals: [
    'registry/person-not-found',
    'registry/fact-unknown',
    'registry/date-impossible',
    'registry/birth-in-future',
    'registry/changed-meanwhile',
    'registry/control-characters',
  ],
  async run(work) {
    const { personId, fact, answer, assurance, source, basedOn } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    if (fact.endsWith('_date') && answer.state === 'value') {
      if (typeof answer.value !== 'string' || !isPartialDate(answer.value))
        return refuse({ code: 'registry/date-impossible', at: 'answer' })
      if (rangeOf(answer.value).first > work.today) return refuse({ code: 'registry/birth-in-future', at: 'answer' })
    }
    const from = { assurance, by: work.actor.memberId, on: work.today, ...(source === undefined ? {} : { source }) }
    const changed = await changeFacts(work, { personId, basedOn, set: { [fact]: { ...answer, from } } })
    return changed.ok ? ok({ personId, class: classOf(fact), version: changed.value.version }) : changed
  },
})
