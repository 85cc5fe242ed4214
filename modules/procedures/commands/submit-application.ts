import { actorIdOf, either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse, type Locale, type Words } from '@convive/kernel'
import { z } from 'zod'
import type { EvidenceState } from '../domain/evidence.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { applicationView } from '../store/application-view.ts'
import { changeApplication, holdApplication } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'
import { labelsOf } from '../store/labels.ts'

/** Hands the draft in: from now on the office's deadlines run. */
export const submitApplication = command({
  name: 'procedures/submit-application',
  about: 'Hand in a draft; the deadline for the decision starts.',
  input: z.object({ applicationId: z.uuid() }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/evidence-missing',
    'procedures/window-closed',
  ],
  async run(work) {
    const application = await holdApplication(work.tx, work.input.applicationId)
    const view = application === undefined ? undefined : await applicationView(work, application)
    if (application === undefined || view === undefined) return refuse('procedures/application-not-found')
    if (application.status !== 'draft') return refuse('procedures/not-open')
    const { procedure } = view
    if (procedure.inForce.until !== undefined && work.today > procedure.inForce.until) return refuse('procedures/window-closed')
    const missing = view.people.flatMap(({ personId, evidenceStates }) =>
      evidenceStates
        .filter((one) => one.state === 'missing')
        .map((one) => ({ code: 'procedures/evidence-missing', at: `${personId}.${one.id}`, with: wordsOf(procedure, one) })),
    )
    const [first, ...more] = missing
    if (first !== undefined) return refuse(first, ...more)
    await changeApplication(work.tx, application, {
      status: 'submitted',
      submitted: work.today,
      preparedBy: actorIdOf(work.actor),
      packVersion: procedure.version,
    })
    await countDeadlines(work, application.applicationId)
    work.journal(application.personId, { fields: ['application/submitted'] })
    work.tell('procedures/application-submitted', { personId: application.personId, applicationId: application.applicationId })
    return ok({ applicationId: application.applicationId })
  },
})

/** What is to be proven, and every paper that would prove it. */
function wordsOf(procedure: Procedure, { id, accepted }: EvidenceState): Readonly<Record<'proof' | 'accepted', Words>> {
  const labels = labelsOf([], accepted)
  const title = procedure.evidence.find((one) => one.id === id)?.title
  const inEach = (words: (locale: Locale) => string): Words => ({
    es: words('es'),
    pt: words('pt'),
    en: words('en'),
    fr: words('fr'),
    ht: words('ht'),
  })
  return {
    proof: inEach((locale) => title?.[locale] ?? id),
    accepted: inEach((locale) => accepted.map((kind) => labels[kind]?.[locale] ?? kind).join('; ')),
  }
}
