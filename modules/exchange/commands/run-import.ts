import { inScope, members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findImport, queueImport } from '../store/imports.ts'
import { received } from '../store/pieces.ts'

/** Starts what the server then does by itself: look at every row, or register, in the name of whoever asks. */
export const runImport = command({
  name: 'exchange/run-import',
  about: 'Check a file that was sent, or register its households; the server goes on by itself.',
  input: z.object({
    importId: z.uuid(),
    /** Looks at everything and registers nobody. */
    dryRun: z.boolean(),
    dates: z.enum(['day-first', 'month-first']).optional(),
  }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/import-not-found', 'exchange/import-not-open', 'exchange/upload-incomplete'],
  async run(work) {
    const { actor, tx, input } = work
    // A token that may not register may not have it done either.
    if (actor.kind !== 'member' || (actor.scope !== undefined && !inScope(actor.scope, 'registry/register-household')))
      return refuse('commands/not-allowed')
    const found = await findImport(tx, input.importId, true)
    if (found === undefined) return refuse('exchange/import-not-found')
    if (found.state !== 'receiving' && found.state !== 'checked') return refuse('exchange/import-not-open')
    const { pieces, size } = await received(tx, input.importId)
    if (pieces !== found.pieces || size !== found.size) return refuse('exchange/upload-incomplete')
    const { importId, dryRun, dates = found.dates } = input
    await queueImport(work, { importId, memberId: actor.memberId, dryRun, dates })
    work.journal(actor.organisationId, { fields: [`import/${importId}`, dryRun ? 'dry-run' : 'run'] })
    work.tell('exchange/import-asked', { importId })
    return ok({ importId })
  },
})
