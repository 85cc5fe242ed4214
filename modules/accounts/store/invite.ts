import type { Work } from '@convive/commands'
import { crockford } from '@convive/kernel'
import { putInvitation } from './members.ts'

/** Three days to use an invitation. */
const hours = 72

export function invitationHash(vault: Work['vault'], code: string): Buffer {
  return vault.hmac('invitation', code)
}

/** Makes a one-time code of 16 Crockford characters (80 bits) for a member and stores its keyed hash. */
export async function invite(
  work: Pick<Work, 'tx' | 'vault' | 'random' | 'now'>,
  who: { readonly memberId: string; readonly organisationId: string },
): Promise<string> {
  const code = crockford(work.random(16))
  await putInvitation(work.tx, {
    ...who,
    codeHash: invitationHash(work.vault, code),
    codeSealed: work.vault.seal(`accounts.invitation/${who.memberId}`, Buffer.from(code)),
    until: new Date(work.now.getTime() + hours * 3_600_000),
  })
  return code
}
