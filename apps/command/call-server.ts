import { randomUUID } from 'node:crypto'
import type { Operation } from './parse-description.ts'
import { readFields } from './read-fields.ts'
import { readJsonFile } from './read-json-file.ts'
import { readLine, type Line } from './read-line.ts'
import { bodyOf, operationNamed, operationsAt, reach, serverAddress } from './reach-server.ts'
import { helpOn } from './help.ts'
import { refusalLines } from './refusal-lines.ts'
import { languageOf } from './language.ts'
import type { Terminal } from './run.ts'

/** Calls a command or a query of the running server: the API route that its definition gave it. */
export async function callServer(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const base = serverAddress(terminal)
  const line = readLine(parameters)
  const operations = await operationsAt(base)
  if (line.help) return helpOn([line.name], terminal)
  const operation = operationNamed(line.name, operations)
  const input = inputOf(operation, line)
  const response = await reach(`${base}/api/${operation.name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: headersOf(operation, line, terminal),
  })
  const body = await bodyOf(response)
  if (response.ok) {
    terminal.say(JSON.stringify(body, undefined, 2))
    return 0
  }
  for (const one of refusalLines(body)) terminal.warn(one)
  return 1
}

function inputOf(operation: Operation, line: Line): unknown {
  const { json } = line.options
  if (json === undefined) return readFields(operation, line)
  if (line.fields.length > 0) throw new Error('Give the input either as --json or as fields, not both.')
  return readJsonFile(json)
}

function headersOf(operation: Operation, line: Line, terminal: Terminal): Record<string, string> {
  const { environment } = terminal
  const token = environment['CONVIVE_TOKEN']
  if (token === undefined && !operation.open)
    throw new Error('Set CONVIVE_TOKEN to a token that acts as you. You make one on the page “Your tokens”, /es/desk/tokens.')
  const { for: purpose, because } = line.options
  return {
    'content-type': 'application/json',
    'idempotency-key': line.options.key ?? randomUUID(),
    'accept-language': languageOf(terminal),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(purpose === undefined ? {} : { 'convive-purpose': purpose }),
    ...(because === undefined ? {} : { 'convive-reason': encodeURIComponent(because) }),
  }
}
