import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { lawInList } from '../domain/law/law-of.ts'
import { isSought } from '../domain/law/search-laws.ts'
import { packs } from '../store/packs.ts'

const order = { open: 0, 'not-yet': 1, closed: 2 } as const

/** Every procedure of every pack, or those that are looked for, country by country. */
export const listRights = query({
  name: 'procedures/list-rights',
  about:
    'The procedures of all packs, or those that match: title, country, kind, authority, days on which applications are taken.',
  input: z.object({
    text: z.string().max(100).optional(),
    place: z.string().max(20).optional(),
    kind: z.string().max(40).optional(),
  }),
  may: anyone('information'),
  refusals: [],
  async run({ input, today }) {
    const places = [...packs.jurisdictions.values()].toSorted((a, b) => Number(a.fictional) - Number(b.fictional))
    const all = [...packs.procedures.values()]
    const found = all.flatMap((one) => {
      const place = packs.jurisdictions.get(one.jurisdiction)
      return place !== undefined && isSought(one, place, input) ? [lawInList(one, { place, today })] : []
    })
    return ok({
      /** Countries that have a procedure, the made-up example last. */
      places: places
        .filter(({ id }) => all.some((one) => one.jurisdiction === id))
        .map(({ id, name, fictional }) => ({ id, name, fictional })),
      kinds: [...new Set(all.map((one) => one.kind))].toSorted(),
      /** What can be applied for first. */
      found: found.toSorted((a, b) => order[a.window] - order[b.window] || (a.title.es < b.title.es ? -1 : 1)),
      all: all.length,
    })
  },
})
