import { nearestName } from '@convive/kernel'
import type { FieldSchema, Operation } from './parse-description.ts'
import type { Line } from './read-line.ts'

/**
 * The fields of a command line as the input of a command: its description says which are text and which are numbers, so that
 * the document number 1990 stays the text it is. Throws with a sentence about the first field that is wrong.
 */
export function readFields(operation: Operation, line: Line): Readonly<Record<string, unknown>> {
  const known = operation.input.properties ?? {}
  const grouped = Map.groupBy(line.fields, ([name]) => name)
  return Object.fromEntries([...grouped].map(([name, given]) => [name, readField(name, given, { known, operation })]))
}

function readField(
  name: string,
  given: Line['fields'],
  { known, operation }: { readonly known: Readonly<Record<string, FieldSchema>>; readonly operation: Operation },
): unknown {
  const schema = Object.hasOwn(known, name) ? known[name] : undefined
  if (schema === undefined) {
    const near = nearestName(name, Object.keys(known))
    throw new Error(
      `${operation.name} has no field --${name}.${near === undefined ? '' : ` Did you mean --${near}?`} See: convive help ${operation.name}`,
    )
  }
  const values = given.map(([, value]) => value)
  const [first = '', ...more] = values
  if (kindsOf(schema).includes('array') && !looksLike('[', first))
    return values.map((one) => readValue(name, one, itemsOf(schema)))
  if (more.length > 0) throw new Error(`--${name} is given ${values.length} times; it takes one value.`)
  return readValue(name, first, schema)
}

/** Where text is one of the possibilities, what was typed is that text, unless it is plainly a list or an object that may stand there. */
function readValue(name: string, text: string, schema: FieldSchema): unknown {
  const kinds = kindsOf(schema)
  const structured = (kinds.includes('object') && looksLike('{', text)) || (kinds.includes('array') && looksLike('[', text))
  if (kinds.includes('string') && !structured) return text
  const value = readJson(text)
  if (kinds.length === 0) return value ?? text
  if (value === undefined || !kinds.some((kind) => isOfKind(value, kind)))
    throw new Error(`--${name} takes ${kinds.map((kind) => words[kind] ?? kind).join(' or ')}, not ${JSON.stringify(text)}.`)
  return value
}

const words: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list, written as JSON, or the field once for each value',
  object: 'an object, written as JSON',
  null: 'null',
}

function isOfKind(value: unknown, kind: string): boolean {
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'integer') return Number.isInteger(value)
  if (kind === 'null') return value === null
  return typeof value === kind && value !== null && !Array.isArray(value)
}

/** The kinds of value that may stand in a field; none when it says nothing about it. */
export function kindsOf(schema: FieldSchema): readonly string[] {
  const own = schema.type === undefined ? [] : [schema.type]
  return [...new Set([...own, ...(schema.anyOf ?? []).flatMap(kindsOf)])]
}

export function itemsOf(schema: FieldSchema): FieldSchema {
  return schema.items ?? schema.anyOf?.find((one) => one.items !== undefined)?.items ?? {}
}

function looksLike(bracket: '[' | '{', text: string): boolean {
  return text.trimStart().startsWith(bracket)
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
