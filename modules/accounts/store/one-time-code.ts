import { generateSecret, generateSync, generateURI, verify } from 'otplib'

export function newTotpSecret(): string {
  return generateSecret()
}

/** What an authenticator app scans (RFC 6238 key URI). */
export function totpAddress(secret: string, label: string): string {
  return generateURI({ issuer: 'Convive', label, secret })
}

/** The time step a code belongs to (30 s, one step of tolerance), or nothing when it is wrong. */
export async function totpStep(secret: string, code: string, now: Date): Promise<number | undefined> {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = await verify({ secret, token: digits, epoch, epochTolerance: 30 })
  return result.valid
    ? Math.floor(epoch / 30) + ('delta' in result && typeof result.delta === 'number' ? result.delta : 0)
    : undefined
}

/** The code an authenticator app would show now: for demonstration accounts, whose secret is public. */
export function currentCode(secret: string, now: Date): string {
  return generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })
}
