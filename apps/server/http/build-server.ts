import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifyCompress from '@fastify/compress'
import fastifyHelmet from '@fastify/helmet'
import { networkOf } from '@convive/accounts'
import fastifyRateLimit from '@fastify/rate-limit'
import type { PagesBuild } from '@convive/web'
import Fastify, { type FastifyInstance } from 'fastify'
import { apiRoutes } from './api.ts'
import { assetRoutes } from './assets.ts'
import { countedApart, mostApart } from './counted-apart.ts'
import type { Doorkeeper } from './doorkeeper.ts'
import { answerError, answerProblem } from './errors.ts'
import { protection } from './headers.ts'
import { healthRoutes } from './health.ts'
import { logRequests } from './log.ts'
import { pageRoutes } from './pages.ts'

/** Requests a minute from one network address, over all doors. Sign-in and look-ups have limits of their own. */
const mostPerMinute = 3000

/** The HTTP door: API, its description, pages and assets. */
export async function buildServer(
  keeper: Doorkeeper,
  build: PagesBuild,
  options: { readonly mostPerMinute?: number } = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: keeper.config.trustedProxies.length > 0 ? [...keeper.config.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 2000 },
    requestTimeout: 60_000,
    genReqId: () => randomUUID(),
    // An address that cannot be read reaches no route and no plugin.
    frameworkErrors: (error, request, reply) => {
      answerError(error, { keeper, request, reply: reply.headers({ 'x-content-type-options': 'nosniff' }) })
    },
  })
  // First of all: what is registered later answers its errors with the handler that it found.
  app.setErrorHandler((error, request, reply) => answerError(error, { keeper, request, reply }))
  await app.register(fastifyHelmet, protection({ secure: keeper.config.origin.startsWith('https://') }))
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'geolocation=(), microphone=(), payment=(), usb=()')
  })
  logRequests(app, { level: keeper.config.log, sink: keeper.sink })
  closeAfterAnswer(app)
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, {
    max: (_request, key) => mostApart(key) ?? options.mostPerMinute ?? mostPerMinute,
    keyGenerator: (request) => `${countedApart(request)}${networkOf(request.ip)}`,
    timeWindow: '1 minute',
    skipOnError: false,
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    answerProblem('not-found', { keeper, request, reply, status: 404 }),
  )
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 512 })
  await apiRoutes(app, keeper)
  assetRoutes(app)
  await app.register(async (inner) => pageRoutes(inner, keeper, build))
  healthRoutes(app, keeper)
  return app
}

/** While the server stops, the last answer on a connection ends it: a browser would hold it open for minutes. */
function closeAfterAnswer(app: FastifyInstance): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}
