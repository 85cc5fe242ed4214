import type { Locale } from '@convive/kernel'
import { languageOf } from './language.ts'
import { bodyOf, reach, serverAddress } from './reach-server.ts'
import type { Terminal } from './run.ts'

/** The running server, asked as the member whose token stands in `CONVIVE_TOKEN`. */
export type Server = {
  readonly address: string
  readonly locale: Locale
  post(name: string, input: unknown, key?: string): Promise<{ readonly ok: boolean; readonly body: unknown }>
  get(path: string): Promise<Response>
}

export function askServer(terminal: Terminal): Server {
  const address = serverAddress(terminal)
  const token = terminal.environment['CONVIVE_TOKEN']
  if (token === undefined)
    throw new Error('Set CONVIVE_TOKEN to a token that acts as you. You make one on the page “Your tokens”, /es/desk/tokens.')
  const locale = languageOf(terminal)
  const authorization = `Bearer ${token}`
  return {
    address,
    locale,
    async post(name, input, key) {
      const response = await reach(`${address}/api/${name}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: {
          'content-type': 'application/json',
          'accept-language': locale,
          authorization,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      })
      return { ok: response.ok, body: await bodyOf(response) }
    },
    get: (path) => reach(`${address}/${locale}/${path}`, { headers: { authorization }, redirect: 'manual' }),
  }
}
