import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findApplication } from '../store/applications.ts'
import { applicationView } from '../store/application-view.ts'
import { decisionsOf } from '../store/decisions.ts'
import { labelsOf } from './interview.ts'

/** An application: the facts carried over with the article beside each, evidence given and missing, deadline, decision. */
export const showApplication = query({
  name: 'procedures/show-application',
  about: 'An application with reasons, evidence, deadline and decision.',
  input: z.object({ applicationId: z.uuid() }),
  may: either(
    personThemselves(),
    members('registrar', 'case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  ),
  refusals: ['procedures/application-not-found'],
  async run(reading) {
    const application = await findApplication(reading.tx, reading.input.applicationId)
    const view = application === undefined ? undefined : await applicationView(reading, application)
    if (application === undefined || view === undefined) return refuse('procedures/application-not-found')
    const decisions = await decisionsOf(reading.tx, application.applicationId)
    const { procedure } = view
    return ok({
      application,
      title: procedure.title,
      authority: procedure.authority,
      jurisdiction: procedure.jurisdiction,
      people: view.people,
      evidence: view.evidence,
      evidenceStates: view.evidenceStates,
      requirements: procedure.evidence.map(({ id, title, anyOf, legalisation }) => ({ id, title, anyOf, legalisation })),
      others: view.others,
      decisions: decisions.map(({ decisionId, outcome, decided, appealUntil, paperId }) => ({
        decisionId,
        outcome,
        decided,
        appealUntil,
        paperId,
      })),
      youPrepared: reading.actor.kind === 'member' && application.preparedBy === reading.actor.memberId,
      labels: labelsOf([
        ...procedure.evidence.flatMap((one) => one.anyOf),
        ...procedure.ruleset.conditions.flatMap((one) => one.expression.facts),
      ]),
    })
  },
})
