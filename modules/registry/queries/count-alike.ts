import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import type { z } from 'zod'
import { factsOfMember } from '../domain/decide-registration.ts'
import { memberInput, type MemberInput } from '../domain/household-input.ts'
import { findDuplicates } from '../store/candidates.ts'
import { findableOf } from '../store/findable.ts'
import { inTimeAtLast, timeFor } from '../store/in-time.ts'

const unknown = { state: 'unknown' } as const

/** What is not typed yet is not known. */
const typed = memberInput
  .pick({ given: true, family: true, birth: true, documents: true, phone: true })
  .extend({ sex: memberInput.shape.sex.optional() })

/**
 * How many records look like somebody who is being typed: a number, and nothing of anybody, so nothing is read. Only of the own organisation: whether
 * another one has a record is asked once, with the answers complete.
 */
export const countAlike = query({
  name: 'registry/count-alike',
  about: 'How many records look like somebody whose answers are being typed: a number only, before the form is complete.',
  input: typed,
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    if (reading.actor.kind !== 'member') return refuse('commands/not-allowed')
    const facts = factsOfMember(asMember(reading.input), { today: reading.today, by: reading.actor.memberId })
    const findable = { ...findableOf(reading, { facts, householdNames: [] }), strongKeys: [] }
    const found = await inTimeAtLast(reading.tx, timeFor(1), (tx) => findDuplicates({ ...reading, tx }, [findable]))
    return ok({ alike: found?.[0]?.likely.length ?? 0 })
  },
})

function asMember({ sex = unknown, ...said }: z.output<typeof typed>): MemberInput {
  return {
    ...said,
    sex,
    origin: unknown,
    relation: 'focal_point',
    needs: { any: 'unknown', codes: [] },
    privateInterview: false,
    consents: {},
    consentBy: 'nobody',
  }
}
