import { request } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { BenchServer } from './bench-server.ts'
import { parseRegistered, type Registered } from './parse-served.ts'

export type Weight = { readonly path: string; readonly bytes: number }
type Asked = { readonly encoding?: string; readonly form?: string; readonly cookie?: string }
type Travelled = {
  readonly bytes: number
  readonly body: Buffer
  readonly status: number
}

/** One request as a browser sends it, and the bytes of its answer as they travel, headers included. */
export function travel(server: BenchServer, path: string, { encoding = 'gzip', form, cookie }: Asked = {}): Promise<Travelled> {
  const headers = {
    'accept-encoding': encoding,
    ...(cookie === undefined ? {} : { cookie }),
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
  }
  return new Promise((done, fail) => {
    const sent = request(`${server.address}${path}`, { method: form === undefined ? 'GET' : 'POST', headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.once('error', fail).once('end', () => {
        const body = Buffer.concat(pieces)
        const head = response.rawHeaders.reduce((sum, text) => sum + text.length + 2, 15)
        const status = response.statusCode ?? 500
        if (status >= 500) fail(new Error(`${path}: ${status}`))
        else done({ bytes: body.length + head, body, status })
      })
    })
    sent.once('error', fail).end(form)
  })
}

/** A page of the desk alone, and with every style, script and picture that it names. */
export async function weigh(
  server: BenchServer,
  path: string,
  encoding: string,
): Promise<{ readonly page: number; readonly whole: number }> {
  const { bytes, status } = await travel(server, path, { encoding, cookie: server.cookie })
  if (status !== 200) throw new Error(`${path}: ${status}`)
  const { body } = await travel(server, path, { encoding: 'identity', cookie: server.cookie })
  const named = new Set(
    [...body.toString().matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="(\/[^"]+)"/g)].map(([, one]) => one ?? ''),
  )
  let whole = bytes
  for (const one of named) whole += (await travel(server, one, { encoding, cookie: server.cookie })).bytes
  return { page: bytes, whole }
}

/** Registers a household through the API. */
export async function register(server: BenchServer, input: unknown): Promise<Registered> {
  const response = await fetch(`${server.address}/api/registry/register-household`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${server.tokens[0]}`,
      'idempotency-key': randomUUID(),
    },
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return parseRegistered(await response.json())
}
