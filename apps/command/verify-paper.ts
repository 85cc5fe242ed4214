import { statusAt, verifyPaper as verify, type PublishedKeys, type StatusList } from '@convive/credentials'
import { bestLocale, createTranslators, loadMessages } from '@convive/languages'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePublished } from './parse-published.ts'
import type { Terminal } from './run.ts'

/** Checks a paper against published keys, from a file or fetched beforehand; the check itself asks nobody. */
export async function verifyPaper(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [given, ...rest] = parameters
  if (given === undefined)
    throw new Error(
      'Give the text of the QR code, or a file that holds it: convive verify PAPER [--keys FILE|URL] [--status FILE|URL]',
    )
  const text = given === '-' ? readFileSync(0, 'utf8') : existsSync(given) ? readFileSync(given, 'utf8') : given
  const base = terminal.environment['CONVIVE_URL'] ?? 'http://localhost:3000'
  const keys = parsePublished<PublishedKeys>(await read(option(rest, '--keys') ?? `${base}/es/check/keys.json`))
  const statusSource = option(rest, '--status')
  const status = statusSource === undefined ? undefined : parsePublished<StatusList>(await read(statusSource))
  const answer = verify(text, {
    keys: [keys],
    now: new Date(),
    isRevoked: (index) => (status === undefined ? false : statusAt(status, index) === 1),
  })
  if (!answer.ok) {
    const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(
      bestLocale((terminal.environment['LANG'] ?? 'es').slice(0, 2)),
    )
    terminal.warn(`${answer.refusals[0].code}: ${t(`refusal.${answer.refusals[0].code}`)}`)
    return 1
  }
  const { fullName, number, mayWork, expires, issuer } = answer.value
  terminal.say(
    `valid${status === undefined ? ' (revocation not checked: give --status)' : ''}\n  name        ${fullName}\n  number      ${number}\n  may work    ${mayWork ? 'yes' : 'no'}\n  valid until ${new Date((expires - 1) * 1000).toISOString().slice(0, 10)}\n  issued by   ${issuer}`,
  )
  return 0
}

function option(parameters: readonly string[], name: string): string | undefined {
  const at = parameters.indexOf(name)
  return at === -1 ? undefined : parameters[at + 1]
}

async function read(source: string): Promise<unknown> {
  if (!/^https?:/.test(source)) return JSON.parse(readFileSync(source, 'utf8'))
  const response = await fetch(source).catch(() => undefined)
  if (response?.ok !== true) throw new Error(`No keys could be read from ${new URL(source).origin}. Give a file: --keys FILE`)
  return response.json()
}
