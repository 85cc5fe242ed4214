import type { Purpose } from '@convive/database'
import { roles, type Actor, type Role } from './actor.ts'

/** Whose records a sentence speaks of. Row-level security enforces it; the word makes it readable and testable. */
export type Reach =
  | 'nobody'
  | 'their organisation'
  | 'persons they serve'
  | 'persons shared with them'
  | 'themselves and the children they represent'

export type Clause = {
  readonly who: readonly (Role | 'person' | 'public' | 'job')[]
  readonly reach: Reach
  readonly purposes: readonly Purpose[]
}

/** A policy sentence: who may, on whose records, for which purposes. Several clauses are joined by "or". */
export type Policy = { readonly clauses: readonly Clause[] }

/** `members('registrar').onPersonsTheyServe().forPurpose('registration')` */
export function members(...who: readonly Role[]): {
  onPersonsTheyServe(): Purposed
  onPersonsSharedWithThem(): Purposed
  onTheirOrganisation(): Purposed
  onNobody(): Purposed
} {
  return {
    onPersonsTheyServe: () => purposed(who, 'persons they serve'),
    onPersonsSharedWithThem: () => purposed(who, 'persons shared with them'),
    onTheirOrganisation: () => purposed(who, 'their organisation'),
    onNobody: () => purposed(who, 'nobody'),
  }
}

/** A person signed in with code and PIN, on their own record and the children they represent. */
export function personThemselves(): Policy {
  return { clauses: [{ who: ['person'], reach: 'themselves and the children they represent', purposes: ['self'] }] }
}

/** The clock of the server, on behalf of an organisation: what it does is in the journal as nobody's of them. */
export function jobs(): Purposed {
  return purposed(['job'], 'their organisation')
}

/** Anyone, without signing in: public information only. */
export function anyone(...purposes: readonly Purpose[]): Policy {
  const asked: readonly Purpose[] = purposes.length > 0 ? purposes : ['information']
  return {
    clauses: [
      {
        who: ['public', 'person', ...roles],
        reach: 'nobody',
        purposes: asked,
      },
    ],
  }
}

export function either(...policies: readonly Policy[]): Policy {
  return { clauses: policies.flatMap((policy) => policy.clauses) }
}

type Purposed = { forPurpose(...purposes: readonly Purpose[]): Policy }

function purposed(who: readonly (Role | 'job')[], reach: Reach): Purposed {
  return { forPurpose: (...purposes) => ({ clauses: [{ who, reach, purposes }] }) }
}

/** Whether the sentence allows this actor for this purpose. Which rows they reach is row-level security's part. */
export function allows(policy: Policy, actor: Actor, purpose: Purpose): boolean {
  return policy.clauses.some((clause) => clause.purposes.includes(purpose) && speaksOf(clause, actor))
}

function speaksOf(clause: Clause, actor: Actor): boolean {
  if (actor.kind === 'member') return actor.roles.some((role) => clause.who.includes(role))
  return clause.who.includes(actor.kind)
}

/** Whether a token's scope reaches a command or query: by its name, or with its whole room as `registry/*`. */
export function inScope(scope: readonly string[], name: string): boolean {
  return scope.includes(name) || scope.includes(`${name.split('/')[0] ?? ''}/*`)
}

/** The purpose a request has when it names none: the first that the policy offers this actor. */
export function usualPurpose(policy: Policy, actor: Actor): Purpose | undefined {
  return policy.clauses.find((clause) => speaksOf(clause, actor))?.purposes[0]
}

/** The sentence in English, for the written table of who may do what. */
export function sentenceOf(policy: Policy): string {
  return policy.clauses
    .map((clause) => `${clause.who.join(' or ')}, on ${clause.reach}, for ${clause.purposes.join(' or ')}`)
    .join('; or ')
}
