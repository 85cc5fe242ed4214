import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { factsNamed } from '../domain/law/facts-named.ts'
import { packs } from '../store/packs.ts'

/** A procedure as data, so that others can use it: the file as it was read, its country, and the facts that it names. */
export const takeRight = query({
  name: 'procedures/take-right',
  about: 'A procedure as its pack holds it, with its jurisdiction and the facts that its formulas name.',
  input: z.object({ procedureId: z.string().max(80) }),
  may: anyone('information'),
  refusals: ['procedures/procedure-not-found'],
  async run({ input }) {
    const procedure = packs.procedures.get(input.procedureId)
    const place = procedure === undefined ? undefined : packs.jurisdictions.get(procedure.jurisdiction)
    if (procedure === undefined || place === undefined) return refuse('procedures/procedure-not-found')
    const { isHoliday: _calendar, ...jurisdiction } = place
    return ok({ procedure: procedure.written, jurisdiction, facts: factsNamed(procedure, packs.catalogue) })
  },
})
