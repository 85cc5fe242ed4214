import { ok, refuse, type Result } from '@convive/kernel'
import type { FactDocument, StoredFact } from './fact.ts'

/** Fields to set, and the version of the document the writer had before their eyes. */
export type FactPatch = { readonly basedOn: number; readonly set: Readonly<Record<string, StoredFact>> }

/**
 * Applies a patch. A writer who saw an older version still succeeds if nobody has touched the same fields since
 * (`changedSince` names those); otherwise the patch is refused and nothing is lost.
 */
export function applyPatch(
  document: FactDocument,
  version: number,
  { patch, changedSince }: { readonly patch: FactPatch; readonly changedSince: ReadonlySet<string> },
): Result<FactDocument> {
  const clash = Object.keys(patch.set).filter((id) => patch.basedOn < version && changedSince.has(id))
  if (clash.length > 0) return refuse({ code: 'registry/changed-meanwhile', at: clash.join(',') })
  return ok({ ...document, ...patch.set })
}
