import type { Work } from '@convive/commands'
import { calendarDate, type CalendarDate } from '@convive/kernel'
import { countAll, type Counting } from '../domain/deadlines/count-all.ts'
import { findApplication } from './applications.ts'
import { keepDeadline, noteCounted, storedDeadlines } from './deadlines.ts'
import { decisionsOf } from './decisions.ts'
import { packs } from './packs.ts'
import { stopsOf } from './paper-requests.ts'
import { earliestToday, placeOf } from './place-of.ts'

/**
 * Counts the deadlines of an application anew, after anything that starts, stops or ends a clock and once a day: rows, journal, and what
 * the work list is sorted by. The application is held by whoever calls. True when one ran out that had not before.
 */
export async function countDeadlines(work: Work, applicationId: string): Promise<boolean> {
  const application = await findApplication(work.tx, applicationId)
  const procedure = packs.procedures.get(application?.procedureId ?? '')
  if (application === undefined) return false
  if (procedure === undefined) {
    // A pack that is gone moves nothing.
    await noteCounted(work.tx, application, { ...application, watched: true, on: work.today })
    return false
  }
  const today = earliestToday(procedure, work)
  const decisions = await decisionsOf(work.tx, applicationId)
  const stored = await storedDeadlines(work.tx, [applicationId])
  const counting: Counting = {
    procedure,
    today,
    place: placeOf(procedure),
    principal: application.personId,
    submitted: dayOf(application.submitted),
    withdrawn: application.status === 'withdrawn' ? today : undefined,
    asked: await stopsOf(work.tx, applicationId),
    decided: decisions.map((one) => ({
      personId: one.personId,
      outcome: one.outcome,
      on: calendarDate(one.decided),
      appealUntil: dayOf(one.appealUntil),
      issued: one.paperId !== null,
    })),
    // Only the job asks a second clock.
    sure: work.actor.kind === 'job',
    stored,
  }
  const { rows, changes, decideBy, runsOut, watched, overdue } = countAll(counting)
  for (const row of rows) await keepDeadline(work.tx, { ...row, applicationId, packVersion: procedure.version })
  await noteCounted(work.tx, application, {
    decideBy: decideBy ?? null,
    runsOut: runsOut ?? null,
    watched,
    on: overdue ? null : work.today,
  })
  for (const { personId, id, change } of changes) {
    work.journal(personId, { fields: [`deadline/${id}/${change}`] })
    if (change === 'run_out')
      work.tell('procedures/deadline-run-out', {
        personId,
        applicationId,
        deadline: id,
        organisationId: application.organisationId,
      })
  }
  return changes.some((one) => one.change === 'run_out')
}

function dayOf(text: string | null): CalendarDate | undefined {
  return text === null ? undefined : calendarDate(text)
}
