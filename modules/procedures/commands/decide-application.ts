import { members } from '@convive/access'
import { command } from '@convive/commands'
import { addMonths, calendarDate, ok, refuse, type CalendarDate } from '@convive/kernel'
import { issuePaper } from '@convive/papers'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { lastDayOf } from '../domain/business-days.ts'
import { applicationView } from '../store/application-view.ts'
import { changeApplication, holdApplication } from '../store/applications.ts'
import { insertDecision } from '../store/decisions.ts'
import { packs } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'

/**
 * A member other than the one who prepared it decides, with reasons, on a stored snapshot: versions of the facts, version of
 * the pack, and the explanation as it stood. Approval issues a paper to each applicant who may have one.
 */
export const decideApplication = command({
  name: 'procedures/decide-application',
  about: 'Approve or refuse an application, with reasons. Not by the one who prepared it.',
  input: z.object({
    applicationId: z.uuid(),
    outcome: z.enum(['approved', 'refused']),
    reasons: z.string().trim().min(10, 'procedures/reasons-required').max(4000),
    basedOn: z.number().int().min(1),
  }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('casework'),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/same-person-decides',
    'procedures/reasons-required',
    'procedures/changed-meanwhile',
    'procedures/facts-missing',
  ],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const application = await holdApplication(work.tx, work.input.applicationId)
    const view = application === undefined ? undefined : await applicationView(work, application)
    const person = application === undefined ? undefined : await personView(work, application.personId)
    if (application === undefined || view === undefined || person === undefined) return refuse('procedures/application-not-found')
    if (application.status !== 'submitted') return refuse('procedures/not-open')
    if (application.preparedBy === work.actor.memberId || application.openedBy === work.actor.memberId)
      return refuse('procedures/same-person-decides')
    if (application.version !== work.input.basedOn) return refuse('procedures/changed-meanwhile')
    const { outcome, reasons } = work.input
    const { procedure } = view
    // An approval while a needed fact is open would rest on nothing.
    if (outcome === 'approved' && view.people.some((one) => one.answer.kind === 'depends'))
      return refuse('procedures/facts-missing')
    const isHoliday = packs.jurisdictions.get(procedure.jurisdiction)?.isHoliday ?? (() => false)
    const appealUntil =
      outcome === 'approved' || procedure.appeal === undefined ? null : lastDayOf(work.today, procedure.appeal, isHoliday)
    const decisionId = work.newId<'decision'>()
    const snapshot = {
      reasons,
      people: view.people,
      evidence: view.evidence,
      procedure: procedure.id,
      packVersion: procedure.version,
      onDay: work.today,
    }
    const sealed = person.known.key.seal(`procedures.decision/${decisionId}`, Buffer.from(JSON.stringify(snapshot)))
    let paperId: string | null = null
    if (outcome === 'approved' && procedure.issues !== undefined) {
      for (const { personId } of view.people) {
        const validUntil: CalendarDate =
          'until' in procedure.issues.valid
            ? procedure.issues.valid.until
            : (addMonths(calendarDate(work.today), procedure.issues.valid.years * 12) ?? calendarDate(work.today))
        const made = await issuePaper(work, {
          personId,
          applicationId: application.applicationId,
          kind: procedure.issues.kind,
          title: procedure.title,
          authority: procedure.authority,
          mayWork: procedure.issues.mayWork,
          validUntil,
        })
        if (personId === application.personId) paperId = made ?? null
      }
    }
    await insertDecision(work.tx, {
      personId: application.personId,
      applicationId: application.applicationId,
      decisionId,
      outcome,
      packVersion: procedure.version,
      sealed,
      decidedBy: work.actor.memberId,
      decided: work.today,
      appealUntil,
      paperId,
    })
    await changeApplication(work.tx, application, { status: outcome })
    work.journal(application.personId, {
      fields: [`decision/${outcome}`],
      digests: { [`decision/${decisionId}`]: createHash('sha256').update(sealed).digest('hex') },
    })
    work.tell('procedures/application-decided', {
      personId: application.personId,
      applicationId: application.applicationId,
      outcome,
    })
    return ok({ applicationId: application.applicationId, decisionId })
  },
})
