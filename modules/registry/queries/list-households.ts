import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { loadFacts } from '../store/facts.ts'
import { listHouseholds as list } from '../store/persons.ts'

/** The organisation's households, newest first, 25 at a time. */
export const listHouseholds = query({
  name: 'registry/list-households',
  about: 'Households your organisation registered, newest first.',
  input: z.object({ before: z.uuid().optional() }),
  may: members('registrar', 'protection_officer', 'case_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const rows = await list(reading.tx, { before: reading.input.before, size: 25 })
    const shown = rows.slice(0, 25)
    const focal = shown.flatMap((row) => row.focalId ?? [])
    const known = await loadFacts(reading.tx, reading.vault, { persons: focal, upTo: 1 })
    reading.shows(...focal)
    const households = shown.map((row) => ({ ...row, name: displayName(known.get(row.focalId ?? '')?.facts ?? {}) }))
    return ok({ households, next: rows.length > 25 ? shown.at(-1)?.householdId : undefined })
  },
})
