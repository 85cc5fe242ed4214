import { relative, sep } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What is written down: nothing, only what went wrong, or a line for every request. */
export type LogLevel = 'none' | 'errors' | 'requests'
export const logLevels: readonly LogLevel[] = ['none', 'errors', 'requests']

/** Where lines go: one JSON object each. */
export type Sink = (line: string) => void

const root = new URL('../../..', import.meta.url).pathname

/**
 * One line of JSON for every request, without anything that a person typed: the route instead of the address, never a
 * query, a body, a header, a cookie or a network address. `id` is also in the answer's header `convive-request`.
 */
export function logRequests(app: FastifyInstance, { level, sink }: { readonly level: LogLevel; readonly sink: Sink }): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('convive-request', request.id)
  })
  if (level !== 'requests') return
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    if (route === '/health' || route === '/ready') return
    const { method, id } = request
    const ms = Math.round(reply.elapsedTime * 10) / 10
    sink(line({ level: 'info', event: 'request', id, method, route, status: reply.statusCode, ms }))
  })
}

/** Says where an error came from, never what it says: messages of libraries and of the database quote values. */
export function errorLine(error: unknown, request: FastifyRequest, code: string): string {
  const { method, id } = request
  return line({ level: 'error', event: 'error', id, method, route: routeOf(request), code, at: placesOf(error) })
}

/** The same of work that no request waits for. */
export function jobLine(error: unknown, job: string): string {
  return line({ level: 'error', event: 'error', job, at: placesOf(error) })
}

/** The pattern of the route, such as `/:locale/desk/persons/:id`; what matched none has no pattern. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '-'
}

/** Files and lines of our own code that the error passed through, innermost first. */
function placesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  // The stack begins with the message, which may hold anything, also lines that look like places.
  const after = error.stack.indexOf(error.message) + error.message.length
  return error.stack
    .slice(after)
    .split('\n')
    .flatMap((text) => /^\s+at .*?\(?(?:file:\/\/)?(\/[^():]+:\d+):\d+\)?$/.exec(text)?.[1] ?? [])
    .filter((place) => place.startsWith(root) && !place.includes(`${sep}node_modules${sep}`))
    .map((place) => relative(root, place))
    .slice(0, 5)
}

function line(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ time: new Date().toISOString(), ...fields })
}
