import { sql, type Transaction } from '@convive/database'
import type { Vault } from '@convive/access'
import { mayTry, throttle } from '../domain/secrets.ts'

/** What is tried against what, from where; kept only as keyed hashes. */
export type Attempt = {
  /** Such as `member/ana@example.org`. */
  readonly subject: string
  /** The network address. */
  readonly address: string
  /** A device cookie that proves an earlier sign-in to the same subject. */
  readonly device?: string | undefined
}

type Keys = { readonly who: Buffer; readonly whence: Buffer; readonly since: Date; readonly known: boolean }

function keysOf(vault: Vault, attempt: Attempt, now: Date): Keys {
  const known = attempt.device !== undefined && attempt.device === deviceFor(vault, attempt.subject)
  return {
    known,
    who: vault.hmac('attempt-subject', attempt.subject),
    whence: vault.hmac('attempt-source', known ? `device/${attempt.device}` : `address/${attempt.address}`),
    since: new Date(now.getTime() - throttle.windowMinutes * 60_000),
  }
}

/** Proof, kept in a cookie of its own, that this browser has signed in to this account before. It opens nothing. */
export function deviceFor(vault: Vault, subject: string): string {
  return vault.hmac('device', subject).toString('base64url')
}

/** Whether this try may go ahead, judged before the secret is looked at. */
export async function mayAttempt(
  tx: Transaction,
  vault: Vault,
  { attempt, now }: { readonly attempt: Attempt; readonly now: Date },
): Promise<boolean> {
  const keys = keysOf(vault, attempt, now)
  const counted = await tx.first(
    sql<{ here: number; everywhere: number }>`select * from accounts.failures(${keys.who}, ${keys.whence}, ${keys.since})`,
  )
  return mayTry(counted ?? { here: 0, everywhere: 0 }, keys.known)
}

export async function noteAttempt(
  tx: Transaction,
  vault: Vault,
  { attempt, now, succeeded }: { readonly attempt: Attempt; readonly now: Date; readonly succeeded: boolean },
): Promise<void> {
  const keys = keysOf(vault, attempt, now)
  if (succeeded) await tx.run(sql`select accounts.succeeded(${keys.who}, ${keys.whence})`)
  else await tx.run(sql`select accounts.failed(${keys.who}, ${keys.whence}, ${now}, ${keys.since})`)
}
