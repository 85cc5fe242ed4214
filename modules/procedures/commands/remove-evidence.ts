import { either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { changeApplication, holdApplication } from '../store/applications.ts'
import { findEvidenceFile, removeEvidence as remove } from '../store/evidence.ts'

/** Takes a wrong paper out of a draft. It is kept sealed and marked as removed. */
export const removeEvidence = command({
  name: 'procedures/remove-evidence',
  about: 'Take an attached paper out of a draft.',
  input: z.object({ evidenceId: z.uuid() }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: ['procedures/evidence-not-found', 'procedures/not-open'],
  async run(work) {
    const found = await findEvidenceFile(work.tx, work.input.evidenceId)
    const application = found === undefined ? undefined : await holdApplication(work.tx, found.applicationId)
    if (found === undefined || application === undefined) return refuse('procedures/evidence-not-found')
    if (application.status !== 'draft') return refuse('procedures/not-open')
    await remove(work.tx, found.evidenceId, work.today)
    await changeApplication(work.tx, application, {})
    work.journal(found.personId, { fields: [`evidence-removed/${found.requirement}`] })
    return ok({ applicationId: found.applicationId })
  },
})
