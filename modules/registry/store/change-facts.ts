import type { Work } from '@convive/commands'
import { applyPatch, type StoredFact } from '@convive/facts'
import { ok, refuse, type Result } from '@convive/kernel'
import { classOf } from './fact-rules.ts'
import { changedSince, loadFacts } from './facts.ts'
import { findableOf, keptOf } from './findable.ts'
import { findPerson, raiseVersion } from './persons.ts'
import { insertFacts, keepKeys, renewProjection, sealFacts } from './save-household.ts'

/**
 * Stores a patch of facts of one class as a new version, and renews search keys and projection. `basedOn` is the version
 * the writer saw: fields nobody touched since are taken, others are refused.
 */
export async function changeFacts(
  work: Work,
  change: { readonly personId: string; readonly basedOn: number; readonly set: Readonly<Record<string, StoredFact>> },
): Promise<Result<{ readonly version: number }>> {
  const ids = Object.keys(change.set)
  const level = classOf(ids[0] ?? '')
  const person = await findPerson(work.tx, change.personId)
  const known = (await loadFacts(work.tx, work.vault, { persons: [change.personId], upTo: level === 3 ? 3 : 2 })).get(
    change.personId,
  )
  if (person === undefined || known === undefined || ids.some((id) => classOf(id) !== level))
    return refuse('registry/person-not-found')
  await raiseVersion(work.tx, change.personId)
  const version = known.versions[level] ?? 0
  const since =
    change.basedOn < version
      ? await changedSince(work.tx, work.vault, { personId: change.personId, level, version: change.basedOn })
      : new Set<string>()
  const current = Object.fromEntries(Object.entries(known.facts).filter(([id]) => classOf(id) === level))
  const patched = applyPatch(current, version, { patch: { basedOn: change.basedOn, set: change.set }, changedSince: since })
  if (!patched.ok) return patched
  await insertFacts(work, [
    sealFacts(work, {
      personId: change.personId,
      key: known.key,
      level,
      version: version + 1,
      facts: patched.value,
      changed: ids,
    }),
  ])
  const facts = { ...known.facts, ...patched.value }
  if ('organisationId' in work.actor)
    await keepKeys(work.tx, [
      { personId: change.personId, findable: keptOf(work, findableOf(work, { facts, householdNames: [] })) },
    ])
  await renewProjection(work, { personId: change.personId, facts }, { withNeeds: level === 3 })
  work.tell('registry/facts-changed', { personId: change.personId, facts: level === 3 ? ['restricted'] : ids })
  return ok({ version: version + 1 })
}
