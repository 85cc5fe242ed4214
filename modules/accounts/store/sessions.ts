import type { Actor } from '@convive/access'
import { isRole } from '@convive/access'
import { sql, type Database, type Transaction } from '@convive/database'
import { parseId, type MemberId, type OrganisationId, type PersonId } from '@convive/kernel'
import { hash, randomBytes } from 'node:crypto'

/** Idle and absolute limits of a session, in minutes. */
export const sessionLimits = { memberIdle: 30, personIdle: 15, absolute: 12 * 60 } as const

/** Only the digest of a session's secret is stored. */
function digest(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Starts a session and returns its secret, 256 random bits: what the cookie carries. */
export async function startSession(
  tx: Transaction,
  started: { readonly actorId: string; readonly kind: 'member' | 'person'; readonly now: Date },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const ends = new Date(started.now.getTime() + sessionLimits.absolute * 60_000)
  await tx.run(
    sql`select accounts.start_session(${digest(secret)}, ${started.actorId}::uuid, ${started.kind}, ${started.now}, ${ends})`,
  )
  return secret
}

export async function endSession(tx: Transaction, secret: string): Promise<void> {
  await tx.run(sql`select accounts.end_session(${digest(secret)})`)
}

/** Ends every session of a registered person: their code was replaced. */
export async function endSessionsOf(tx: Transaction, personId: string): Promise<void> {
  await tx.run(sql`select accounts.end_sessions_of(${personId}::uuid)`)
}

/** Who a request comes from, and what their pages show of their office. */
export type Identified = {
  readonly actor: Actor
  readonly timeZone?: string
  readonly organisation?: string
  readonly demo?: boolean
}

type SessionRow = {
  actor_id: string
  kind: 'member' | 'person'
  member_organisation: string | null
  name: string | null
  roles: string[] | null
  status: string | null
  time_zone: string | null
  organisation_name: string | null
  is_demo: boolean | null
}

/** The actor of a session, or nothing when it has ended, was idle too long, or the member was disabled. */
export async function findSession(database: Database, secret: string, now: Date): Promise<Identified | undefined> {
  const [row] = await database.alone(
    sql<SessionRow>`select * from accounts.session_of(${digest(secret)}, ${now},
      make_interval(mins => ${sessionLimits.memberIdle}), make_interval(mins => ${sessionLimits.personIdle}))`,
  )
  if (row === undefined) return undefined
  if (row.kind === 'person') {
    const personId = parseId<'person'>(row.actor_id)
    return personId === undefined ? undefined : { actor: { kind: 'person', personId, represents: [] } }
  }
  const member = memberFrom({
    id: row.actor_id,
    organisation: row.member_organisation,
    name: row.name,
    roles: row.roles,
    status: row.status,
  })
  if (member === undefined) return undefined
  return {
    actor: member,
    timeZone: row.time_zone ?? 'UTC',
    organisation: row.organisation_name ?? '',
    demo: row.is_demo ?? false,
  }
}

/** The children a signed-in person represents: access rows of the guardian kind. */
export async function representedBy(tx: Transaction): Promise<readonly PersonId[]> {
  const rows = await tx.rows(sql<{ person_id: string }>`select person_id from access.person_access
    where grantee_id = app.grantee() and basis = 3 and (until is null or until >= current_date)`)
  return rows.flatMap((row) => parseId<'person'>(row.person_id) ?? [])
}

/** The member a token acts as, limited to the token's scope. */
export async function findToken(database: Database, secret: string, now: Date): Promise<Identified | undefined> {
  type Row = {
    member_id: string
    organisation_id: string
    name: string
    roles: string[]
    status: string
    scope: string[]
    time_zone: string
  }
  const [row] = await database.alone(sql<Row>`select * from accounts.token_of(${digest(secret)}, ${now})`)
  if (row === undefined) return undefined
  const member = memberFrom({
    id: row.member_id,
    organisation: row.organisation_id,
    name: row.name,
    roles: row.roles,
    status: row.status,
  })
  return member === undefined ? undefined : { actor: { ...member, scope: row.scope }, timeZone: row.time_zone }
}

function memberFrom(row: {
  readonly id: string
  readonly organisation: string | null
  readonly name: string | null
  readonly roles: readonly string[] | null
  readonly status: string | null
}): Extract<Actor, { kind: 'member' }> | undefined {
  const memberId: MemberId | undefined = parseId<'member'>(row.id)
  const organisationId: OrganisationId | undefined =
    row.organisation === null ? undefined : parseId<'organisation'>(row.organisation)
  if (memberId === undefined || organisationId === undefined || row.status !== 'active') return undefined
  return { kind: 'member', memberId, organisationId, name: row.name ?? '', roles: (row.roles ?? []).filter(isRole) }
}

/** A token's secret and the digest to store. */
export function newSecret(prefix: string): { readonly secret: string; readonly digest: Buffer } {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`
  return { secret, digest: digest(secret) }
}
