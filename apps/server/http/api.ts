import { isPurpose } from '@convive/database'
import { bestLocale } from '@convive/languages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Result } from '@convive/kernel'
import type { AnyCommand, AnyQuery } from '@convive/commands'
import { apiAnswer } from './answer.ts'
import { describeApi, describeRoute } from './describe.ts'
import type { Doorkeeper } from './doorkeeper.ts'
import { answerProblem } from './errors.ts'
import { header } from './header.ts'

/**
 * `POST /api/<room>/<verb>` for each command and each query, from their definitions. Queries are posted too: what is
 * searched for is personal data and must not stand in an address.
 */
export async function apiRoutes(app: FastifyInstance, keeper: Doorkeeper): Promise<void> {
  await describeApi(app)
  const { dispatcher } = keeper.installation
  const definitions = new Map<string, AnyCommand | AnyQuery>([...dispatcher.commands, ...dispatcher.queries])
  await app.register(async (inner) => {
    inner.setValidatorCompiler(() => () => true)
    inner.setSerializerCompiler(() => (data) => JSON.stringify(data))
    for (const definition of definitions.values()) {
      inner.post(
        `/api/${definition.name}`,
        { schema: describeRoute(definition, keeper.statuses), bodyLimit: largestInput(definition) },
        async (request, reply) => answer(definition, { keeper, request, reply }),
      )
    }
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.all('/api/*', { schema: { hide: true } }, async (request, reply) => {
    const known = definitions.has(request.url.slice('/api/'.length).split('?')[0] ?? '')
    if (known) reply.header('allow', 'POST')
    return answerProblem('not-found', { keeper, request, reply, status: known ? 405 : 404 })
  })
}

/** A file of ten megabytes grows by a third as base64. */
function largestInput(definition: AnyCommand | AnyQuery): number {
  return (definition.takesFile === true ? 16 : 1) * 1024 * 1024
}

async function answer(
  definition: AnyCommand | AnyQuery,
  { keeper, request, reply }: { readonly keeper: Doorkeeper; readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const t = keeper.translator(bestLocale(header(request, 'accept-language')))
  const result = await ask(definition, keeper, request)
  const { status, body } = apiAnswer(result, keeper.statuses, t)
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body)
}

async function ask(definition: AnyCommand | AnyQuery, keeper: Doorkeeper, request: FastifyRequest): Promise<Result<unknown>> {
  const visitor = await keeper.recognise(request)
  if (visitor.byCookie && !keeper.comesFromUs(request)) return refuse('commands/not-allowed')
  const purpose = header(request, 'convive-purpose')
  if (purpose !== undefined && !isPurpose(purpose)) return refuse({ code: 'commands/invalid-input', at: 'convive-purpose' })
  const reason = reasonIn(request)
  if (reason === 'unreadable') return refuse({ code: 'commands/invalid-input', at: 'convive-reason' })
  const common = {
    actor: visitor.who.actor,
    purpose,
    reason: reason?.text,
    timeZone: visitor.who.timeZone,
    source: visitor.source,
  }
  const { dispatcher } = keeper.installation
  if (definition.kind === 'query') return dispatcher.query(definition.name, request.body, common)
  return dispatcher.dispatch(definition.name, request.body, { ...common, key: header(request, 'idempotency-key') })
}

/** Headers carry ASCII only, so the reason comes percent-encoded. */
function reasonIn(request: FastifyRequest): { readonly text: string } | 'unreadable' | undefined {
  const given = header(request, 'convive-reason')
  if (given === undefined) return undefined
  try {
    const text = decodeURIComponent(given).trim()
    return text.length > 300 || /\p{Cc}/u.test(text) ? 'unreadable' : { text }
  } catch {
    return 'unreadable'
  }
}
