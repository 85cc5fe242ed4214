import type { MemberId, OrganisationId, PersonId } from '@convive/kernel'
import type { Session, Purpose } from '@convive/database'

/** What a member of an organisation may be asked to do. One member may hold several roles. */
export const roles = [
  'registrar',
  'protection_officer',
  'case_officer',
  'adjudicator',
  'planner',
  'editor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

/** Who asks. Nobody is "the system": a job says on whose behalf it runs. */
export type Actor =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'member'
      readonly memberId: MemberId
      readonly organisationId: OrganisationId
      readonly name: string
      readonly roles: readonly Role[]
      /** Commands and queries a token is limited to; absent for a person at a screen. */
      readonly scope?: readonly string[]
    }
  | { readonly kind: 'person'; readonly personId: PersonId; readonly represents: readonly PersonId[] }
  | { readonly kind: 'job'; readonly name: string; readonly organisationId: OrganisationId; readonly memberId: MemberId }

export const nobody: Actor = { kind: 'public' }

/** The id written into journal, access log and idempotency records; the public has the nil id. */
export function actorIdOf(actor: Actor): string {
  switch (actor.kind) {
    case 'public':
      return '00000000-0000-0000-0000-000000000000'
    case 'person':
      return actor.personId
    case 'member':
    case 'job':
      return actor.memberId
  }
}

/** What row-level security is told about the actor. The public is granted nothing. */
export function sessionOf(actor: Actor, purpose: Purpose): Session {
  switch (actor.kind) {
    case 'public':
      return { purpose }
    case 'person':
      return { actor: actor.personId, grantee: actor.personId, purpose }
    case 'member':
    case 'job':
      return { actor: actor.memberId, grantee: actor.organisationId, organisation: actor.organisationId, purpose }
  }
}
