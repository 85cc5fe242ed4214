import { examine, missingMigrations } from '@convive/database'
import { migrationsOf, runningDatabase, sampleKeys, type RunningDatabase } from '@convive/server'
import { readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { newestIn } from './newest-in.ts'
import { reachDatabase } from './reach-database.ts'
import { serverAddress } from './reach-server.ts'
import type { Terminal } from './run.ts'

/** `advice` is no reason to stop; `fault` is: data or people are at risk until it is mended. */
type Finding = { readonly kind: 'ok' | 'advice' | 'fault'; readonly says: string }
type Check = () => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>

const ok = (says: string): Finding => ({ kind: 'ok', says })
const advice = (says: string): Finding => ({ kind: 'advice', says })
const fault = (says: string): Finding => ({ kind: 'fault', says })
const marks = { ok: '✓', advice: '!', fault: '✕' } as const

/** Looks at everything an operator is answerable for and says of each what to do. Changes nothing. Ends with 1 at a fault. */
export async function doctor(parameters: readonly string[], terminal: Terminal): Promise<number> {
  if (parameters.length > 0) throw new Error(`doctor takes nothing, not ${JSON.stringify(parameters[0])}`)
  const here = runningDatabase(terminal.environment)
  const findings: Finding[] = []
  for (const check of checksOf(here, terminal)) {
    const found = [await outcome(check)].flat()
    findings.push(...found)
    for (const one of found) tell(one, terminal)
  }
  const faults = findings.filter((one) => one.kind === 'fault').length
  const advices = findings.filter((one) => one.kind === 'advice').length
  terminal.say(faults === 0 ? `In order; ${advices} to think about.` : `${faults} to mend now; ${advices} to think about.`)
  return faults === 0 ? 0 : 1
}

function tell({ kind, says }: Finding, terminal: Terminal): void {
  if (kind === 'ok') terminal.say(`${marks[kind]} ${says}`)
  else terminal.warn(`${marks[kind]} ${says}`)
}

async function outcome(check: Check): Promise<Finding | readonly Finding[]> {
  try {
    return await check()
  } catch (error) {
    return fault(error instanceof Error ? error.message : 'A check could not be made.')
  }
}

function checksOf(here: RunningDatabase, terminal: Terminal): readonly Check[] {
  const { directory } = here.home
  return [
    () => closedToOthers(directory, ['master.key', 'installation.key', 'database.password', 'checkpoint.key', 'running.json']),
    () => roomOn(directory),
    () => checkpointAge(join(directory, 'checkpoints'), new Date()),
    () => reachDatabase(here, async () => [...(await database(here)), await masterKey(here), await migrations(here)]),
    async () => server(terminal),
  ]
}

/** Secrets are read by the account that runs the server and nobody else. */
function closedToOthers(directory: string, names: readonly string[]): readonly Finding[] {
  const there = new Set(readdirSync(directory))
  const open = names.filter((name) => there.has(name) && (statSync(join(directory, name)).mode & 0o077) !== 0)
  return open.length === 0
    ? [ok('Keys and passwords can be read by this account only.')]
    : open.map((name) => fault(`Others on this machine can read ${name}. Run: chmod 600 ${join(directory, name)}`))
}

function roomOn(directory: string): Finding {
  const { bavail, bsize } = statfsSync(directory)
  const gigabytes = (bavail * bsize) / 2 ** 30
  const free = `${gigabytes.toFixed(1)} GB are free where ${directory} lies.`
  if (gigabytes < 1) return fault(`${free} PostgreSQL stops when there is none: make room.`)
  return gigabytes < 5 ? advice(`${free} Make room soon.`) : ok(free)
}

/** A checkpoint is the witness against a cut tail; without a recent one the last days have none. */
function checkpointAge(folder: string, now: Date): Finding {
  const file = newestIn(folder)
  const make = 'Make one with: convive journal checkpoint, and copy it to another machine.'
  if (file === undefined) return advice(`The journal has no checkpoint. ${make}`)
  const days = Math.floor((now.getTime() - statSync(file).mtimeMs) / 86_400_000)
  return days > 7 ? advice(`The last checkpoint is ${days} days old. ${make}`) : ok('The journal has a checkpoint of this week.')
}

async function database({ ownerUrl }: RunningDatabase): Promise<readonly Finding[]> {
  const found = await examine(ownerUrl)
  const skew = Math.abs(found.now.getTime() - Date.now()) / 1000
  return [
    found.version >= 150_000
      ? ok(`PostgreSQL ${Math.floor(found.version / 10_000)}.${found.version % 10_000} answers.`)
      : fault(`PostgreSQL ${Math.floor(found.version / 10_000)} is too old: 15 or newer is needed.`),
    found.unguarded.length === 0
      ? ok('Row-level security is forced on every table.')
      : fault(
          `These tables show rows to anybody: ${found.unguarded.join(', ')}. Run for each: alter table … enable row level security, force row level security`,
        ),
    ...(found.roles.length === 0 ? [ok('The role that serves cannot go round it.')] : found.roles.map(faultOfRole)),
    found.durable
      ? ok('What was acknowledged survives a power cut.')
      : fault('fsync, full_page_writes or synchronous_commit is off: a power cut loses registrations. Turn them on.'),
    skew > 30
      ? fault(
          `The clocks of this machine and of PostgreSQL differ by ${Math.round(skew)} seconds: deadlines would be wrong. Use NTP.`,
        )
      : ok('Both clocks agree.'),
    ...(found.oldestTransaction > 10
      ? [advice(`A transaction has been open for ${Math.round(found.oldestTransaction)} minutes. Find it in pg_stat_activity.`)]
      : []),
  ]
}

function faultOfRole(role: { readonly name: string; readonly fault: string }): Finding {
  return role.fault === 'missing'
    ? fault(`The role ${role.name} does not exist. Start the server once, or see docs/operations/install.md.`)
    : fault(
        `The role ${role.name} ${role.fault === 'superuser' ? 'is a superuser' : role.fault}: row-level security does not hold for it.`,
      )
}

async function masterKey(here: RunningDatabase): Promise<Finding> {
  const { tried, shut } = await sampleKeys(here)
  if (shut === 0) return ok(tried === 0 ? 'Nobody is registered yet.' : `The master key opens the records tried: ${tried}.`)
  return fault(
    `The master key does not open ${shut} of ${tried} records: it belongs to another database. Bring the right one back, see docs/operations/key-loss.md.`,
  )
}

async function migrations({ ownerUrl }: RunningDatabase): Promise<Finding> {
  const missing = await missingMigrations(ownerUrl, migrationsOf())
  return missing.length === 0
    ? ok('The database is of this version.')
    : advice(`The database lacks ${missing.join(', ')}: make a backup, then start this version of the server.`)
}

async function server(terminal: Terminal): Promise<readonly Finding[]> {
  const address = serverAddress(terminal)
  const response = await fetch(`${address}/ready`, { signal: AbortSignal.timeout(5000), redirect: 'manual' }).catch(
    () => undefined,
  )
  const secure = address.startsWith('https://') || /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(address)
  return [
    response?.status === 200
      ? ok(`The server at ${address} is ready.`)
      : fault(`No server that is ready answers at ${address}. Start it with: npm start, or set CONVIVE_URL to its address.`),
    ...(secure ? [] : [fault(`${address} is not encrypted: passwords travel in the open. Put a proxy with TLS before it.`)]),
  ]
}
