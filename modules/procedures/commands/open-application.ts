import { either, members, personThemselves, actorIdOf } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { findPerson, recordsOf } from '@convive/registry'
import { z } from 'zod'
import { addApplicant, applicationsOf, insertApplication, isOpen } from '../store/applications.ts'
import { paperHeld } from '../store/holds-paper.ts'
import { packs, proceduresFor } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'

/** Opens an application for a registered person; what is known of them is carried over, nothing is typed again. */
export const openApplication = command({
  name: 'procedures/open-application',
  about: 'Open an application as a draft; known facts are carried over.',
  input: z.object({ personId: z.uuid(), procedureId: z.string().max(80) }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: [
    'procedures/person-not-found',
    'procedures/procedure-not-found',
    'procedures/window-closed',
    'procedures/already-open',
    'procedures/already-held',
    'procedures/held-until-it-ends',
  ],
  async run(work) {
    const { personId, procedureId } = work.input
    const procedure = packs.procedures.get(procedureId)
    const person = await findPerson(work.tx, personId)
    const known = await personView(work, personId)
    if (person === undefined || known === undefined) return refuse('procedures/person-not-found')
    if (procedure?.issues === undefined || !proceduresFor(known.view).includes(procedure))
      return refuse('procedures/procedure-not-found')
    if (work.today < procedure.inForce.from || (procedure.inForce.until !== undefined && work.today > procedure.inForce.until))
      return refuse('procedures/window-closed')
    const before = await applicationsOf(work.tx, await recordsOf(work.tx, personId))
    if (before.some((one) => one.procedureId === procedureId && isOpen(one))) return refuse('procedures/already-open')
    const held = await paperHeld(work, personId, procedureId)
    if (held !== undefined) return refuse(held)
    const applicationId = work.newId<'application'>()
    const isNew = await insertApplication(work.tx, {
      personId,
      applicationId,
      organisationId: person.registeredBy,
      procedureId,
      packVersion: procedure.version,
      status: 'draft',
      version: 1,
      opened: work.today,
      openedBy: actorIdOf(work.actor),
      preparedBy: null,
      submitted: null,
      decideBy: null,
      runsOut: null,
    })
    if (!isNew) return refuse('procedures/already-open')
    await addApplicant(work.tx, { personId, applicationId, principalId: personId, since: work.today })
    work.journal(personId, { fields: [`application/${procedureId}`] })
    work.tell('procedures/application-opened', { personId, applicationId })
    return ok({ applicationId, personId })
  },
})
