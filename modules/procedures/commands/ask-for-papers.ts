import { actorIdOf, members } from '@convive/access'
import { command } from '@convive/commands'
import { addDays, calendarDate, isCalendarDate, locales, ok, refuse } from '@convive/kernel'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { applicantsOf, changeApplication, holdApplication } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'
import { packs } from '../store/packs.ts'
import { insertRequest, requestsOf, sealWords } from '../store/paper-requests.ts'
import { personView } from '../store/person-facts.ts'

/** A request waits half a year at most: nobody's case is parked for longer. */
const longestDays = 183

/**
 * An officer names papers that are missing or cannot be used, says why in words, and until when they are waited for. Where the law says so the
 * clock stands still until they come, or that day passes.
 */
export const askForPapers = command({
  name: 'procedures/ask-for-papers',
  about: 'Ask an applicant for named papers until a day; where the law says so the clock stands still meanwhile.',
  input: z.object({
    applicationId: z.uuid(),
    /** Whose papers; the principal applicant's unless said otherwise. */
    personId: z.uuid().optional(),
    requirements: z.array(z.string().max(60)).min(1, 'procedures/papers-required').max(40),
    words: z.string().trim().min(10, 'procedures/words-required').max(2000),
    writtenIn: z.enum(locales).optional(),
    until: z.string().refine(isCalendarDate, 'procedures/day-not-in-time'),
  }),
  may: members('case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/not-in-household',
    'procedures/requirement-unknown',
    'procedures/papers-required',
    'procedures/words-required',
    'procedures/day-not-in-time',
    'procedures/asked-already',
  ],
  async run(work) {
    const { applicationId, words, writtenIn } = work.input
    const application = await holdApplication(work.tx, applicationId)
    const procedure = packs.procedures.get(application?.procedureId ?? '')
    if (application === undefined || procedure === undefined) return refuse('procedures/application-not-found')
    if (application.status !== 'submitted') return refuse('procedures/not-open')
    const personId = work.input.personId ?? application.personId
    const person = await personView(work, personId)
    if (person === undefined || !(await applicantsOf(work.tx, applicationId)).some((one) => one.personId === personId))
      return refuse({ code: 'procedures/not-in-household', at: 'personId' })
    const requirements = [...new Set(work.input.requirements)]
    if (requirements.some((id) => !procedure.evidence.some((one) => one.id === id)))
      return refuse({ code: 'procedures/requirement-unknown', at: 'requirements' })
    const until = calendarDate(work.input.until)
    if (until <= work.today || until > addDays(work.today, longestDays))
      return refuse({ code: 'procedures/day-not-in-time', at: 'until', with: { most: longestDays } })
    const waiting = (await requestsOf(work.tx, applicationId)).filter(
      (one) => one.personId === personId && one.ended === null && one.until >= work.today,
    )
    if (waiting.some((one) => one.missing.some((id) => requirements.includes(id))))
      return refuse({ code: 'procedures/asked-already', at: 'requirements' })
    const requestId = work.newId<'request'>()
    const sealed = sealWords(person.known.key, requestId, { words, writtenIn })
    await insertRequest(work.tx, {
      personId,
      requestId,
      applicationId,
      requirements,
      missing: requirements,
      asked: work.today,
      askedBy: actorIdOf(work.actor),
      until,
      sealed,
      ended: null,
    })
    await changeApplication(work.tx, application, {})
    await countDeadlines(work, applicationId)
    work.shows(personId)
    work.journal(personId, {
      fields: requirements.map((id) => `papers-asked/${id}`),
      digests: { [`request/${requestId}`]: createHash('sha256').update(sealed).digest('hex') },
    })
    work.tell('procedures/papers-asked', { personId, applicationId, requestId })
    return ok({ requestId, applicationId })
  },
})
