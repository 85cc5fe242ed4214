import { isLocale, type Locale } from '@convive/kernel'
import { bestLocale } from '@convive/languages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { header } from './header.ts'
import type { Doorkeeper } from './doorkeeper.ts'
import { errorLine } from './log.ts'
import { plainPage } from './plain-page.ts'

type Problem = 'too-large' | 'too-many' | 'outage' | 'not-understood' | 'not-found'

const refusalFor = {
  'too-large': 'commands/too-large',
  'too-many': 'commands/too-many',
  outage: 'commands/out-of-order',
  'not-understood': 'commands/invalid-input',
  'not-found': 'commands/not-found',
} as const

/**
 * Answers whatever went wrong outside a command: in the reader's language, as a page or as the API's refusal. It never
 * repeats the error's own message, which may quote what somebody typed.
 */
export function answerError(error: unknown, { keeper, request, reply }: Asked): FastifyReply {
  const { status, code } = problemOf(error)
  if (status >= 500 && keeper.config.log !== 'none') keeper.sink(errorLine(error, request, code))
  const problem = status === 413 ? 'too-large' : status === 429 ? 'too-many' : status >= 500 ? 'outage' : 'not-understood'
  return answerProblem(problem, { keeper, request, reply, status })
}

type Asked = { readonly keeper: Doorkeeper; readonly request: FastifyRequest; readonly reply: FastifyReply }

/** The same words for one problem at both doors: the API's body or a page that needs nothing else to work. */
export function answerProblem(
  problem: Problem,
  { keeper, request, reply, status }: Asked & { readonly status: number },
): FastifyReply {
  const locale = chosenIn(request.url) ?? bestLocale(header(request, 'accept-language'))
  if (!request.url.startsWith('/api/')) return plainPage(reply, keeper, { locale, status, text: `server.${problem}` })
  const code = refusalFor[problem]
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ refusals: [{ code, text: keeper.translator(locale)(`refusal.${code}`) }] }))
}

/** The language that a page's address names: whoever reads it has chosen that one, on whatever device. */
function chosenIn(url: string): Locale | undefined {
  const first = /^\/([a-z]{2})(?:[/?]|$)/.exec(url)?.[1] ?? ''
  return isLocale(first) ? first : undefined
}

/** Status and machine code of an error, never its message. */
function problemOf(error: unknown): { readonly status: number; readonly code: string } {
  if (error === null || typeof error !== 'object') return { status: 500, code: 'unknown' }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error instanceof Error ? error.name : 'unknown'
  return { status, code }
}
