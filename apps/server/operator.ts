import { openVault, type Actor } from '@convive/access'
import { findMemberNamed, foundOrganisation, organisationTaken, type Founding } from '@convive/accounts'
import { createDispatcher } from '@convive/commands'
import { openDatabase } from '@convive/database'
import { ok, parseId, refuse, type Result } from '@convive/kernel'
import { isCountry } from '@convive/registry'
import { randomUUID } from 'node:crypto'
import { modules } from './modules.ts'
import type { RunningDatabase } from './running.ts'

/** Whoever has the machine has everything; the journal says that it was nobody of the organisation. */
const operator = '00000000-0000-0000-0000-000000000000'

/**
 * A new one-time code for a member, given by the operator at the machine: the way back when the only administrator lost their
 * phone. The same command does it that an administrator uses.
 */
export async function renewAtMachine(here: RunningDatabase, signInName: string): Promise<Result<{ readonly code: string }>> {
  const database = openDatabase(here.ownerUrl, { connections: 1 })
  try {
    const vault = openVault(here.home.keys)
    const member = await database.transaction({ purpose: 'operation' }, (tx) => findMemberNamed(tx, signInName.toLowerCase()))
    const [memberId, organisationId] = [parseId<'member'>(operator), parseId<'organisation'>(member?.organisationId ?? '')]
    if (member === undefined || memberId === undefined || organisationId === undefined) return refuse('accounts/member-not-found')
    const actor: Actor = { kind: 'member', memberId, organisationId, name: 'operator', roles: ['administrator'] }
    const dispatcher = createDispatcher(modules, { database, vault, clock: () => new Date(), timeZone: 'UTC' })
    const input = { memberId: member.memberId }
    const renewed = await dispatcher.dispatch('accounts/renew-invitation', input, { actor, key: randomUUID() })
    if (!renewed.ok) return renewed
    const shown = await dispatcher.query('accounts/show-invitation-code', input, { actor })
    return shown.ok ? ok({ code: codeIn(shown.value) }) : shown
  } finally {
    await database.close()
  }
}

/** What stands in the way of a founding. */
export type FoundingFault = 'country' | 'name' | 'prefix' | 'sign-in-name'

/** Another organisation in the same installation, with an administrator of its own; it sees nobody whom the others serve. */
export async function foundAtMachine(
  here: RunningDatabase,
  founding: Omit<Founding, 'isDemo' | 'demoToMake'>,
): Promise<{ readonly code: string } | { readonly fault: FoundingFault }> {
  if (!isCountry(founding.country)) return { fault: 'country' }
  const database = openDatabase(here.ownerUrl, { connections: 1 })
  try {
    const fault = await database.transaction({ purpose: 'operation' }, async (tx): Promise<FoundingFault | undefined> => {
      if ((await findMemberNamed(tx, founding.administrator.signInName)) !== undefined) return 'sign-in-name'
      return organisationTaken(tx, founding)
    })
    if (fault !== undefined) return { fault }
    const vault = openVault(here.home.keys)
    const { code } = await foundOrganisation(database, vault, {
      founding: { ...founding, isDemo: false },
      now: new Date(),
      operator,
    })
    return { code }
  } finally {
    await database.close()
  }
}

function codeIn(answer: unknown): string {
  return answer !== null && typeof answer === 'object' && 'code' in answer && typeof answer.code === 'string' ? answer.code : ''
}
