import type { Identified } from '@convive/accounts'
import type { Source } from '@convive/commands'
import type { Locale } from '@convive/kernel'
import type { Messages, Translator } from '@convive/languages'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Installation } from '../installation.ts'
import type { CookieJar } from './cookies.ts'
import { header } from './header.ts'
import { comesFromUs, tokenFor } from './forgery.ts'
import { identify } from './identify.ts'
import type { Sink } from './log.ts'

/** Who stands at the door, and how they were recognised. */
export type Visitor = {
  readonly who: Identified
  readonly source: Source
  readonly byCookie: boolean
  /** The session's secret, if a cookie brought one, whether or not it still holds. */
  readonly session: string | undefined
  /** The hidden token that forms of this visitor must bring back. */
  readonly csrf: string
}

/** What API and pages share: recognising visitors, refusing forged requests, texts and statuses. */
export type Doorkeeper = {
  readonly installation: Installation
  readonly config: Config
  /** Whether demonstration data is in the database. */
  readonly demo: boolean
  readonly jar: CookieJar
  readonly messages: Messages
  readonly statuses: ReadonlyMap<string, number>
  /** Where the log goes. */
  readonly sink: Sink
  translator(locale: Locale): Translator
  recognise(request: FastifyRequest): Promise<Visitor>
  comesFromUs(request: FastifyRequest): boolean
  /** The hidden token of a session. */
  csrfOf(session: string): string
}

export function createDoorkeeper(made: Omit<Doorkeeper, 'recognise' | 'comesFromUs' | 'csrfOf'>): Doorkeeper {
  const secret = made.installation.vault.hmac('secret', 'forms')
  return {
    ...made,
    csrfOf: (session) => tokenFor(secret, session),
    async recognise(request) {
      const bearer = /^Bearer (convive_[\w-]{20,100})$/.exec(header(request, 'authorization') ?? '')?.[1]
      const session = request.cookies[made.jar.session]
      const who = await identify(made.installation, { token: bearer, session: bearer === undefined ? session : undefined })
      return {
        who,
        session,
        source: { address: request.ip, device: request.cookies[made.jar.device] },
        byCookie: bearer === undefined && session !== undefined,
        // Made only for those who ask: half of all requests carry no form.
        get csrf() {
          return tokenFor(secret, who.actor.kind === 'public' ? 'public' : (session ?? 'public'))
        },
      }
    },
    comesFromUs: (request) =>
      comesFromUs({
        origin: header(request, 'origin'),
        site: header(request, 'sec-fetch-site'),
        own: made.config.origin,
        host: request.host,
      }),
  }
}
