import { lastDayOf, statusAt, verifyPaper as verify, type PublishedKeys, type StatusList } from '@convive/credentials'
import { createFormats, createTranslators, loadMessages } from '@convive/languages'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languageOf } from './language.ts'
import { parsePublished } from './parse-published.ts'
import { readJsonFile } from './read-json-file.ts'
import { serverAddress } from './reach-server.ts'
import type { Terminal } from './run.ts'

/** Checks a paper against published keys, from a file or fetched beforehand; the check itself asks nobody. */
export async function verifyPaper(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [given, ...rest] = parameters
  if (given === undefined)
    throw new Error(
      'Give the text of the QR code, or a file that holds it: convive verify PAPER [--keys FILE|URL] [--status FILE|URL]',
    )
  const text = given === '-' ? readFileSync(0, 'utf8') : existsSync(given) ? readFileSync(given, 'utf8') : given
  const base = serverAddress(terminal)
  const keys = parsePublished<PublishedKeys>(await read(option(rest, '--keys') ?? `${base}/es/check/keys.json`))
  const statusSource = option(rest, '--status')
  const status = statusSource === undefined ? undefined : parsePublished<DatedList>(await read(statusSource))
  if (status !== undefined && (statusAt(status, 0) === undefined || !/^\d{4}-\d\d-\d\dT/.test(status.made)))
    throw new Error('This file does not hold a status list with its date.')
  const answer = verify(text, {
    keys: [keys],
    now: new Date(),
    isRevoked: (index) => (status === undefined ? false : statusAt(status, index) !== 0),
  })
  const locale = languageOf(terminal)
  const t = createTranslators(loadMessages(join(import.meta.dirname, '../..')).messages)(locale)
  if (!answer.ok) {
    terminal.warn(`${answer.refusals[0].code}: ${t(`refusal.${answer.refusals[0].code}`)}`)
    return 1
  }
  const { fullName, number, mayWork, expires, issuer } = answer.value
  const rows = [
    [t('papers.print.name'), fullName],
    [t('papers.print.number'), number],
    [t('papers.print.work'), t(mayWork ? 'papers.print.may-work' : 'papers.print.may-not-work')],
    [t('papers.print.until'), createFormats(locale).date(lastDayOf(expires))],
    [t('papers.check.authority'), issuer],
  ]
  const wide = Math.max(...rows.map(([name = '']) => name.length))
  terminal.say(`✓ ${t('papers.check.valid')}`)
  for (const [name = '', value = ''] of rows) terminal.say(`  ${name.padEnd(wide)}  ${value}`)
  terminal.say(
    status === undefined
      ? t('papers.verify.not-asked')
      : t('papers.verify.as-of', { day: createFormats(locale).date(status.made.slice(0, 10)) }),
  )
  return 0
}

/** A status list with the moment it was made: what was revoked later, it does not know. */
type DatedList = StatusList & { readonly made: string }

function option(parameters: readonly string[], name: string): string | undefined {
  const at = parameters.indexOf(name)
  return at === -1 ? undefined : parameters[at + 1]
}

async function read(source: string): Promise<unknown> {
  if (!/^https?:/.test(source)) return readJsonFile(source)
  const response = await fetch(source).catch(() => undefined)
  if (response?.ok !== true) throw new Error(`No keys could be read from ${new URL(source).origin}. Give a file: --keys FILE`)
  return response.json()
}
