/** What a server for measurements says in its first line. */
export type Served = { readonly address: string; readonly tokens: readonly string[]; readonly cookie?: string }

export function parseServed(line: string): Served {
  return JSON.parse(line) as Served
}

export function parseSecret(answer: unknown): string {
  return (answer as { secret: string }).secret
}

export function parseSession(answer: unknown): string {
  return (answer as { session: string }).session
}

export type Registered = { readonly householdId: string; readonly persons: readonly string[] }

export function parseRegistered(answer: unknown): Registered {
  return answer as Registered
}
