import { members } from '@convive/access'
import { memberNames, organisationNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { emergenciesFor, emergencyReason } from '../store/emergencies.ts'

/** Who opened records in an emergency: colleagues, to be reviewed, and members of other organisations. */
export const listEmergencies = query({
  name: 'registry/list-emergencies',
  about: 'Records that your colleagues opened in an emergency, and those of yours that others opened.',
  input: z.object({}),
  may: members('protection_officer', 'administrator').onTheirOrganisation().forPurpose('protection'),
  refusals: [],
  async run(reading) {
    const me = reading.actor.kind === 'member' ? reading.actor.memberId : undefined
    const ours = await emergenciesFor(reading.tx, 'ours', 50)
    const others = await emergenciesFor(reading.tx, 'of-ours', 50)
    const names = await memberNames(reading.tx)
    const organisations = await organisationNames(reading.tx, [...new Set(others.map((one) => one.organisationId))])
    const shown = (one: (typeof ours)[number]) => ({
      personId: one.personId,
      emergencyId: one.emergencyId,
      opened: one.opened,
      reason: emergencyReason(reading, one),
      verdict: one.verdict,
    })
    return ok({
      ours: ours.map((one) => ({ ...shown(one), member: names.get(one.openedBy) ?? '', byYou: one.openedBy === me })),
      others: others
        .filter((one) => !ours.some((other) => other.emergencyId === one.emergencyId))
        .map((one) => ({ ...shown(one), organisation: organisations.get(one.organisationId) ?? '' })),
    })
  },
})
