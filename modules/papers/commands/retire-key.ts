import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { retireKey as retire } from '../store/keys.ts'

/** The next paper is signed with a new key. Papers of the old one hold on, unless it may have been stolen: then none does. */
export const retireKey = command({
  name: 'papers/retire-key',
  about: 'Stop signing with a key; if it may be in strange hands, all papers that it signed stop being valid.',
  input: z.object({ keyId: z.string().min(1).max(64), stolen: z.boolean() }),
  may: members('administrator').onTheirOrganisation().forPurpose('operation'),
  refusals: ['papers/key-not-found'],
  async run(work) {
    const { keyId, stolen } = work.input
    if (work.actor.kind !== 'member' || !(await retire(work.tx, { keyId, stolen, now: work.now })))
      return refuse('papers/key-not-found')
    work.journal(work.actor.organisationId, { fields: [`signing-key/${keyId}/${stolen ? 'stolen' : 'retired'}`] })
    return ok({ keyId })
  },
})
