import { members } from '@convive/access'
import { command, type Work } from '@convive/commands'
import { addMonths, locales, ok, refuse, type CalendarDate } from '@convive/kernel'
import { issuePaper, namePrints } from '@convive/papers'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { standing } from '../domain/deadlines/deadlines-of.ts'
import { decideEach } from '../domain/decide-each.ts'
import { citationText, deadlineOf, type Deadline, type Procedure, type Term } from '../domain/pack/procedure.ts'
import { applicationView } from '../store/application-view.ts'
import { changeApplication, holdApplication, type StoredApplication } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'
import { insertDecision } from '../store/decisions.ts'
import { paperHeld } from '../store/holds-paper.ts'
import { placeOf } from '../store/place-of.ts'

const reasons = z.string().trim().min(10, 'procedures/reasons-required').max(4000)

/**
 * A member other than the one who prepared it decides, with reasons, on a stored snapshot: versions of the facts, version of
 * the pack, and the explanation as it stood. Approval issues a paper to each applicant whose own answer is a yes; the others
 * must be refused by name. A refusal against the rules' own yes is confirmed and rests on an article or a paper.
 */
export const decideApplication = command({
  name: 'procedures/decide-application',
  about: 'Approve or refuse an application, with reasons. Not by the one who prepared it.',
  input: z.object({
    applicationId: z.uuid(),
    outcome: z.enum(['approved', 'refused']),
    reasons,
    /** Applicants who are refused although the rest is approved, by their id, each with reasons that only they read. */
    except: z.record(z.uuid(), reasons).default({}),
    /**
     * Applicants who are refused although by the rules their answer is a yes, by their id: that this is meant, and one of the
     * `bases` of `show-application` on which it rests.
     */
    againstRules: z
      .record(z.uuid(), z.object({ confirmed: z.boolean().default(false), restsOn: z.string().max(120).default('') }))
      .default({}),
    /** The language in which the reasons are written. */
    writtenIn: z.enum(locales).optional(),
    /** What `show-application` called `seen`: a decision stands on what its maker had before their eyes. */
    basedOn: z.string().min(1).max(64),
  }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('casework'),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/same-person-decides',
    'procedures/reasons-required',
    'procedures/changed-meanwhile',
    'procedures/facts-missing',
    'procedures/not-entitled',
    'procedures/refusal-unconfirmed',
    'procedures/basis-required',
    'procedures/not-in-household',
    'procedures/already-held',
    'procedures/held-until-it-ends',
    'papers/name-not-printable',
  ],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const application = await holdApplication(work.tx, work.input.applicationId)
    const view = application === undefined ? undefined : await applicationView(work, application)
    if (application === undefined || view === undefined) return refuse('procedures/application-not-found')
    if (application.status !== 'submitted') return refuse('procedures/not-open')
    if (application.preparedBy === work.actor.memberId || application.openedBy === work.actor.memberId)
      return refuse('procedures/same-person-decides')
    if (view.seen !== work.input.basedOn) return refuse('procedures/changed-meanwhile')
    const { procedure } = view
    const decided = decideEach(view.people, work.input)
    if (!decided.ok) return decided
    const [unreadable, ...others] = view.people
      .filter(
        (one) =>
          procedure.issues !== undefined && decided.value.get(one.personId)?.outcome === 'approved' && !namePrints(one.name),
      )
      .map(({ personId }) => ({ code: 'papers/name-not-printable', at: `except.${personId}` }))
    if (unreadable !== undefined) return refuse(unreadable, ...others)
    // Two records of one person may have been joined after both applied.
    for (const { personId } of view.people) {
      const held = decided.value.get(personId)?.outcome === 'approved' ? await paperHeld(work, personId, procedure.id) : undefined
      if (held !== undefined) return refuse({ ...held, at: `except.${personId}` })
    }
    const appeal = deadlineOf(procedure, 'appeal')
    const appealUntil = appeal === undefined ? null : lastDayToAppeal(procedure, appeal, work.today)
    const decisionId = work.newId<'decision'>()
    let approved = false
    for (const one of view.people) {
      const each = decided.value.get(one.personId)
      if (each === undefined) continue
      const { outcome, reasons: why, against } = each
      approved ||= outcome === 'approved'
      const paperId = outcome === 'approved' ? await issueTo(work, one.personId, { application, procedure }) : undefined
      const snapshot = {
        reasons: why,
        writtenIn: work.input.writtenIn,
        against,
        people: [{ personId: one.personId, name: one.name, answer: one.answer, versions: one.versions }],
        evidence: view.evidence.filter((paper) => paper.personId === one.personId),
        procedure: procedure.id,
        title: procedure.title,
        authority: procedure.authority,
        appeal:
          appeal?.words === undefined
            ? undefined
            : { ...termOf(appeal), cite: citationText(procedure, appeal.cite), how: appeal.words },
        packVersion: procedure.version,
        onDay: work.today,
      }
      const sealed = one.key.seal(`procedures.decision/${decisionId}`, Buffer.from(JSON.stringify(snapshot)))
      await insertDecision(work.tx, {
        personId: one.personId,
        applicationId: application.applicationId,
        decisionId,
        outcome,
        packVersion: procedure.version,
        sealed,
        decidedBy: work.actor.memberId,
        decided: work.today,
        appealUntil: outcome === 'approved' ? null : appealUntil,
        paperId: paperId ?? null,
      })
      work.journal(one.personId, {
        fields: [`decision/${outcome}`, ...(against === undefined ? [] : ['decision/against-rules'])],
        digests: { [`decision/${decisionId}`]: createHash('sha256').update(sealed).digest('hex') },
      })
    }
    const outcome = approved ? 'approved' : 'refused'
    await changeApplication(work.tx, application, { status: outcome })
    await countDeadlines(work, application.applicationId)
    work.tell('procedures/application-decided', {
      personId: application.personId,
      applicationId: application.applicationId,
      outcome,
    })
    return ok({ applicationId: application.applicationId, decisionId })
  },
})

/** The paper that an approval brings, if the procedure issues one. */
async function issueTo(
  work: Work,
  personId: string,
  { application, procedure }: { readonly application: StoredApplication; readonly procedure: Procedure },
): Promise<string | undefined> {
  if (procedure.issues === undefined) return undefined
  const { valid } = procedure.issues
  return issuePaper(work, {
    personId,
    applicationId: application.applicationId,
    kind: procedure.issues.kind,
    title: procedure.title,
    authority: procedure.authority,
    mayWork: procedure.issues.mayWork,
    validUntil: lastDayValid(valid, work.today),
  })
}

function termOf({ count, unit }: Deadline): { readonly term: Term } {
  return { term: { count, unit } }
}

/** Null while a decree without end lets the clock stand still. */
function lastDayToAppeal(procedure: Procedure, appeal: Deadline, today: CalendarDate): CalendarDate | null {
  const events = { asked: [], told: today, refused: today }
  return standing(procedure, appeal, { today, events, facts: {}, place: placeOf(procedure) }).due?.latest ?? null
}

/** A right without end is shown by a paper that has one: a key that signs for ever cannot be replaced. It is issued again then. */
const longestPaper = 10 * 12

function lastDayValid(valid: NonNullable<Procedure['issues']>['valid'], today: CalendarDate): CalendarDate {
  if (valid !== 'unlimited' && 'until' in valid) return valid.until
  return addMonths(today, valid === 'unlimited' ? longestPaper : valid.months) ?? today
}
