import type { MatchConfig } from '@convive/matching'
import { z } from 'zod'

const config = z.strictObject({
  id: z.string().optional(),
  columns: z.record(z.string(), z.enum(['given', 'family', 'name', 'date', 'document', 'code', 'email', 'text', 'category'])),
})

/** What a YAML file says about the columns; an error names the file and the place. */
export function parseMatchConfig(read: unknown, file: string): MatchConfig {
  const parsed = config.safeParse(read)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new Error(`${file}: ${first?.path.join('.') ?? ''} ${first?.message ?? 'is not understood'}`)
}
