import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { numbersOf } from '@convive/registry'
import { z } from 'zod'
import { findImport, nameOf } from '../store/imports.ts'
import { reportFrom } from '../store/reports.ts'

/** What became of every row, some thousand at a time; whoever is registered with their number. */
export const importReport = query({
  name: 'exchange/import-report',
  about: 'What became of each row of a file: registered under which number, refused and why. `next` when there is more.',
  input: z.object({ importId: z.uuid(), from: z.number().int().min(0).default(0) }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/import-not-found'],
  async run(reading) {
    const { importId, from } = reading.input
    const found = await findImport(reading.tx, importId)
    if (found === undefined) return refuse('exchange/import-not-found')
    const { lines, next } = await reportFrom(reading, importId, { from, batches: 25, refusedOnly: false })
    const numbers = await numbersOf(
      reading.tx,
      lines.flatMap(({ personId }) => personId ?? []),
    )
    reading.shows(...numbers.keys())
    return ok({
      name: nameOf(reading, found),
      dryRun: found.dryRun,
      lines: lines.map(({ personId, ...line }) => ({
        ...line,
        number: personId === undefined ? undefined : numbers.get(personId),
      })),
      next,
    })
  },
})
