import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { pieceSize, sizeOfPiece } from '../domain/upload.ts'
import { findImport } from '../store/imports.ts'
import { insertPiece } from '../store/pieces.ts'

/** One piece of an announced file. It is kept sealed, until the file has been imported. */
export const sendPiece = command({
  name: 'exchange/send-piece',
  about: 'Send one piece of an announced file (base64); number 0 is the first.',
  input: z.object({
    importId: z.uuid(),
    number: z.number().int().min(0).max(1000),
    data: z.string().max(Math.ceil(pieceSize / 3) * 4),
  }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/import-not-found', 'exchange/import-not-open', 'exchange/upload-incomplete'],
  takesFile: true,
  async run(work) {
    const { importId, number, data } = work.input
    const found = await findImport(work.tx, importId, true)
    if (found === undefined) return refuse('exchange/import-not-found')
    if (found.state !== 'receiving') return refuse('exchange/import-not-open')
    const bytes = Buffer.from(data, 'base64')
    if (number >= found.pieces || bytes.length !== sizeOfPiece(number, found.size)) return refuse('exchange/upload-incomplete')
    await insertPiece(work, { organisationId: found.organisationId, importId, number, bytes })
    return ok({ importId, number })
  },
})
