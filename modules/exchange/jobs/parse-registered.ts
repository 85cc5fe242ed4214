import type { Registered } from '../domain/report-line.ts'

/** The answer of `registry/register-household`, which its door promises. */
export function parseRegistered(answer: unknown): Registered {
  return answer as Registered
}
