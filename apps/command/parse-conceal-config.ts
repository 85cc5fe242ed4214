import type { ConcealConfig } from '@convive/matching'
import { z } from 'zod'

const kind = z.enum(['given', 'family', 'name', 'date', 'document', 'code', 'email', 'text', 'category'])
const column = z.strictObject({
  kind,
  name: z.string().min(1).max(60).optional(),
  weight: z.number().min(0.05).max(20).optional(),
})
const config = z.strictObject({
  id: z.string().optional(),
  columns: z.record(z.string(), z.union([kind.transform((one) => ({ kind: one })), column])),
})

/** What a YAML file says of the columns to conceal; an error names the file and the place. */
export function parseConcealConfig(read: unknown, file: string): ConcealConfig {
  const parsed = config.safeParse(read)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new Error(`${file}: ${first?.path.join('.') ?? ''} ${first?.message ?? 'is not understood'}`)
}
