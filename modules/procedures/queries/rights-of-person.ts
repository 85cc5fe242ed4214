import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { recordsOf } from '@convive/registry'
import { z } from 'zod'
import { chooseQuestion } from '../domain/choose-question.ts'
import { answerRight } from '../store/answer-right.ts'
import { applicationsOf } from '../store/applications.ts'
import { labelsOf } from '../store/labels.ts'
import { packs, proceduresFor } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'

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
    const applications = await applicationsOf(reading.tx, await recordsOf(reading.tx, reading.input.personId))
    const chosen = proceduresFor(person.view)
    const applied = new Set(applications.filter((one) => one.submitted !== null).map((one) => one.procedureId))
    const answers = chosen.map((one) => ({
      ...answerRight(one, person.view, { applied: applied.has(one.id) }),
      canOpen: one.issues !== undefined,
    }))
    const next = chooseQuestion(chosen, person.view, {
      catalogue: packs.catalogue,
      askable: (fact) => packs.catalogue.get(fact)?.ask !== undefined,
    })
    return ok({
      answers,
      labels: labelsOf(answers),
      /** Questions that would still say more, about how many. */
      remaining: next?.remaining ?? 0,
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
