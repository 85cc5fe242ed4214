import { z } from 'zod'
import type { FieldShape, TableShape } from '../domain/resettlement/form.ts'

const code = z.string().min(1)
const table = z.strictObject({ needed: z.boolean(), many: z.boolean(), fields: z.string() })
const version = z.record(z.string(), table)
const file = z.strictObject({
  versions: z.strictObject({ '3.1': version, '4.1': version }),
  lists: z.record(z.string(), z.array(code)),
  countries: z.record(code, code.nullable()),
  countries_also: z.record(code, code),
  countries_without_ours: z.array(code),
  languages: z.record(code, code.nullable()),
  languages_narrower: z.array(code),
  relations_wider: z.record(code, code),
  relations_unknown: z.array(code),
})

export type FormFile = Omit<z.output<typeof file>, 'versions'> & {
  readonly versions: Readonly<Record<'3.1' | '4.1', ReadonlyMap<string, TableShape>>>
}

/** `forms/resettlement.yaml`; a fault stops the start. */
export function parseResettlement(read: unknown): FormFile {
  const { versions, ...rest } = file.parse(read)
  return { ...rest, versions: { '3.1': tablesOf(versions['3.1']), '4.1': tablesOf(versions['4.1']) } }
}

function tablesOf(tables: z.output<typeof version>): ReadonlyMap<string, TableShape> {
  return new Map(
    Object.entries(tables).map(([name, one]) => [
      name,
      { needed: one.needed, many: one.many, fields: one.fields.split(',').flatMap((text) => fieldOf(text.trim())) },
    ]),
  )
}

/** `ArrivalDate? moment`: may be missing, and what it holds. */
function fieldOf(text: string): readonly FieldShape[] {
  if (text === '') return []
  const match = /^(\w+)(\?)?(?: (moment|boolean|number))?$/.exec(text)
  if (match?.[1] === undefined) throw new Error(`forms/resettlement.yaml: ${text} is no field`)
  return [{ name: match[1], optional: match[2] !== undefined, type: parseType(match[3]) }]
}

function parseType(text: string | undefined): FieldShape['type'] {
  return text === 'moment' || text === 'boolean' || text === 'number' ? text : 'text'
}
