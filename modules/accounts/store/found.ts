import { sessionOf, type Role } from '@convive/access'
import type { Vault } from '@convive/access'
import { appendEntry } from '@convive/commands'
import type { Database } from '@convive/database'
import { idFrom, type MemberId, type OrganisationId } from '@convive/kernel'
import { randomBytes, randomUUID } from 'node:crypto'
import { hashSecret } from './hash-secret.ts'
import { invite } from './invite.ts'
import { insertMember, acceptInvitation } from './members.ts'
import { invitationHash } from './invite.ts'
import { demoIsHere, insertOrganisation, nobodyYet } from './organisations.ts'

/** A new organisation and its first administrator. */
export type Founding = {
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly officePrefix: string
  readonly isDemo: boolean
  /** Households of the demonstration that are still to be made, for `findUnfinishedDemo`. */
  readonly demoToMake?: number
  readonly administrator: { readonly name: string; readonly signInName: string }
}

/** Done at the machine, not through a door: returns the administrator's one-time code. An `operator` is noted in its journal. */
export async function foundOrganisation(
  database: Database,
  vault: Vault,
  { founding, now, operator }: { readonly founding: Founding; readonly now: Date; readonly operator?: string },
): Promise<{ readonly organisationId: OrganisationId; readonly memberId: MemberId; readonly code: string }> {
  const organisationId = idFrom<'organisation'>(now.getTime(), randomBytes(10))
  const memberId = idFrom<'member'>(now.getTime(), randomBytes(10))
  const founder = { kind: 'member', memberId, organisationId, name: founding.administrator.name, roles: [] } as const
  return database.transaction(sessionOf(founder, 'operation'), async (tx) => {
    await insertOrganisation(tx, { organisationId, ...founding })
    await insertMember(tx, { organisationId, memberId, ...founding.administrator, roles: ['administrator'] })
    const code = await invite({ tx, vault, now, random: (bytes) => randomBytes(bytes) }, { memberId, organisationId })
    if (operator !== undefined)
      await appendEntry(tx, organisationId, {
        at: now.toISOString(),
        command: 'accounts/found-organisation',
        key: randomUUID(),
        actor: operator,
        kind: 'member',
        organisation: organisationId,
        purpose: 'operation',
        fields: ['organisation', `member/${memberId}`],
      })
    return { organisationId, memberId, code }
  })
}

/** Whether the installation has no organisation yet. */
export async function isUnfounded(database: Database): Promise<boolean> {
  return database.transaction({ purpose: 'operation' }, nobodyYet)
}

/** Whether demonstration data is in the database, which every page then says, however the server was started. */
export async function hasDemo(database: Database): Promise<boolean> {
  return database.transaction({ purpose: 'operation' }, demoIsHere)
}

/** A member whose secrets are public, for demonstration data only. */
export async function addDemoMember(
  database: Database,
  vault: Vault,
  {
    organisationId,
    member,
    now,
  }: {
    readonly organisationId: OrganisationId
    readonly member: {
      readonly name: string
      readonly signInName: string
      readonly roles: readonly Role[]
      readonly password: string
      readonly totpSecret: string
    }
    readonly now: Date
  },
): Promise<MemberId> {
  const memberId = idFrom<'member'>(now.getTime(), randomBytes(10))
  const founder = { kind: 'member', memberId, organisationId, name: member.name, roles: [] } as const
  const passwordHash = await hashSecret(member.password)
  await database.transaction(sessionOf(founder, 'operation'), async (tx) => {
    await insertMember(tx, { memberId, organisationId, ...member })
    const code = await invite({ tx, vault, now, random: (bytes) => randomBytes(bytes) }, { memberId, organisationId })
    const totpSealed = vault.seal(`accounts.member/totp/${memberId}`, Buffer.from(member.totpSecret))
    await acceptInvitation(tx, { codeHash: invitationHash(vault, code), now, passwordHash, totpSealed })
  })
  return memberId
}
