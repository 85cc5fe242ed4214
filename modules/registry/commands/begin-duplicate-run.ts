import { either, jobs, members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { beginRun } from '../store/duplicate-runs.ts'
import { countNamesAnew } from '../store/name-counts.ts'

/** Has everybody compared with everybody: the clock does it at night, and whoever does not want to wait asks for it. */
export const beginDuplicateRun = command({
  name: 'registry/begin-duplicate-run',
  about: 'Have all persons of your organisation compared with each other; likely duplicates come into the queue.',
  input: z.object({ when: z.enum(['now', 'night']).default('now') }),
  may: either(
    members('administrator', 'protection_officer').onTheirOrganisation().forPurpose('operation'),
    jobs().forPurpose('operation'),
  ),
  refusals: ['registry/run-under-way'],
  async run(work) {
    if (work.actor.kind !== 'member' && work.actor.kind !== 'job') return refuse('commands/not-allowed')
    const { actor } = work
    const runId = work.newId<'run'>()
    const begun = await beginRun(work.tx, {
      runId,
      began: work.now,
      askedBy: actor.kind === 'member' && work.input.when === 'now' ? actor.memberId : null,
    })
    if (!begun) return refuse('registry/run-under-way')
    await countNamesAnew(work.tx)
    work.journal(actor.organisationId, { fields: ['duplicates/run-begun'] })
    return ok({ runId })
  },
})
