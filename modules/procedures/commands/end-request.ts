import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { changeApplication, holdApplication } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'
import { endRequest as end, findRequest } from '../store/paper-requests.ts'

/** What was asked for is no longer needed, or came by another way: the clock goes on. */
export const endRequest = command({
  name: 'procedures/end-request',
  about: 'Take back a request for papers; the clock goes on.',
  input: z.object({ requestId: z.uuid() }),
  may: members('case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  refusals: ['procedures/request-not-found', 'procedures/request-ended'],
  async run(work) {
    const found = await findRequest(work.tx, work.input.requestId)
    const application = found === undefined ? undefined : await holdApplication(work.tx, found.applicationId)
    // Read again now that nobody else can change it.
    const request = application === undefined ? undefined : await findRequest(work.tx, work.input.requestId)
    if (application === undefined || request === undefined) return refuse('procedures/request-not-found')
    if (request.ended !== null || application.status !== 'submitted') return refuse('procedures/request-ended')
    await end(work.tx, request, work.today)
    await changeApplication(work.tx, application, {})
    await countDeadlines(work, application.applicationId)
    work.journal(request.personId, { fields: request.missing.map((id) => `papers-not-needed/${id}`) })
    return ok({ requestId: request.requestId, applicationId: application.applicationId })
  },
})
