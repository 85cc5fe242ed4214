import type { KeptForm, RequestScope } from '@convive/ui'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withDevice } from '@convive/accounts'
import { bestLocale } from '@convive/languages'
import { dayIn, isLocale, type Locale, type Result } from '@convive/kernel'
import { handlePage, type PagesBuild } from '@convive/web'
import { isPurpose } from '@convive/database'
import { answerProblem } from './errors.ts'
import { header } from './header.ts'
import type { Doorkeeper, Visitor } from './doorkeeper.ts'
import { plainPage } from './plain-page.ts'
import { tokenHolds } from './forgery.ts'

/** Forms of the desk, of one's own pages and of the check of papers may bring files, which the command that takes one judges again; others hold text. */
const [largestWithFile, largestForm] = [40 * 1024 * 1024, 1024 * 1024]
/** How long a form's sealed answers hold: a day at the desk. */
const travelHours = 12

/** Every page: `/es/…` and its siblings, rendered on the server. */
export function pageRoutes(app: FastifyInstance, keeper: Doorkeeper, build: PagesBuild): void {
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  app.get('/', async (request, reply) => reply.redirect(`/${bestLocale(header(request, 'accept-language'))}`, 302))
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    isLocale(request.url.split(/[/?]/)[1])
      ? answerPage(request, reply, { keeper, build })
      : answerProblem('not-found', { keeper, request, reply, status: 404 })
  for (const url of ['/:locale', '/:locale/*'])
    app.route({ method: ['GET', 'POST'], url, bodyLimit: largestForm, handler: handle })
  for (const url of ['/:locale/desk/*', '/:locale/my/*', '/:locale/check'])
    app.route({ method: ['GET', 'POST'], url, bodyLimit: largestWithFile, handler: handle })
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { keeper, build }: { readonly keeper: Doorkeeper; readonly build: PagesBuild },
): Promise<FastifyReply> {
  const locale = localeOf(request)
  const visitor = await keeper.recognise(request)
  const body = Buffer.isBuffer(request.body) ? request.body : undefined
  const form = body === undefined ? undefined : await readForm(request, body)
  if (request.method === 'POST' && !mayPost(request, { keeper, visitor, form }))
    return plainPage(reply, keeper, { locale, status: 403, text: 'server.forged' })
  const page = scopeFor(request, { keeper, visitor, locale, form })
  const kept = form === undefined || !sessionEnded(request, visitor) ? undefined : keepForm(page.scope, form)
  const response = await (kept === undefined
    ? handlePage(build, toRequest(request.url, { request, keeper }), page.scope)
    : handlePage(build, toRequest(kept.path, { request, keeper }), kept))
  for (const cookie of page.cookies)
    reply.setCookie(cookie.name, cookie.value, {
      ...keeper.jar.options,
      ...(cookie.seconds === undefined ? {} : { maxAge: cookie.seconds }),
    })
  for (const [name, value] of response.headers) if (name !== 'content-length') reply.header(name, value)
  if (visitor.who.actor.kind !== 'public' || request.method === 'POST') reply.header('cache-control', 'no-store')
  const html = Buffer.from(await response.arrayBuffer())
  return reply.code(response.status).send(html.length === 0 ? undefined : html)
}

function localeOf(request: FastifyRequest): Locale {
  const first = request.url.split(/[/?]/)[1]
  return isLocale(first) ? first : bestLocale(header(request, 'accept-language'))
}

async function readForm(request: FastifyRequest, body: Buffer): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(body), {
      headers: { 'content-type': header(request, 'content-type') ?? '' },
    }).formData()
  } catch {
    return undefined
  }
}

/**
 * A form must come from our own page. With a session its hidden token must belong to that session; a session that has
 * ended meanwhile is let through to the page, which asks to sign in and keeps what was typed.
 */
