import { refuse } from '@convive/kernel'
import { refusalError, type ConcealConfig, type MatchConfig } from '@convive/matching'
import { existsSync, readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { z } from 'zod'

const kinds = ['given', 'family', 'name', 'date', 'document', 'code', 'email', 'text', 'category'] as const
const kind = z.enum(kinds)
const matchConfig = z.strictObject({ id: z.string().optional(), columns: z.record(z.string(), kind) })

const concealed = z.strictObject({
  kind,
  name: z.string().min(1).max(60).optional(),
  weight: z.number().min(0.05).max(20).optional(),
})
const concealConfig = z.strictObject({
  id: z.string().optional(),
  columns: z.record(z.string(), z.union([kind.transform((one) => ({ kind: one })), concealed])),
})

/** What a YAML or JSON file says about the columns to match; a refusal names the file and the place. */
export function parseMatchConfig(file: string): MatchConfig {
  return read(file, matchConfig)
}

/** The same of the columns to conceal, with names and weights. */
export function parseConcealConfig(file: string): ConcealConfig {
  return read(file, concealConfig)
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  if (!existsSync(file)) throw refusalError(refuse({ code: 'matching/no-file', with: { file } }))
  const document = parseDocument(readFileSync(file, 'utf8'), { logLevel: 'error' })
  const [fault] = document.errors
  if (fault !== undefined) throw refusalError(refuse(unreadable(file, fault.linePos?.[0].line ?? 1)))
  const written: unknown = document.toJS()
  if (written === null || typeof written !== 'object') throw refusalError(refuse(unreadable(file, 1)))
  const parsed = schema.safeParse(written)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.') ?? ''
  const values = { file, place: place === '' ? '–' : place, kinds: kinds.join(', ') }
  throw refusalError(refuse({ code: 'matching/config-wrong', with: values }))
}

/** Braces are signs of the language that texts are written in. */
function unreadable(file: string, line: number) {
  return { code: 'matching/config-unreadable', with: { file, line, open: '{', close: '}' } } as const
}
