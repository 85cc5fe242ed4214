import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { erasureGrounds, insertErasure, isOursToErase } from '../store/erasures.ts'
import { findPerson } from '../store/persons.ts'

/** The first pair of eyes: says why somebody is to be erased. Nothing happens until another member confirms. */
export const askErasure = command({
  name: 'registry/ask-erasure',
  about: 'Ask that a person be erased for good; another member has to confirm.',
  input: z.object({ personId: z.uuid(), ground: z.enum(erasureGrounds, 'registry/ground-required') }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [
    'registry/person-not-found',
    'registry/ground-required',
    'registry/erasure-not-ours',
    'registry/erasure-asked-already',
  ],
  async run(work) {
    const { personId, ground } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    if ((await findPerson(work.tx, personId)) === undefined) return refuse('registry/person-not-found')
    if (!(await isOursToErase(work.tx, personId))) return refuse('registry/erasure-not-ours')
    const { memberId, organisationId } = work.actor
    const asked = await insertErasure(work.tx, { personId, organisationId, ground, askedBy: memberId, asked: work.now })
    if (!asked) return refuse('registry/erasure-asked-already')
    work.journal(personId, { fields: ['erasure/asked'], reason: ground })
    return ok({ personId })
  },
})
