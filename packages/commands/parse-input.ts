import { refuse, type Result } from '@convive/kernel'
import type { z } from 'zod'

/** Judges what came in by the schema. A schema may name its own refusal as the message of a rule: `registry/name-required`. */
export function parseInput(schema: z.ZodType, input: unknown): Result<never> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data as never }
  const refusals = parsed.error.issues.slice(0, 50).map((issue) => {
    const named = /^[a-z]+\/[a-z0-9-]+$/.test(issue.message)
    return { code: named ? issue.message : 'commands/invalid-input', at: issue.path.map(String).join('.') }
  })
  const [first, ...more] = refusals
  return refuse(first ?? 'commands/invalid-input', ...more)
}
