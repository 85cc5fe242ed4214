import { findSession, findToken, representedBy, type Identified } from '@convive/accounts'
import { nobody } from '@convive/access'
import type { Installation } from '../installation.ts'

/** The session cookie's secret or an API token, to whoever stands behind it. Unknown or ended: the public. */
export async function identify(
  installation: Installation,
  given: { readonly session?: string | undefined; readonly token?: string | undefined },
): Promise<Identified> {
  const { database, clock } = installation
  const now = clock()
  if (given.token !== undefined) {
    return (await findToken(database, given.token, now)) ?? { actor: nobody }
  }
  if (given.session === undefined) return { actor: nobody }
  const found = await findSession(database, given.session, now)
  if (found === undefined) return { actor: nobody }
  if (found.actor.kind !== 'person') return found
  const { personId } = found.actor
  const represents = await database.transaction({ actor: personId, grantee: personId, purpose: 'self' }, representedBy)
  return { ...found, actor: { kind: 'person', personId, represents } }
}
