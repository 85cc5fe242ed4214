import type { FastifyInstance } from 'fastify'
import type { Doorkeeper } from './doorkeeper.ts'

/** How long the database may take to say that it is there, in milliseconds. */
const patience = 2000

/**
 * For the program that watches over the server. `/health`: the process answers; when it does not, start it anew.
 * `/ready`: it can do its work now; while it cannot, send people elsewhere but leave it running.
 */
export function healthRoutes(app: FastifyInstance, keeper: Doorkeeper): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  const quiet = { schema: { hide: true } }
  app.get('/health', quiet, async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/ready', quiet, async (_request, reply) => {
    const fault = stopping ? 'stopping' : (await keeper.installation.database.answers(patience)) ? undefined : 'database'
    return reply
      .code(fault === undefined ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: fault ?? 'ready' })
  })
}
