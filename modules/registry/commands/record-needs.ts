import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { needCodes } from '../store/code-lists.ts'
import { changeFacts } from '../store/change-facts.ts'

/** Sets the needs found when asked, on the page that is asked alone too. Whole list, because a need can also have passed. */
export const recordNeeds = command({
  name: 'registry/record-needs',
  about: "Record a person's specific needs and other answers given in private.",
  input: z.object({
    personId: z.uuid(),
    codes: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/, 'registry/code-unknown')).max(40),
    genderIdentity: z
      .string()
      .regex(/^[a-z_]{1,40}$/, 'registry/code-unknown')
      .optional(),
    basedOn: z.number().int().min(0),
  }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['registry/person-not-found', 'registry/code-unknown', 'registry/changed-meanwhile'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    if (work.input.codes.some((code) => !needCodes.has(code))) return refuse({ code: 'registry/code-unknown', at: 'codes' })
    const from = { assurance: 'claimed', by: work.actor.memberId, on: work.today } as const
    const { personId, codes, genderIdentity, basedOn } = work.input
    const set = {
      need_codes: { state: 'value', value: codes, from } as const,
      ...(genderIdentity === undefined ? {} : { gender_identity: { state: 'value', value: genderIdentity, from } as const }),
    }
    const changed = await changeFacts(work, { personId, basedOn, set })
    return changed.ok ? ok({ personId, version: changed.value.version }) : changed
  },
})
