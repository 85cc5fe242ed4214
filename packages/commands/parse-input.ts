import { refuse, type Result } from '@convive/kernel'
import type { z } from 'zod'

/** Judges what came in by the schema. A schema may name its own refusal as the message of a rule: `registry/name-required`. */
export function parseInput(schema: z.ZodType, input: unknown): Result<never> {
  const unstorable = pathOfNul(input, [])
  if (unstorable !== undefined) return refuse({ code: 'commands/invalid-input', at: unstorable.join('.') })
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data as never }
  const refusals = parsed.error.issues.slice(0, 50).map((issue) => {
    const named = /^[a-z]+\/[a-z0-9-]+$/.test(issue.message)
    const at = issue.path.map(String).join('.')
    if (!named) return { code: isLeftOpen(issue, input) ? 'commands/choose-one' : 'commands/invalid-input', at }
    // A text may say how much is asked for.
    return issue.code === 'too_small'
      ? { code: issue.message, at, with: { least: Number(issue.minimum) } }
      : { code: issue.message, at }
  })
  const [first, ...more] = refusals
  return refuse(first ?? 'commands/invalid-input', ...more)
}

/** Nothing was chosen of a list: the form sends its field empty. */
function isLeftOpen({ code, path }: z.core.$ZodIssue, input: unknown): boolean {
  return code === 'invalid_value' && path.reduce(within, input) === ''
}

function within(value: unknown, name: PropertyKey): unknown {
  return value !== null && typeof value === 'object'
    ? Object.entries(value).find(([key]) => key === String(name))?.[1]
    : undefined
}

/** No input of ours nests deeper; what does was made to exhaust the stack. */
const deepest = 30

/** Where a NUL character stands: no text column can hold one, so it is refused before anything else is asked. */
function pathOfNul(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined
  if (value === null || typeof value !== 'object') return undefined
  if (path.length > deepest) return path.slice(0, 3)
  for (const [name, one] of Object.entries(value)) {
    const found = name.includes('\0') ? path : pathOfNul(one, [...path, name])
    if (found !== undefined) return found
  }
  return undefined
}
