import { isRole } from '@convive/access'
import { findMember, getOrganisation } from '@convive/accounts'
import type { Session } from '@convive/database'
import { parseId, refuse, type Refusal } from '@convive/kernel'
import { endImport, findImport, noteSurvey, renewLease, type Claim } from '../store/imports.ts'
import { isFileGone, readPieces } from '../store/pieces.ts'
import { batchesOf } from './batches-of.ts'
import { doBatch } from './do-batch.ts'
import { leaseSeconds, type Importing, type ImportSurroundings } from './importing.ts'
import { openFile, type OpenedFile } from './open-file.ts'

/**
 * Works at one import to its end, or until it is cancelled or the server stops. Whatever was done before is not done again: batches
 * are the same each time the file is gone through. Throws when the database is not there; the claim then runs out and comes back.
 */
export async function workAtImport(around: ImportSurroundings, claim: Claim): Promise<void> {
  const session: Session = {
    actor: claim.memberId,
    organisation: claim.organisationId,
    grantee: claim.organisationId,
    purpose: 'registration',
  }
  const { database, vault, clock } = around
  const found = await database.transaction(session, async (tx) => ({
    import: await findImport(tx, claim.importId),
    member: await findMember(tx, claim.memberId),
    office: await getOrganisation(tx),
  }))
  if (found.import === undefined) return
  const end = (state: 'checked' | 'done' | 'refused'): Promise<void> =>
    database.transaction(session, async (tx) => {
      const now = await findImport(tx, claim.importId, true)
      if (now?.state === 'running' && now.worker === around.worker) await endImport(tx, claim.importId, { state, now: clock() })
    })
  const one = found.import
  const actor = actorOf(claim, found.member)
  const refused = async (refusals: readonly Refusal[], rows = 0): Promise<void> => {
    const notice = { refusals, ignored: [] }
    await database.transaction(session, (tx) =>
      noteSurvey({ tx, vault }, one, { worker: around.worker, rows, encoding: undefined, notice }),
    )
    await end('refused')
  }
  const beat = setInterval(() => {
    const own = { worker: around.worker, seconds: leaseSeconds }
    // Without a database there is nobody who could take it over either.
    void database.transaction(session, (tx) => renewLease(tx, one.importId, own)).catch(() => undefined)
  }, 5000)
  try {
    if (actor === undefined) return await refused(refuse('exchange/member-gone').refusals)
    const pieces = (): AsyncIterable<Uint8Array> => readPieces({ ...around, session }, one)
    const opened = await openFile(pieces, { dates: one.dates, country: found.office.country })
    if (!opened.ok) return await refused(opened.refusals)
    const file = opened.value
    const told = { worker: around.worker, rows: file.rows, encoding: file.encoding, notice: file.notice }
    if (!(await database.transaction(session, (tx) => noteSurvey({ tx, vault }, one, told)))) return
    const importing: Importing = { ...around, actor, session, timeZone: found.office.timeZone, import: one, place: file.place }
    if (await doAll(importing, file.households())) await end(one.dryRun ? 'checked' : 'done')
  } catch (error) {
    if (isFileGone(error)) return await refused(refuse('exchange/file-gone').refusals, one.rows)
    // Without a database it waits for the next look.
    if (!(await database.answers(5000))) throw error
    around.failed(error)
    await refused(refuse('commands/out-of-order').refusals, one.rows)
  } finally {
    clearInterval(beat)
  }
}

/** Whoever asked, with the roles they have today: a member who may not register any more registers nobody. */
function actorOf(claim: Claim, member: Awaited<ReturnType<typeof findMember>>): Importing['actor'] | undefined {
  const [memberId, organisationId] = [parseId<'member'>(claim.memberId), parseId<'organisation'>(claim.organisationId)]
  if (member === undefined || member.status !== 'active' || memberId === undefined || organisationId === undefined)
    return undefined
  const roles = member.roles.filter(isRole)
  if (!roles.includes('registrar') && !roles.includes('protection_officer')) return undefined
  return { kind: 'member', memberId, organisationId, name: member.name, roles }
}

/** True when the end was reached. */
async function doAll(importing: Importing, households: ReturnType<OpenedFile['households']>): Promise<boolean> {
  for await (const batch of batchesOf(households, importing)) {
    if (importing.stopping()) return false
    if (batch.number < importing.import.batches) continue
    if (!(await doBatch(importing, batch))) return false
  }
  return true
}
