import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { recordsOf } from '@convive/registry'
import { z } from 'zod'
import { chooseQuestion } from '../domain/choose-question.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { answerRight } from '../store/answer-right.ts'
import { applicationsOf, type StoredApplication } from '../store/applications.ts'
import { storedDeadlines, type StoredDeadline } from '../store/deadlines.ts'
import { labelsOf } from '../store/labels.ts'
import { packs, proceduresFor } from '../store/packs.ts'
import { waitingRequests, type PaperRequest } from '../store/paper-requests.ts'
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
    const ids = applications.map((one) => one.applicationId)
    const deadlines = await storedDeadlines(reading.tx, ids)
    const waiting = await waitingRequests(reading.tx, ids)
    const applied = new Set(applications.filter((one) => one.submitted !== null).map((one) => one.procedureId))
    const opened = new Set(applications.map((one) => one.procedureId))
    const isTold = (one: Procedure): boolean => one.offered === 'always' || opened.has(one.id)
    const answerFor = (one: Procedure) => ({
      ...answerRight(one, person.view, { applied: applied.has(one.id) }),
      canOpen: one.issues !== undefined,
    })
    const told = chosen.filter(isTold)
    const answers = told.map(answerFor)
    const others = chosen.filter((one) => !isTold(one)).map(answerFor)
    const next = chooseQuestion(told, person.view, {
      catalogue: packs.catalogue,
      askable: (fact) => packs.catalogue.get(fact)?.ask !== undefined,
    })
    return ok({
      answers,
      /** What nobody is told of unless they want to know, such as going back home: beside the rest, and never asked about for itself. */
      others,
      labels: labelsOf([...answers, ...others]),
      /** Questions that would still say more, about how many. */
      remaining: next?.remaining ?? 0,
      applications: applications.map((one) => ({
        applicationId: one.applicationId,
        status: one.status,
        opened: one.opened,
        decideBy: one.decideBy,
        ...nextOf(one, { deadlines, waiting, today: reading.today }),
        title: packs.procedures.get(one.procedureId)?.title,
      })),
    })
  },
})

/** The next day to know of an application: papers to bring, or the last day to appeal. */
function nextOf(
  { applicationId, status }: StoredApplication,
  {
    deadlines,
    waiting,
    today,
  }: { readonly deadlines: readonly StoredDeadline[]; readonly waiting: readonly PaperRequest[]; readonly today: string },
): { readonly papersUntil?: string | undefined; readonly appealUntil?: string | undefined } {
  const isWaiting = (one: PaperRequest): boolean => one.applicationId === applicationId && one.until >= today
  const papers = status === 'submitted' ? waiting.filter(isWaiting).map((one) => one.until) : []
  const appeal = deadlines.find((one) => one.applicationId === applicationId && one.law.id === 'appeal')?.standing.due?.latest
  return { papersUntil: papers.toSorted()[0], appealUntil: appeal !== undefined && appeal >= today ? appeal : undefined }
}
