import type { FastifyRequest } from 'fastify'

/** A header that a request brings, once. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
