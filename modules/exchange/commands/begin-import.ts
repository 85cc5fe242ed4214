import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { largestFile, mostHeld, mostOpen, pieceSize, piecesOf } from '../domain/upload.ts'
import { openImports, insertImport } from '../store/imports.ts'

/** Announces a file; its pieces follow. */
export const beginImport = command({
  name: 'exchange/begin-import',
  about: 'Announce a file of households (CSV or XLSX); answers with the number and size of the pieces in which it is to be sent.',
  input: z.object({
    name: z.string().trim().max(200).default(''),
    size: z.number().int().min(1, 'exchange/file-required').max(largestFile, 'exchange/file-too-large'),
    dates: z.enum(['day-first', 'month-first']).default('day-first'),
  }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/file-required', 'exchange/file-too-large', 'exchange/too-many-imports'],
  async run(work) {
    const { actor, input, tx } = work
    if (actor.kind !== 'member') return refuse('commands/not-allowed')
    const { count, size } = await openImports(tx)
    if (count >= mostOpen || size + input.size > mostHeld) return refuse('exchange/too-many-imports')
    const importId = work.newId<'import'>()
    const pieces = piecesOf(input.size)
    await insertImport(work, { importId, organisationId: actor.organisationId, memberId: actor.memberId, pieces, ...input })
    return ok({ importId, pieces, pieceSize })
  },
})
