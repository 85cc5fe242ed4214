import { hash, verify } from '@node-rs/argon2'

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

/** A hash of nothing anyone can type: an unknown account takes as long to refuse as a wrong password. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$bm90aGluZ2lzaGVyZQ$JxJ6bWvHHAi9VnEuuvXHfOOlJ8n9OZSXhjNYFIkRZVo'

export async function secretHolds(stored: string | undefined | null, given: string): Promise<boolean> {
  const held = await verify(stored ?? decoy, given).catch(() => false)
  return held && typeof stored === 'string'
}
