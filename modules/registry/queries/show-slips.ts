import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { openCode } from '../store/credentials.ts'
import { householdStrip } from './show-household.ts'

/** A slip for each adult: number, and the access code as long as they have not set a PIN. */
export const showSlips = query({
  name: 'registry/show-slips',
  about: 'Slips of a household: registration numbers and access codes not yet used.',
  input: z.object({ householdId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/household-not-found'],
  async run(reading) {
    const strip = await householdStrip(reading, reading.input.householdId)
    if (strip.length === 0) return refuse('registry/household-not-found')
    const slips = []
    for (const member of strip) {
      const held = await openCode(reading.tx, member.personId)
      if (held === undefined) continue
      const code =
        held.sealed === null ? undefined : reading.vault.open(`registry.credential/${member.personId}`, held.sealed).toString()
      slips.push({ ...member, code, pinSet: held.pinSet !== null })
    }
    return ok({ householdId: reading.input.householdId, slips, members: strip })
  },
})
