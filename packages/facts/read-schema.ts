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
  const at = told(path, text.data)
  const last = path.at(-1)
  const inWords = locales.some((locale) => locale === last) && (issue.code === 'invalid_type' || issue.code === 'too_small')
  if (inWords)
    return {
      file: text.file,
      ...place,
      code: 'missing-language',
      message: `${told(path.slice(0, -1), text.data)} has no text in ${last}`,
    }
  if (unknown !== undefined) return { file: text.file, ...place, code: 'unknown-field', message: `${at} has no field ${unknown}` }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { file: text.file, ...place, code: 'invalid', message: missing(path, text.data) }
  const code = last === 'type' ? 'unknown-type' : last === 'class' ? 'bad-class' : 'invalid'
  return { file: text.file, ...place, code, message: `${at}: ${issue.message}` }
}

/** `conditions.of_age needs cite: say where the law says so` */
function missing(path: readonly (string | number)[], data: unknown): string {
  const why = path.at(-1) === 'cite' ? ': say where the law says so, cite: { source: …, article: … }' : ''
  return `${told(path.slice(0, -1), data)} needs ${path.at(-1) ?? 'something'}${why}`
}

/** A place as its author calls it: one of a list by its id or name, else by its number, counted from 1. */
function told(path: readonly (string | number)[], data: unknown): string {
  const steps: string[] = []
  let here = data
  for (const key of path) {
    here = partOf(here, key)
    const name = [partOf(here, 'id'), partOf(here, 'name')].find((one) => typeof one === 'string')
    steps.push(typeof key === 'string' ? key : typeof name === 'string' ? name : String(key + 1))
  }
  return steps.join('.') || 'the file'
}

function partOf(of: unknown, key: string | number): unknown {
  if (of === null || typeof of !== 'object' || !Object.hasOwn(of, key)) return undefined
  return Reflect.get(of, key)
}
