import { members } from '@convive/access'
import { command } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { factFault } from '../domain/fact-rules.ts'
import { factRules } from '../store/fact-rules.ts'
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
      .union([z.string().regex(/^[a-z_]{1,40}$/, 'registry/code-unknown'), z.object({ state: z.enum(['unknown', 'declined']) })])
      .optional(),
    basedOn: z.number().int().min(0),
  }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['registry/person-not-found', 'registry/code-unknown', 'registry/changed-meanwhile'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    if (work.input.codes.some((code) => !needCodes.has(code))) return refuse({ code: 'registry/code-unknown', at: 'codes' })
    const { genderIdentity } = work.input
    const gender: FactState | undefined =
      typeof genderIdentity === 'string' ? { state: 'value', value: genderIdentity } : genderIdentity
    if (gender !== undefined && factFault(factRules, 'gender_identity', gender) !== undefined)
      return refuse({ code: 'registry/code-unknown', at: 'genderIdentity' })
    const from = { assurance: 'claimed', by: work.actor.memberId, on: work.today } as const
    const { personId, codes, basedOn } = work.input
    const set = {
      need_codes: { state: 'value', value: codes, from } as const,
      ...(gender === undefined ? {} : { gender_identity: { ...gender, from } }),
    }
    const changed = await changeFacts(work, { personId, basedOn, set })
    return changed.ok ? ok({ personId, version: changed.value.version }) : changed
  },
})
