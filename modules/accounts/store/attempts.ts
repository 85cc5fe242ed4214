import { sql, type Transaction } from '@convive/database'
import type { Vault } from '@convive/access'
import { networkOf } from '../domain/network.ts'
import { mayTry, throttle } from '../domain/secrets.ts'

/** What is tried against what, from where; kept only as keyed hashes. */
export type Attempt = {
  /** Such as `member/ana@example.org`. */
  readonly subject: string
  /** The network address. */
  readonly address: string
  /** The device cookie: proofs of earlier sign-ins from this browser, joined by dots. */
  readonly device?: string | undefined
}

type Keys = { readonly who: Buffer; readonly whence: Buffer; readonly since: Date; readonly known: boolean }

function keysOf(vault: Vault, attempt: Attempt, now: Date): Keys {
  const proof = deviceFor(vault, attempt.subject)
  const known = attempt.device?.split('.').includes(proof) === true
  return {
    known,
    who: vault.hmac('attempt-subject', attempt.subject),
    whence: vault.hmac('attempt-source', known ? `device/${proof}` : `address/${networkOf(attempt.address)}`),
    since: new Date(now.getTime() - throttle.windowMinutes * 60_000),
  }
}

/** Proof, kept in a cookie of its own, that this browser has signed in to this account before. It opens nothing. */
export function deviceFor(vault: Vault, subject: string): string {
  return vault.hmac('device', subject).toString('base64url')
}

/** The cookie of a browser that several people sign in from, the latest first: a shared counter is known to all its colleagues. */
export function withDevice(cookie: string | undefined, proof: string): string {
  const others = (cookie ?? '').split('.').filter((one) => one !== '' && one !== proof)
  return [proof, ...others].slice(0, 20).join('.')
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
