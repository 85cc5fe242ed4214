import { either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { findPerson, recordsOf } from '@convive/registry'
import { z } from 'zod'
import { paperHeld } from '../store/holds-paper.ts'
import {
  addApplicant,
  applicantsOf,
  applicationsOf,
  changeApplication,
  endApplicant,
  holdApplication,
  isOpen,
} from '../store/applications.ts'

/** Adds a member of the household to a draft, or takes one out. */
export const changeApplicants = command({
  name: 'procedures/change-applicants',
  about: 'Add or remove a member of the household in a draft.',
  input: z.object({ applicationId: z.uuid(), personId: z.uuid(), change: z.enum(['add', 'remove']) }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/not-in-household',
    'procedures/principal-stays',
    'procedures/already-open',
    'procedures/already-held',
    'procedures/held-until-it-ends',
  ],
  async run(work) {
    const { applicationId, personId, change } = work.input
    const application = await holdApplication(work.tx, applicationId)
    if (application === undefined) return refuse('procedures/application-not-found')
    if (application.status !== 'draft') return refuse('procedures/not-open')
    if (personId === application.personId) return refuse('procedures/principal-stays')
    const [principal, person] = [await findPerson(work.tx, application.personId), await findPerson(work.tx, personId)]
    if (person === undefined || person.householdId === null || person.householdId !== principal?.householdId)
      return refuse({ code: 'procedures/not-in-household', at: 'personId' })
    if (change === 'add') {
      const records = await recordsOf(work.tx, personId)
      const theirs = await applicationsOf(work.tx, records)
      const twice = (await applicantsOf(work.tx, applicationId)).some(
        (one) => one.personId !== personId && records.includes(one.personId),
      )
      const open = theirs.some(
        (one) => isOpen(one) && one.procedureId === application.procedureId && one.applicationId !== applicationId,
      )
      if (open || twice) return refuse({ code: 'procedures/already-open', at: 'personId' })
      const held = await paperHeld(work, personId, application.procedureId)
      if (held !== undefined) return refuse({ ...held, at: 'personId' })
      await addApplicant(work.tx, { personId, applicationId, principalId: application.personId, since: work.today })
    } else if (!(await endApplicant(work.tx, { personId, applicationId, until: work.today })))
      return refuse({ code: 'procedures/not-in-household', at: 'personId' })
    await changeApplication(work.tx, application, {})
    for (const id of [application.personId, personId]) work.journal(id, { fields: [`applicant/${change}`] })
    return ok({ applicationId, personId })
  },
})
