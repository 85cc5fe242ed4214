import { members } from '@convive/access'
import { memberNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { countBefore, findImport, nameOf, noticeOf } from '../store/imports.ts'
import { reportFrom } from '../store/reports.ts'
import { shownImport } from '../store/shown-import.ts'

/** So many rows that stay out are shown at once; the report has them all. */
const mostShown = 50

/** How far an import has come, and the first rows that stay out. */
export const showImport = query({
  name: 'exchange/show-import',
  about: 'How far an import has come, the time it will still take, and the first rows that were refused, with reasons.',
  input: z.object({ importId: z.uuid() }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['exchange/import-not-found'],
  async run(reading) {
    const found = await findImport(reading.tx, reading.input.importId)
    if (found === undefined) return refuse('exchange/import-not-found')
    const report = await reportFrom(reading, found.importId, { from: 0, batches: mostShown, refusedOnly: true })
    const names = await memberNames(reading.tx)
    const notice = noticeOf(reading, found)
    return ok({
      ...shownImport(found),
      name: nameOf(reading, found),
      by: names.get(found.memberId) ?? '',
      before: found.state === 'waiting' ? await countBefore(reading.tx, found) : 0,
      notice,
      /** The file is UNHCR’s resettlement form, not a table. */
      isForm: notice.form === true,
      out: report.lines.filter((line) => line.result === 'refused' || line.result === 'held').slice(0, mostShown),
    })
  },
})
