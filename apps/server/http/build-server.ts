import fastifyCookie from '@fastify/cookie'
import fastifyCompress from '@fastify/compress'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import { bestLocale } from '@convive/languages'
import type { PagesBuild } from '@convive/web'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { apiRoutes, header } from './api.ts'
import type { Doorkeeper } from './doorkeeper.ts'
import { pageRoutes } from './pages.ts'
import { plainPage } from './plain-page.ts'
import { assetRoutes } from './assets.ts'

/** Requests a minute from one address, over all doors. Sign-in and look-ups have limits of their own. */
const mostPerMinute = 3000

/** Checks of papers a minute from one address: a busy counter reaches a tenth of it, whoever tries out papers all of it. */
const mostChecksPerMinute = 60

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
  })
  const secure = keeper.config.origin.startsWith('https://')
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, {
    max: (_request, key) => (key.startsWith('check ') ? mostChecksPerMinute : (options.mostPerMinute ?? mostPerMinute)),
    keyGenerator: (request) => (checksPaper(request) ? `check ${request.ip}` : request.ip),
    timeWindow: '1 minute',
    skipOnError: false,
  })
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 512 })
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Convive',
        version: '0.1.0',
        description: 'Every command and query. Refusals are named and carry a text in the language asked for.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
  await app.register(async (inner) => apiRoutes(inner, keeper))
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  assetRoutes(app)
  await app.register(async (inner) => pageRoutes(inner, keeper, build))
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.setNotFoundHandler((request, reply) =>
    plainPage(reply, keeper, { locale: bestLocale(header(request, 'accept-language')), status: 404, text: 'server.not-found' }),
  )
  app.setErrorHandler((error, request, reply) => {
    const { statusCode: status, code } = problemOf(error)
    const locale = bestLocale(header(request, 'accept-language'))
    if (status >= 500)
      process.stderr.write(
        `${JSON.stringify({ level: 'error', at: new Date().toISOString(), method: request.method, route: request.routeOptions.url ?? '-', code })}\n`,
      )
    const name = status === 413 ? 'too-large' : status === 429 ? 'too-many' : status >= 500 ? 'outage' : 'not-understood'
    if (!request.url.startsWith('/api/')) return plainPage(reply, keeper, { locale, status, text: `server.${name}` })
    const refusal = {
      'too-large': 'commands/too-large',
      'too-many': 'commands/too-many',
      outage: 'commands/out-of-order',
      'not-understood': 'commands/invalid-input',
    }[name]
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ refusals: [{ code: refusal, text: keeper.translator(locale)(`refusal.${refusal}`) }] }))
  })
  return app
}

function checksPaper(request: FastifyRequest): boolean {
  return request.method === 'POST' && /^\/(?:api\/papers\/check-paper|[a-z]{2}\/check(?:\.data)?)\/?(?:\?|$)/.test(request.url)
}

/** Status and machine code of an error; never its message, which may quote what somebody typed. */
function problemOf(error: unknown): { readonly statusCode: number; readonly code: string } {
  if (error === null || typeof error !== 'object') return { statusCode: 500, code: 'unknown' }
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error instanceof Error ? error.name : 'unknown'
  return { statusCode, code }
}
