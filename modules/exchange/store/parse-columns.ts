import { z } from 'zod'
import type { Column } from '../domain/column.ts'

const words = z.strictObject({ es: z.string(), pt: z.string(), en: z.string(), fr: z.string(), ht: z.string() })
const file = z.strictObject({
  columns: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z][a-z0-9_]*$/),
      kind: z.enum(['reference', 'name', 'words', 'date', 'age', 'code', 'codes', 'boolean', 'needs', 'consent']),
      of: z.enum(['household', 'person']),
      required: z.literal(true).optional(),
      list: z.string().optional(),
      label: words,
      about: words,
      example: z.string(),
    }),
  ),
  answers: z.record(z.enum(['yes', 'no', 'unknown', 'declined', 'none']), z.array(z.coerce.string())),
})

export type ColumnFile = {
  readonly columns: readonly Column[]
  readonly answers: Readonly<Record<'yes' | 'no' | 'unknown' | 'declined' | 'none', readonly string[]>>
}

/** The columns as `columns/*.yaml` has them; a fault stops the start. */
export function parseColumns(read: unknown): ColumnFile {
  return file.parse(read)
}
