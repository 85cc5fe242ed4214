import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { endImport, findImport } from '../store/imports.ts'

/** Stops after the households under way. Who is registered stays registered; the file goes. */
export const cancelImport = command({
  name: 'exchange/cancel-import',
  about: 'Stop an import: who is registered stays, the file is removed.',
  input: z.object({ importId: z.uuid() }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/import-not-found', 'exchange/import-not-open'],
  async run(work) {
    const { importId } = work.input
    const found = await findImport(work.tx, importId, true)
    if (found === undefined) return refuse('exchange/import-not-found')
    if (found.state === 'done' || found.state === 'refused' || found.state === 'cancelled')
      return refuse('exchange/import-not-open')
    await endImport(work.tx, importId, { state: 'cancelled', now: work.now })
    work.journal(found.organisationId, { fields: [`import/${importId}`, 'cancelled'] })
    return ok({ importId })
  },
})
