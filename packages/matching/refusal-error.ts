import type { Refusal, Refused } from '@convive/kernel'

/** Ends a run from within its stages; whoever asked for it reads with `refusalsOf` why, and tells it in somebody's language. */
export function refusalError({ refusals }: Refused): Error {
  return new Error(refusals.map(({ code, with: values }) => `${code} ${JSON.stringify(values ?? {})}`).join('\n'), {
    cause: refusals,
  })
}

/** Refusals that an error carries; none where it is a fault of the program or of the machine. */
export function refusalsOf(error: unknown): readonly Refusal[] {
  const cause = error instanceof Error ? error.cause : undefined
  return Array.isArray(cause) ? cause.filter(isRefusal) : []
}

function isRefusal(one: unknown): one is Refusal {
  return one !== null && typeof one === 'object' && 'code' in one && typeof one.code === 'string'
}
