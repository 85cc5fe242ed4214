import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { lawOf } from '../domain/law/law-of.ts'
import { packs } from '../store/packs.ts'

/** A procedure as the law reads, for everybody. */
export const showRight = query({
  name: 'procedures/show-right',
  about: 'A procedure in words: conditions with article and formula, papers, fees, deadlines, what is issued, worked cases.',
  input: z.object({ procedureId: z.string().max(80) }),
  may: anyone('information'),
  refusals: ['procedures/procedure-not-found'],
  async run({ input, today }) {
    const procedure = packs.procedures.get(input.procedureId)
    const place = procedure === undefined ? undefined : packs.jurisdictions.get(procedure.jurisdiction)
    if (procedure === undefined || place === undefined) return refuse('procedures/procedure-not-found')
    return ok(lawOf(procedure, { catalogue: packs.catalogue, lists: packs.lists, place, today }))
  },
})
