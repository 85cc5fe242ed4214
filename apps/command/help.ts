import type { FieldSchema, Operation } from './parse-description.ts'
import { itemsOf, kindsOf } from './read-fields.ts'
import { operationNamed, operationsAt, serverAddress } from './reach-server.ts'
import type { Terminal } from './run.ts'

/** `help`: every command and query by room; `help ROOM`: those of one; `help ROOM/VERB`: its fields. */
export async function helpOn(asked: readonly string[], terminal: Terminal): Promise<number> {
  const operations = await operationsAt(serverAddress(terminal))
  const [first = '', second] = asked
  const rooms = Map.groupBy(operations, ({ name }) => name.split('/')[0] ?? '')
  if (first === '') for (const [room, own] of rooms) sayRoom(room, own, terminal)
  else if (second === undefined && rooms.has(first)) sayRoom(first, rooms.get(first) ?? [], terminal)
  else sayFields(operationNamed(second === undefined ? first : `${first}/${second}`, operations), terminal)
  return 0
}

function sayRoom(room: string, operations: readonly Operation[], terminal: Terminal): void {
  terminal.say(`\n${room}`)
  const width = Math.max(...operations.map(({ name }) => name.length - room.length))
  for (const { name, about } of operations) terminal.say(`  ${name.slice(room.length + 1).padEnd(width)} ${about}`)
}

function sayFields(operation: Operation, terminal: Terminal): void {
  terminal.say(`${operation.name}: ${operation.about}\n${operation.who}`)
  const lines = fieldLines(operation.input, '  --')
  terminal.say(lines.length === 0 ? '\nIt takes no fields.' : `\nFields:\n${lines.join('\n')}`)
}

/** A line a field, what stands inside lists and objects further in. */
function fieldLines(schema: FieldSchema, before: string): readonly string[] {
  const fields = Object.entries(schema.properties ?? {})
  const width = Math.max(0, ...fields.map(([name]) => name.length))
  return fields.flatMap(([name, field]) => {
    const needed = schema.required?.includes(name) === true ? ', required' : ''
    const inner = ' '.repeat(before.length + 2)
    return [
      `${before}${name.padEnd(width)}  ${wordsFor(field)}${needed}`,
      ...within(field).flatMap((one) => fieldLines(one, inner)),
    ]
  })
}

function within(field: FieldSchema): readonly FieldSchema[] {
  return [field, itemsOf(field), ...(field.anyOf ?? [])].filter((one) =>
    Object.keys(one.properties ?? {}).some((name) => name !== 'state'),
  )
}

/** What a field takes, in a few words: `text`, `one of a, b`, `list of text`. */
function wordsFor(schema: FieldSchema): string {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(wordsFor))].join(', or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return `one of ${schema.enum.map(String).join(', ')}`
  const [kind = 'anything'] = kindsOf(schema)
  if (kind === 'array') return `list of ${wordsFor(itemsOf(schema))}`
  const state = schema.properties?.['state']
  if (kind === 'object' && state?.enum !== undefined) return `{"state":"${state.enum.map(String).join('|')}"}`
  return schema.format === 'uuid' ? 'an id' : (plain[kind] ?? kind)
}

const plain: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object, as JSON',
}
