import { publicDirectory, stylesheet } from '@convive/web'
import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The few files beside the pages, read once. An hour in the browser's cache, then asked for by digest. */
export function assetRoutes(app: FastifyInstance): void {
  const files = [stylesheet, ...readdirSync(publicDirectory).map((name) => join(publicDirectory, name))]
  for (const file of files) {
    const body = readFileSync(file)
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
    app.get(`/${file.split('/').at(-1)}`, { schema: { hide: true } }, async (request, reply) => {
      reply
        .header('cache-control', 'public, max-age=3600')
        .header('etag', tag)
        .type(types[extname(file)] ?? 'application/octet-stream')
      return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(body)
    })
  }
}
