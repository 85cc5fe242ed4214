import { sentenceOf } from '@convive/access'
import { isPurpose } from '@convive/database'
import { bestLocale } from '@convive/languages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse, type Result } from '@convive/kernel'
import type { AnyCommand, AnyQuery } from '@convive/commands'
import { apiAnswer } from './answer.ts'
import type { Doorkeeper } from './doorkeeper.ts'

/**
 * `POST /api/<room>/<verb>` for each command and each query, from their definitions. Queries are posted too: what is
 * searched for is personal data and must not stand in an address.
 */
export function apiRoutes(app: FastifyInstance, keeper: Doorkeeper): void {
  const { dispatcher } = keeper.installation
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  for (const definition of [...dispatcher.commands.values(), ...dispatcher.queries.values()]) {
    app.post(
      `/api/${definition.name}`,
      { schema: describe(definition, keeper), bodyLimit: 16 * 1024 * 1024 },
      async (request, reply) => answer(definition, { keeper, request, reply }),
    )
  }
}

function describe(definition: AnyCommand | AnyQuery, keeper: Doorkeeper): Record<string, unknown> {
  const refusals = [...definition.refusals, 'commands/invalid-input', 'commands/not-allowed', 'commands/sign-in-needed']
  const byStatus = Map.groupBy(refusals, (code) => keeper.statuses.get(code) ?? 422)
  const responses = [...byStatus].map(([status, codes]): [number, z.ZodType] => [
    status,
    z
      .object({ refusals: z.array(z.object({ code: z.enum(codes), at: z.string().optional(), text: z.string() })) })
      .describe(`Refused: ${codes.join(', ')}`),
  ])
  return {
    operationId: definition.name.replaceAll('/', '-'),
    tags: [definition.name.split('/')[0]],
    summary: definition.about,
    description: `Who may: ${sentenceOf(definition.may)}.`,
    body: definition.input,
    response: {
      200: z.unknown().describe('The answer: ids and values, no more than the screens show.'),
      ...Object.fromEntries(responses),
    },
    ...(definition.kind === 'command' && definition.repeat !== 'anytime'
      ? {
          headers: z.object({
            'idempotency-key': z
              .string()
              .min(8)
              .max(100)
              .describe('Chosen by the caller: the same key gives the same answer once.'),
          }),
        }
      : {}),
    security: [{ token: [] }],
  }
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
  const reason = header(request, 'convive-reason')
  const common = { actor: visitor.who.actor, purpose, reason, timeZone: visitor.who.timeZone, source: visitor.source }
  const { dispatcher } = keeper.installation
  if (definition.kind === 'query') return dispatcher.query(definition.name, request.body, common)
  return dispatcher.dispatch(definition.name, request.body, { ...common, key: header(request, 'idempotency-key') })
}

export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
