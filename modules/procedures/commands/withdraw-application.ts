import { either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { changeApplication, holdApplication, isOpen } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'

/** The person takes the application back. */
export const withdrawApplication = command({
  name: 'procedures/withdraw-application',
  about: 'Withdraw an application that has not been decided.',
  input: z.object({ applicationId: z.uuid() }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: ['procedures/application-not-found', 'procedures/not-open'],
  async run(work) {
    const application = await holdApplication(work.tx, work.input.applicationId)
    if (application === undefined) return refuse('procedures/application-not-found')
    if (!isOpen(application)) return refuse('procedures/not-open')
    await changeApplication(work.tx, application, { status: 'withdrawn' })
    await countDeadlines(work, application.applicationId)
    work.journal(application.personId, { fields: ['application/withdrawn'] })
    return ok({ applicationId: application.applicationId })
  },
})
