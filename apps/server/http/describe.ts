import { allows, nobody, sentenceOf } from '@convive/access'
import { commonRefusals, type AnyCommand, type AnyQuery } from '@convive/commands'
import { purposes } from '@convive/database'
import type { FastifyInstance } from 'fastify'
import fastifySwagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** What any call can meet before or after its command: [status, refusal]. */
const always: readonly (readonly [number, string])[] = [
  [400, 'commands/invalid-input'],
  [415, 'commands/invalid-input'],
  [500, 'commands/out-of-order'],
  ...(['invalid-input', 'choose-one', 'not-allowed', 'too-large', 'too-many', 'out-of-order'] as const).map(
    (name): readonly [number, string] => [commonRefusals[`commands/${name}`], `commands/${name}`],
  ),
]

const reason = z
  .string()
  .max(900)
  .optional()
  .describe('Why a record is read, in words that its person may see: at most 300 characters, percent-encoded UTF-8.')
const purpose = z
  .enum(Object.keys(purposes))
  .optional()
  .describe('Why a record is touched; without it the usual purpose of the call.')
const key = z
  .string()
  .regex(/^[\w.:-]{8,100}$/)
  .describe('Chosen by the caller: the same key and input give the same answer, and it happens once.')

/** The API's description, made from the definitions alone. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Convive',
        version: '0.1.0',
        description: 'Every command and query. Refusals are named and carry a text in the language asked for.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
}

/** One route's part of the description. `statuses` is the HTTP status of each refusal. */
export function describeRoute(definition: AnyCommand | AnyQuery, statuses: ReadonlyMap<string, number>): Record<string, unknown> {
  const open = allows(definition.may, nobody, definition.may.clauses[0]?.purposes[0] ?? 'information')
  const once = definition.kind === 'command' && definition.repeat !== 'anytime'
  const common = [...(open ? [] : ['commands/sign-in-needed']), ...(once ? ['commands/key-needed', 'commands/key-reused'] : [])]
  const own = [...definition.refusals, ...common].map((code): readonly [number, string] => [statuses.get(code) ?? 422, code])
  const byStatus = Map.groupBy([...own, ...always], ([status]) => status)
  const responses = [...byStatus].map(([status, pairs]): [number, z.ZodType] => [
    status,
    refusedWith(pairs.map(([, code]) => code)),
  ])
  return {
    operationId: definition.name.replaceAll('/', '-'),
    tags: [definition.name.split('/')[0]],
    summary: definition.about,
    description: `Who may: ${sentenceOf(definition.may)}.`,
    body: definition.input,
    headers: z.object({ 'convive-purpose': purpose, 'convive-reason': reason, ...(once ? { 'idempotency-key': key } : {}) }),
    response: {
      200: z.unknown().describe('The answer: ids and values, no more than the screens show.'),
      ...Object.fromEntries(responses),
    },
    security: open ? [{}, { token: [] }] : [{ token: [] }],
  }
}

function refusedWith(codes: readonly string[]): z.ZodType {
  const known = [...new Set(codes)]
  return z
    .object({ refusals: z.array(z.object({ code: z.enum(known), at: z.string().optional(), text: z.string() })).min(1) })
    .describe(`Refused: ${known.join(', ')}`)
}
