import type { CookieSerializeOptions } from '@fastify/cookie'

/** Names and flags of the cookies. `__Host-` binds them to this origin; browsers demand https for it. */
export type CookieJar = {
  readonly session: string
  readonly device: string
  readonly options: CookieSerializeOptions
}

export function cookieJar(origin: string): CookieJar {
  const secure = origin.startsWith('https://')
  return {
    session: secure ? '__Host-session' : 'session',
    device: secure ? '__Host-device' : 'device',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  }
}
