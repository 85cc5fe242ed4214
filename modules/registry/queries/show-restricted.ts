import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { classOf } from '../store/fact-rules.ts'
import { loadFacts } from '../store/facts.ts'
import { isSealed } from '../store/seal-record.ts'

/** Protected details, for protection only, with a reason that the person can read later. */
export const showRestricted = query({
  name: 'registry/show-restricted',
  about: "A person's restricted facts; needs the purpose protection and a reason.",
  input: z.object({ personId: z.uuid() }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['registry/person-not-found', 'registry/reason-required'],
  async run(reading) {
    if ((reading.reason ?? '').trim().length < 3) return refuse({ code: 'registry/reason-required', at: 'reason' })
    const known = (await loadFacts(reading.tx, reading.vault, { persons: [reading.input.personId], upTo: 3 })).get(
      reading.input.personId,
    )
    if (known === undefined) return refuse('registry/person-not-found')
    reading.shows(reading.input.personId)
    return ok({
      facts: Object.fromEntries(Object.entries(known.facts).filter(([id]) => classOf(id) === 3)),
      version: known.versions[3] ?? 0,
      sealed: await isSealed(reading.tx, reading.input.personId),
    })
  },
})
