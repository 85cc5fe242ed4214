import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { packs } from '../store/packs.ts'

/** Where to talk to a person, and the asylum route, in each place the packs know. */
export const showContacts = query({
  name: 'procedures/show-contacts',
  about: 'Contacts and the asylum route of each jurisdiction.',
  input: z.object({}),
  may: anyone('information'),
  refusals: [],
  run: async () =>
    ok({
      places: [...packs.jurisdictions.values()].map((one) => ({
        id: one.id,
        name: one.name,
        contact: one.contact.text,
        asylum: one.asylum.text,
        fictional: one.fictional,
      })),
    }),
})
