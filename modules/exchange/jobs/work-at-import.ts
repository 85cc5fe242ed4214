import { isRole } from '@convive/access'
import { findMember, getOrganisation } from '@convive/accounts'
import type { Session } from '@convive/database'
import { openTable, type Fault, type Table } from '@convive/files'
import { parseId, refuse, type Refusal, type Result } from '@convive/kernel'
import { groupHouseholds } from '../domain/group-households.ts'
import { beginSurvey, type Survey } from '../domain/survey.ts'
import { endImport, findImport, noteSurvey, renewLease, type Claim, type Import } from '../store/imports.ts'
import { isFileGone, readPieces } from '../store/pieces.ts'
import { vocabulary } from '../store/vocabulary.ts'
import { batchesOf, type FileHousehold } from './batches-of.ts'
import { doBatch } from './do-batch.ts'
import { leaseSeconds, type Importing, type ImportSurroundings } from './importing.ts'

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
    timeZone: (await getOrganisation(tx)).timeZone,
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
    const surveyed = await survey(around, one, session)
    if (!surveyed.ok) return await refused(surveyed.refusals)
    const { table, survey: seen } = surveyed.value
    const told = {
      worker: around.worker,
      rows: seen.rows,
      encoding: table.encoding,
      notice: { refusals: [], ignored: seen.heading.ignored },
    }
    if (!(await database.transaction(session, (tx) => noteSurvey({ tx, vault }, one, told)))) return
    const importing: Importing = { ...around, actor, session, timeZone: found.timeZone, import: one, heading: seen.heading }
    if (await doAll(importing, householdsOf(table, seen))) await end(one.dryRun ? 'checked' : 'done')
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

const faults: Readonly<Record<Fault['fault'], string>> = {
  type: 'exchange/file-type',
  'old-workbook': 'exchange/file-old-workbook',
  locked: 'exchange/file-locked',
  encoding: 'exchange/file-encoding',
  broken: 'exchange/file-broken',
  'too-large': 'exchange/file-too-large',
}

/** The first look: what kind of file, whether every row can be read, where each household ends. */
async function survey(
  around: ImportSurroundings,
  one: Import,
  session: Session,
): Promise<Result<{ readonly table: Table; readonly survey: Survey }>> {
  const table = await openTable(() => readPieces({ ...around, session }, one))
  if ('fault' in table) return refuse(faultOf(table))
  const seen = beginSurvey(vocabulary, one.dates)
  for await (const item of table.rows()) {
    if ('fault' in item) return refuse(faultOf(item))
    const taken = seen.take(item)
    if (!taken.ok) return taken
  }
  const done = seen.done()
  return done.ok ? { ok: true, value: { table, survey: done.value } } : done
}

function faultOf({ fault, line }: Fault): { readonly code: string; readonly with: { readonly line: number } } {
  return { code: faults[fault], with: { line: line ?? 0 } }
}

async function* householdsOf(table: Table, seen: Survey): AsyncGenerator<FileHousehold> {
  const groups = groupHouseholds(seen)
  let isHeading = true
  for await (const item of table.rows()) {
    if ('fault' in item) throw new Error('the file reads differently than before')
    const household = isHeading ? undefined : groups.take(item)
    isHeading = false
    if (household !== undefined) yield household
  }
}

/** True when the end was reached. */
async function doAll(importing: Importing, households: AsyncIterable<FileHousehold>): Promise<boolean> {
  for await (const batch of batchesOf(households, importing)) {
    if (importing.stopping()) return false
    if (batch.number < importing.import.batches) continue
    if (!(await doBatch(importing, batch))) return false
  }
  return true
}
