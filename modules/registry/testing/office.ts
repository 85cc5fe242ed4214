import { accessMigrations, openVault, type Actor } from '@convive/access'
import { accounts, foundOrganisation, representedBy } from '@convive/accounts'
import { commandsMigrations, createDispatcher } from '@convive/commands'
import { testDatabase } from '@convive/database/testing'
import type { PersonId } from '@convive/kernel'
import { registry } from '../index.ts'
import type { HouseholdDraft } from './index.ts'

type Member = Extract<Actor, { kind: 'member' }>
type Answer = { readonly ok: boolean; readonly value?: unknown; readonly refusals?: readonly { code: string; at?: string }[] }

/** What came out, or an error that says what was refused. */
export function valueOf<T>(answer: Answer): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value as T
}

export function codesOf(answer: Answer): readonly string[] {
  return (answer.refusals ?? []).map((one) => one.code)
}

export const stranger: Actor = { kind: 'public' }

/** A database of its own with one office, and everything an officer or a person does there. `clock` may be moved on. */
export async function openOffice(clock: { now: Date }) {
  const vault = openVault(Buffer.alloc(32, 7))
  const db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...[accounts, registry].flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  const dispatcher = createDispatcher([accounts, registry], {
    database: db.database,
    vault,
    clock: () => clock.now,
    timeZone: 'America/Asuncion',
  })
  async function officerOf(name: string): Promise<Member> {
    const founded = await foundOrganisation(db.database, vault, {
      founding: {
        name,
        country: 'YSA',
        timeZone: 'America/Asuncion',
        officePrefix: 'YS',
        isDemo: false,
        administrator: { name: 'A', signInName: `${name}@example.org` },
      },
      now: clock.now,
    })
    return {
      kind: 'member',
      memberId: founded.memberId,
      organisationId: founded.organisationId,
      name: 'Oficial',
      roles: ['registrar', 'protection_officer', 'case_officer'],
    }
  }
  const officer = await officerOf('ventanilla')
  let keys = 0
  const send = (name: string, input: unknown, actor: Actor = officer, address = '10.0.0.7') =>
    dispatcher.dispatch(name, input, {
      actor,
      key: `office-${(keys += 1)}`,
      ...(name === 'registry/record-needs' ? { purpose: 'protection' as const } : {}),
      source: { address },
    })
  const ask = (name: string, input: unknown, actor: Actor = officer) => dispatcher.query(name, input, { actor })
  const register = async (household: HouseholdDraft) =>
    valueOf<{ householdId: string; persons: string[] }>(await send('registry/register-household', household))
  /** Somebody who has signed in with code and PIN, with the children they represent at this moment. */
  async function signedIn(personId: string): Promise<Actor> {
    const represents = await db.database.transaction({ actor: personId, grantee: personId, purpose: 'self' }, representedBy)
    return { kind: 'person', personId: personId as PersonId, represents }
  }
  return { db, vault, dispatcher, officer, officerOf, send, ask, register, signedIn }
}

export type Office = Awaited<ReturnType<typeof openOffice>>
