import { actorIdOf, either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { applicantsOf, changeApplication, holdApplication, isOpen } from '../store/applications.ts'
import { countDeadlines } from '../store/count-deadlines.ts'
import { insertEvidence } from '../store/evidence.ts'
import { judgeFile } from '../store/judge-file.ts'
import { packs } from '../store/packs.ts'
import { notePaper } from '../store/paper-requests.ts'
import { personView } from '../store/person-facts.ts'

/** Attaches a paper: its true type is read from the file, and it is stored sealed with the person's key. A clock that waited for it goes on. */
export const attachEvidence = command({
  name: 'procedures/attach-evidence',
  about: 'Attach a PDF, JPEG or PNG (base64) to an application.',
  input: z.object({
    applicationId: z.uuid(),
    /** Whose paper it is; the principal applicant's unless said otherwise. */
    personId: z.uuid().optional(),
    requirement: z.string().max(60),
    kind: z.string().max(60),
    file: z.string().max(42_000_000, 'procedures/file-too-large'),
    says: z.string().max(100).optional(),
  }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: [
    'procedures/application-not-found',
    'procedures/not-open',
    'procedures/requirement-unknown',
    'procedures/file-required',
    'procedures/file-too-large',
    'procedures/file-type',
  ],
  takesFile: true,
  async run(work) {
    const { applicationId, requirement, kind } = work.input
    const application = await holdApplication(work.tx, applicationId)
    const personId = work.input.personId ?? application?.personId ?? ''
    const person = application === undefined ? undefined : await personView(work, personId)
    const procedure = packs.procedures.get(application?.procedureId ?? '')
    if (application === undefined || person === undefined || procedure === undefined)
      return refuse('procedures/application-not-found')
    if (!(await applicantsOf(work.tx, applicationId)).some((one) => one.personId === personId))
      return refuse('procedures/application-not-found')
    if (!isOpen(application)) return refuse('procedures/not-open')
    if (!procedure.evidence.some((one) => one.id === requirement && one.anyOf.includes(kind)))
      return refuse({ code: 'procedures/requirement-unknown', at: 'kind' })
    const bytes = Buffer.from(work.input.file, 'base64')
    const judged = await judgeFile(bytes, work.input.says)
    if (!judged.ok) return judged
    const evidenceId = work.newId<'file'>()
    const sealed = person.known.key.seal(`procedures.evidence/${evidenceId}`, bytes)
    await insertEvidence(work.tx, {
      personId,
      evidenceId,
      applicationId,
      requirement,
      kind,
      contentType: judged.value,
      size: bytes.length,
      added: work.today,
      fileRef: work.vault.hmac(`file/${personId}`, bytes),
      sealed,
      addedBy: actorIdOf(work.actor),
    })
    await changeApplication(work.tx, application, {})
    if (await notePaper(work.tx, { personId, applicationId, requirement, on: work.today }))
      await countDeadlines(work, applicationId)
    work.journal(personId, {
      fields: [`evidence/${requirement}`],
      digests: { [`evidence/${evidenceId}`]: createHash('sha256').update(sealed).digest('hex') },
    })
    return ok({ evidenceId, applicationId })
  },
})
