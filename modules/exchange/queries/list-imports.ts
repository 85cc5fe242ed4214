import { members } from '@convive/access'
import { memberNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { nameOf, recentImports } from '../store/imports.ts'
import { shownImport } from '../store/shown-import.ts'

/** The last files of the organisation. */
export const listImports = query({
  name: 'exchange/list-imports',
  about: 'The last twenty imports of the organisation and what became of them.',
  input: z.object({}),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const names = await memberNames(reading.tx)
    const found = await recentImports(reading.tx, 20)
    return ok({
      imports: found.map((one) => ({ ...shownImport(one), name: nameOf(reading, one), by: names.get(one.memberId) ?? '' })),
    })
  },
})