function mayPost(
  request: FastifyRequest,
  { keeper, visitor, form }: { readonly keeper: Doorkeeper; readonly visitor: Visitor; readonly form: FormData | undefined },
): boolean {
  if (!keeper.comesFromUs(request)) return false
  if (visitor.who.actor.kind === 'public') return true
  const given = form?.get('_csrf')
  return typeof given === 'string' && tokenHolds(visitor.csrf, given)
}

/** Somebody sends a form of the desk without a session: theirs ended while they were filling it. */
function sessionEnded(request: FastifyRequest, visitor: Visitor): boolean {
  return visitor.who.actor.kind === 'public' && /^\/[a-z]{2}\/desk(?:\/|$|\?)/.test(request.url)
}

/** Everything typed travels, sealed, through the sign-in page; files have to be chosen again. */
function keepForm(scope: RequestScope, form: FormData): RequestScope {
  const fields = [...form].filter((one): one is [string, string] => typeof one[1] === 'string' && !one[0].startsWith('_'))
  const kept: KeptForm = { path: scope.path, fields }
  const carried = new FormData()
  carried.set('resume', scope.seal(kept))
  carried.set('_kept', '1')
  return { ...scope, path: `/${scope.locale}/sign-in`, form: carried }
}

/** The request as pages see it: the body has been read, so it travels in the scope. */
function toRequest(
  path: string,
  { request, keeper }: { readonly request: FastifyRequest; readonly keeper: Doorkeeper },
): Request {
  const headers = new Headers({
    accept: 'text/html',
    ...(request.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
  })
  return new Request(new URL(path, keeper.config.origin), {
    method: request.method,
    headers,
    ...(request.method === 'POST' ? { body: '' } : {}),
  })
}

type SetCookie = { readonly name: string; readonly value: string; readonly seconds?: number | undefined }

function scopeFor(
  request: FastifyRequest,
  {
    keeper,
    visitor,
    locale,
    form,
  }: { readonly keeper: Doorkeeper; readonly visitor: Visitor; readonly locale: Locale; readonly form: FormData | undefined },
): { readonly scope: RequestScope; readonly cookies: readonly SetCookie[] } {
  const { installation, jar } = keeper
  const cookies: SetCookie[] = []
  const common = { actor: visitor.who.actor, timeZone: visitor.who.timeZone, source: visitor.source }
  const now = installation.clock()
  const timeZone = visitor.who.timeZone ?? installation.timeZone
  const ask = (
    options: { readonly purpose?: string; readonly reason?: string; readonly key?: string } = {},
  ): Parameters<typeof installation.dispatcher.query>[2] => ({
    ...common,
    ...(isPurpose(options.purpose) ? { purpose: options.purpose } : {}),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.key === undefined ? {} : { key: options.key }),
  })
  const scope: RequestScope = {
    doors: {
      query: (name: string, input: unknown, options): Promise<Result<unknown>> =>
        installation.dispatcher.query(name, input, ask(options)),
      dispatch: (name: string, input: unknown, options): Promise<Result<unknown>> =>
        installation.dispatcher.dispatch(name, input, ask(options)),
    },
    locale,
    path: request.url,
    actor: visitor.who.actor,
    organisation: visitor.who.organisation,
    timeZone,
    csrf: visitor.csrf,
    demo: keeper.demo,
    today: dayIn(now, timeZone),
    now,
    messages: keeper.messages,
    form,
    session: visitor.session,
    seal: (value: unknown) => installation.vault.sealForTravel('form', value, now.getTime() + travelHours * 3_600_000),
    open: (sealed: string) => installation.vault.openFromTravel('form', sealed, now.getTime()),
    startSession(secret: string, device?: string) {
      cookies.push({ name: jar.session, value: secret })
      if (device !== undefined) scope.rememberDevice(device)
      return keeper.csrfOf(secret)
    },
    rememberDevice(proof: string) {
      const value = withDevice(visitor.source.device, proof)
      cookies.push({ name: jar.device, value, seconds: 180 * 86_400 })
    },
    endSession: () => void cookies.push({ name: jar.session, value: '', seconds: 0 }),
  }
  return { scope, cookies }
}
