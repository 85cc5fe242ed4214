import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { answerProcedure } from '../domain/answer-procedure.ts'
import { applicationsOf } from '../store/applications.ts'
import { packs, proceduresFor } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'
import { labelsOf } from './interview.ts'

/** What a registered person may apply for, from what is already known of them, and their applications. */
export const rightsOfPerson = query({
  name: 'procedures/rights-of-person',
  about: 'What a registered person may apply for and why, and their applications.',
  input: z.object({ personId: z.uuid() }),
  may: either(
    personThemselves(),
    members('registrar', 'protection_officer', 'case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  ),
  refusals: ['procedures/person-not-found'],
  async run(reading) {
    const person = await personView(reading, reading.input.personId)
    if (person === undefined) return refuse('procedures/person-not-found')
    reading.shows(reading.input.personId)
    const applications = await applicationsOf(reading.tx, reading.input.personId)
    const all = proceduresFor(person.view)
    return ok({
      answers: all.map((one) => ({ ...answerProcedure(one, person.view), canOpen: one.issues !== undefined })),
      labels: labelsOf(
        all.flatMap((one) => [
          ...one.ruleset.conditions.flatMap((condition) => condition.expression.facts),
          ...one.evidence.flatMap((item) => item.anyOf),
        ]),
      ),
      applications: applications.map((one) => ({
        applicationId: one.applicationId,
        status: one.status,
        opened: one.opened,
        decideBy: one.decideBy,
        title: packs.procedures.get(one.procedureId)?.title,
      })),
    })
  },
})
