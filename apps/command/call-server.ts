import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import type { Terminal } from './run.ts'

type Parsed = { readonly name: string; readonly fields: Readonly<Record<string, string>>; readonly help: boolean }

/** Calls a command or a query of the running server: the API route that its definition gave it. */
export async function callServer(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const base = terminal.environment['CONVIVE_URL'] ?? 'http://localhost:3000'
  const asked = parse(parameters)
  if (asked.name === 'list') return list(base, terminal)
  if (asked.help) return describe(base, asked.name, terminal)
  const token = terminal.environment['CONVIVE_TOKEN']
  if (token === undefined) throw new Error('Set CONVIVE_TOKEN to a token of your organisation (made on its page).')
  const { json, key, purpose, reason, ...fields } = asked.fields
  const input: unknown = json === undefined ? typed(fields) : JSON.parse(readFileSync(json === '-' ? 0 : json, 'utf8'))
  const response = await reach(`${base}/api/${asked.name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': key ?? randomUUID(),
      'accept-language': (terminal.environment['LANG'] ?? 'es').slice(0, 2),
      ...(purpose === undefined ? {} : { 'convive-purpose': purpose }),
      ...(reason === undefined ? {} : { 'convive-reason': encodeURIComponent(reason) }),
    },
  })
  const body: unknown = await response.json()
  if (response.ok) {
    terminal.say(JSON.stringify(body, undefined, 2))
    return 0
  }
  for (const line of refusalLines(body)) terminal.warn(line)
  return 1
}

function parse(parameters: readonly string[]): Parsed {
  const [room, verb, ...rest] = parameters
  if (room === 'list') return { name: 'list', fields: {}, help: false }
  if (room === undefined || verb === undefined || !/^[a-z]+$/.test(room) || !/^[a-z-]+$/.test(verb))
    throw new Error('Say a room and a verb, such as: convive registry find-persons --text Moreno. See: convive help')
  const fields: Record<string, string> = {}
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? ''
    const name = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word)
    if (name?.[1] === undefined) throw new Error(`${JSON.stringify(word)} is not a field: write --name value`)
    if (name[1] === 'help') return { name: `${room}/${verb}`, fields: {}, help: true }
    const value = name[2] ?? rest[(at += 1)]
    if (value === undefined) throw new Error(`--${name[1]} needs a value`)
    fields[name[1]] = value
  }
  return { name: `${room}/${verb}`, fields, help: false }
}

/** Numbers, booleans, lists and objects are given as JSON; everything else is text. */
function typed(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      if (!/^(true|false|null|-?\d+(\.\d+)?|[[{].*[\]}])$/s.test(text)) return [name, text]
      try {
        const value: unknown = JSON.parse(text)
        return [name, value]
      } catch {
        return [name, text]
      }
    }),
  )
}

async function reach(address: string, request?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch {
    throw new Error(`No server answers at ${new URL(address).origin}. Start it with: npm start`)
  }
}

function refusalLines(body: unknown): readonly string[] {
  const refusals: readonly { readonly code: string; readonly at?: string; readonly text?: string }[] = parseRefusals(body)
  return refusals.length === 0
    ? ['The server gave no reason.']
    : refusals.map((one) => `${one.code}${one.at === undefined || one.at === '' ? '' : ` (${one.at})`}: ${one.text ?? ''}`)
}

function parseRefusals(body: unknown): readonly { readonly code: string; readonly at?: string; readonly text?: string }[] {
  if (body === null || typeof body !== 'object' || !('refusals' in body) || !Array.isArray(body.refusals)) return []
  return body.refusals.filter((one): one is { code: string } => one !== null && typeof one === 'object' && 'code' in one)
}

type Description = {
  readonly paths: Readonly<
    Record<
      string,
      { readonly post?: { readonly summary?: string; readonly description?: string; readonly requestBody?: unknown } }
    >
  >
}

async function describe(base: string, name: string, terminal: Terminal): Promise<number> {
  const api: Description = await (await reach(`${base}/api/openapi.json`)).json().then(parseDescription)
  const found = api.paths[`/api/${name}`]?.post
  if (found === undefined) throw new Error(`${name} does not exist. See: convive list`)
  terminal.say(`${name}: ${found.summary ?? ''}\n${found.description ?? ''}\n${JSON.stringify(found.requestBody, undefined, 2)}`)
  return 0
}

async function list(base: string, terminal: Terminal): Promise<number> {
  const api: Description = await (await reach(`${base}/api/openapi.json`)).json().then(parseDescription)
  for (const [path, { post }] of Object.entries(api.paths))
    terminal.say(`${path.replace('/api/', '').replace('/', ' ').padEnd(42)}${post?.summary ?? ''}`)
  return 0
}

function parseDescription(body: unknown): Description {
  return { paths: {}, ...(body !== null && typeof body === 'object' ? body : {}) }
}
