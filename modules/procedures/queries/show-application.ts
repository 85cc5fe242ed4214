import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { codesNamed, type FactView } from '@convive/rules'
import { z } from 'zod'
import { addBusinessDays } from '../domain/business-days.ts'
import { askFact, type AskedFact } from '../domain/ask-fact.ts'
import { chooseQuestion } from '../domain/choose-question.ts'
import { onDay } from '../domain/deadlines/deadlines-of.ts'
import type { EvidenceState } from '../domain/evidence.ts'
import { factsUsed } from '../domain/facts-used.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { findApplication } from '../store/applications.ts'
import { applicationView, type ApplicationView } from '../store/application-view.ts'
import { storedDeadlines } from '../store/deadlines.ts'
import { decisionsOf, type StoredDecision } from '../store/decisions.ts'
import { labelsOf } from '../store/labels.ts'
import { packs } from '../store/packs.ts'
import { earliestToday, placeOf } from '../store/place-of.ts'
import { openWords, requestsOf, type PaperRequest } from '../store/paper-requests.ts'
import { parseSnapshot } from '../store/parse-snapshot.ts'

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
    const deadlines = await storedDeadlines(reading.tx, [application.applicationId])
    const requests = await requestsOf(reading.tx, application.applicationId)
    const place = packs.jurisdictions.get(procedure.jurisdiction)
    const { actor } = reading
    const mine = actor.kind === 'person' && [actor.personId, ...actor.represents].some((one) => one === application.personId)
    return ok({
      application,
      /** What `decide-application` wants to hear back as `basedOn`. */
      seen: view.seen,
      title: procedure.title,
      authority: procedure.authority,
      jurisdiction: procedure.jurisdiction,
      contact: place?.contact.text,
      people: view.people.map(
        ({ personId, name, answer, versions, evidenceStates, bases, householdId, view: known, recorded }) => ({
          personId,
          name,
          answer,
          versions,
          evidenceStates: askedAgain(
            evidenceStates,
            application.status === 'submitted' ? requests.filter((one) => one.personId === personId && one.ended === null) : [],
          ),
          bases,
          householdId,
          /** For the office: under each condition the facts it was judged on, with who said them. */
          facts:
            actor.kind === 'member'
              ? factsUsed(procedure, { catalogue: packs.catalogue, facts: known.facts, recorded })
              : undefined,
          question: questionFor(procedure, known),
        }),
      ),
      evidence: view.evidence,
      requirements: procedure.evidence.map(({ id, title, anyOf, legalisation }) => ({ id, title, anyOf, legalisation })),
      others: view.others,
      decisions: decisions.map((one) => toldDecision(one, view)),
      /** With the day each ends, why, and what the law makes of silence. */
      deadlines: deadlines.map((one) => ({
        personId: one.personId,
        ...onDay(one.standing, earliestToday(procedure, reading), placeOf(procedure)),
      })),
      requests: requests.map((one) => toldRequest(one, view)),
      today: reading.today,
      /** Whether asking for papers lets a clock stand still, and until when they are usually waited for. */
      clockStops: procedure.deadlines.some((one) => one.stopsOn.includes('papers_asked')),
      suggestedUntil: addBusinessDays(reading.today, usualDays, placeOf(procedure).isHoliday),
      mayAsk:
        actor.kind === 'member' &&
        application.status === 'submitted' &&
        actor.roles.some((role) => role === 'case_officer' || role === 'adjudicator'),
      /** Whoever takes part follows an application; the principal applicant and the office change it. */
      mayChange: mine || (actor.kind === 'member' && actor.roles.some((role) => role === 'registrar' || role === 'case_officer')),
      youPrepared: actor.kind === 'member' && [application.preparedBy, application.openedBy].includes(actor.memberId),
      labels: labelsOf(
        view.people.map((one) => one.answer),
        procedure.evidence.flatMap((one) => one.anyOf),
      ),
    })
  },
})

/** A paper that was given and is asked for again is missing. */
function askedAgain(states: readonly EvidenceState[], waiting: readonly PaperRequest[]): readonly EvidenceState[] {
  const missing = new Set(waiting.flatMap((one) => one.missing))
  return states.map((one) => (missing.has(one.id) ? { ...one, state: 'missing' } : one))
}

/** Two weeks of work, to find a paper or have it made: only what the form starts with. */
const usualDays = 10

/** What was asked for, in the officer's words. */
function toldRequest(request: PaperRequest, view: ApplicationView) {
  const { personId, requestId, requirements, missing, asked, until, ended } = request
  const key = view.people.find((one) => one.personId === personId)?.key
  const said = key === undefined ? undefined : openWords(key, request)
  return { personId, requestId, requirements, missing, asked, until, ended, words: said?.words, writtenIn: said?.writtenIn }
}

/** A decision with its reasons, for whoever may read the person it is about. */
function toldDecision(decision: StoredDecision, view: ApplicationView) {
  const { personId, decisionId, outcome, decided, appealUntil, paperId } = decision
  const key = view.people.find((one) => one.personId === personId)?.key
  const snapshot = key === undefined ? undefined : parseSnapshot(key.open(`procedures.decision/${decisionId}`, decision.sealed))
  return {
    personId,
    decisionId,
    outcome,
    decided,
    appealUntil,
    paperId,
    reasons: snapshot?.reasons,
    writtenIn: snapshot?.writtenIn,
    against: snapshot?.against,
  }
}

/** The question that the application hangs on next, if it can be asked here. */
function questionFor(procedure: Procedure, view: FactView): AskedFact | undefined {
  const next = chooseQuestion([procedure], view, {
    catalogue: packs.catalogue,
    askable: (fact) => packs.catalogue.get(fact)?.ask !== undefined && packs.catalogue.get(fact)?.class !== 3,
  })
  const definition = packs.catalogue.get(next?.fact ?? '')
  return definition === undefined ? undefined : askFact(definition, { named: codesNamed([procedure.ruleset], definition.id) })
}
