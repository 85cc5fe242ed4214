import { either, jobs, members } from '@convive/access'
import { command, type Work } from '@convive/commands'
import { ok, refuse, type Result } from '@convive/kernel'
import { z } from 'zod'
import { recentlyBefore } from '../domain/recent.ts'
import { addCounts } from '../domain/run-counts.ts'
import { dropOldSample, keepSample } from '../store/duplicate-samples.ts'
import {
  checkLater,
  dropWaiting,
  holdRun,
  holdWaiting,
  personsBehind,
  registeredAtOnce,
  saveRun,
} from '../store/duplicate-runs.ts'
import { lookAmong } from '../store/look-among.ts'
import { countNames, tellNames } from '../store/name-counts.ts'

/** Few enough for a transaction of a moment. */
const atOnce = 50

type Answer = { readonly persons: number; readonly proposed: number; readonly more: boolean }
const nothing: Answer = { persons: 0, proposed: 0, more: false }

/**
 * One step of looking for duplicates: first whose check was put off, then the run under way, behind the last person who was looked at. It proposes and
 * decides nothing. Broken off, it goes on at the same place.
 */
export const continueDuplicateRun = command({
  name: 'registry/continue-duplicate-run',
  about: 'Look at the next fifty persons of your organisation for duplicates; more says whether there are others.',
  input: z.object({ only: z.enum(['at-once', 'waiting', 'everything']).default('everything') }),
  may: either(members('administrator').onTheirOrganisation().forPurpose('operation'), jobs().forPurpose('operation')),
  refusals: [],
  repeat: 'anytime',
  async run(work) {
    if (work.actor.kind !== 'member' && work.actor.kind !== 'job') return refuse('commands/not-allowed')
    if (work.input.only === 'at-once') {
      const together = await registeredAtOnce(work.tx, recentlyBefore(work.now))
      checkLater(work, together)
      return ok({ ...nothing, more: together.length > 0 })
    }
    const waiting = await holdWaiting(work.tx, atOnce)
    if (waiting.length > 0) return lookAtWaiting(work, waiting)
    return work.input.only === 'waiting' ? ok(nothing) : goOn(work, work.actor.organisationId)
  },
})

async function lookAtWaiting(work: Work, waiting: readonly string[]): Promise<Result<Answer>> {
  const { counts } = await lookAmong(work, waiting, 'everybody')
  await dropWaiting(work.tx, waiting)
  return ok({ persons: waiting.length, proposed: counts.proposed, more: true })
}

async function goOn(work: Work, organisationId: string): Promise<Result<Answer>> {
  const run = await holdRun(work.tx)
  if (run === undefined) return ok(nothing)
  const ids = await personsBehind(work.tx, run.through, atOnce)
  const looked = await lookAmong(work, ids, 'earlier')
  await keepSample(work, looked.pairs, run.runId)
  await countNames(work, looked.features)
  const more = ids.length === atOnce
  if (!more) {
    await dropOldSample(work.tx, run.runId)
    await tellNames(work.tx)
    work.journal(organisationId, { fields: ['duplicates/run-finished'] })
  }
  await saveRun(work.tx, {
    runId: run.runId,
    finished: more ? null : work.now,
    through: ids.at(-1) ?? run.through,
    counts: addCounts(run.counts, looked.counts),
  })
  return ok({ persons: ids.length, proposed: looked.counts.proposed, more })
}
