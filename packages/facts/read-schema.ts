import { frenchSpaces, locales, type Words } from '@convive/kernel'
import { z } from 'zod'
import type { DataFault, Parsed } from './data-fault.ts'
import type { YamlText } from './read-yaml.ts'

/** A text in all five languages. */
export const words: z.ZodType<Words> = z.strictObject({
  es: z.string().trim().min(1),
  pt: z.string().trim().min(1),
  en: z.string().trim().min(1),
  fr: z.string().trim().min(1).transform(frenchSpaces),
  ht: z.string().trim().min(1),
})

/** Holds a data file against a schema; each fault says where it stands. */
export function readSchema<T>(schema: z.ZodType<T>, text: YamlText): Parsed<T> {
  const read = schema.safeParse(text.data)
  if (read.success) return { ok: true, value: read.data }
  return { ok: false, faults: read.error.issues.map((issue) => faultOf(issue, text)) }
}

function faultOf(issue: z.core.$ZodIssue, text: YamlText): DataFault {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  const unknown = issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : undefined
  const place = text.at(unknown === undefined ? path : [...path, unknown])
  const at = path.join('.') || 'the file'
  const last = path.at(-1)
  const inWords = locales.some((locale) => locale === last) && (issue.code === 'invalid_type' || issue.code === 'too_small')
  if (inWords)
    return {
      file: text.file,
      ...place,
      code: 'missing-language',
      message: `${path.slice(0, -1).join('.')} has no text in ${last}`,
    }
  if (unknown !== undefined) return { file: text.file, ...place, code: 'unknown-field', message: `${at} has no field ${unknown}` }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { file: text.file, ...place, code: 'invalid', message: missing(path) }
  const code = last === 'type' ? 'unknown-type' : last === 'class' ? 'bad-class' : 'invalid'
  return { file: text.file, ...place, code, message: `${at}: ${issue.message}` }
}

/** `conditions.2 needs cite: a condition needs a source` */
function missing(path: readonly (string | number)[]): string {
  const within = path.slice(0, -1).join('.') || 'the file'
  const why = path.at(-1) === 'cite' ? ': say where the law says so, cite: { source: …, article: … }' : ''
  return `${within} needs ${path.at(-1) ?? 'something'}${why}`
}
