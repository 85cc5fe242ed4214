import { isAbsolute, resolve } from 'node:path'
import { logLevels, type LogLevel } from './http/log.ts'

/** What an operator may set; every setting has a value that works on a laptop. */
export type Config = {
  readonly home: string
  readonly host: string
  readonly port: number
  /** The address people type, such as `https://convive.example`; decides on secure cookies. */
  readonly origin: string
  readonly databaseUrl?: string | undefined
  readonly ownerUrl?: string | undefined
  /** Addresses of proxies whose `X-Forwarded-For` is believed. Never "all". */
  readonly trustedProxies: readonly string[]
  readonly timeZone: string
  /** Where the first organisation works, by its code in the list of countries: whose law its households are offered. */
  readonly country: string
  readonly demoHouseholds: number
  /** What is written to standard error as lines of JSON. */
  readonly log: LogLevel
}

/** Reads the command line and the environment. Throws with a sentence that says what to do. */
export function readConfig(parameters: readonly string[], environment: Readonly<Record<string, string | undefined>>): Config {
  const port = numberOf(valueOf(parameters, '--port') ?? environment['PORT'] ?? '3000', '--port')
  const host = environment['HOST'] ?? '127.0.0.1'
  const home = environment['CONVIVE_HOME'] ?? '.convive'
  const demo = parameters.includes('--empty') ? '0' : (valueOf(parameters, '--demo') ?? '200')
  const known = ['--empty', '--demo', '--port']
  const stranger = parameters.find((one) => one.startsWith('--') && !known.includes(one.split('=')[0] ?? ''))
  if (stranger !== undefined) throw new Error(`${stranger} is not an option. Known: ${known.join(', ')}`)
  if (environment['DATABASE_URL'] !== undefined && environment['DATABASE_OWNER_URL'] === undefined)
    throw new Error('DATABASE_URL is set: set DATABASE_OWNER_URL too, the role convive_owner that migrates')
  return {
    home: isAbsolute(home) ? home : resolve(home),
    host,
    port,
    origin: environment['CONVIVE_ORIGIN'] ?? `http://localhost:${port}`,
    databaseUrl: environment['DATABASE_URL'],
    ownerUrl: environment['DATABASE_OWNER_URL'],
    trustedProxies: (environment['CONVIVE_TRUSTED_PROXIES'] ?? '').split(',').filter((one) => one !== ''),
    timeZone: timeZoneOf(environment['CONVIVE_TIME_ZONE'] ?? 'America/Asuncion'),
    country: environment['CONVIVE_COUNTRY'] ?? 'XYS',
    demoHouseholds: numberOf(demo, '--demo'),
    log: logLevelOf(environment['CONVIVE_LOG'] ?? 'errors'),
  }
}

function timeZoneOf(text: string): string {
  if (isTimeZone(text)) return text
  throw new Error(`CONVIVE_TIME_ZONE is a name such as America/Bogota, not ${JSON.stringify(text)}`)
}

/** Letters, digits and the signs of such names only: the name also becomes a setting of PostgreSQL. */
export function isTimeZone(text: string): boolean {
  return /^[A-Za-z][\w+\-/]*$/.test(text) && zoneIsKnown(text)
}

function zoneIsKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== ''
  } catch {
    return false
  }
}

function logLevelOf(text: string): LogLevel {
  const level = logLevels.find((one) => one === text)
  if (level === undefined) throw new Error(`CONVIVE_LOG is one of ${logLevels.join(', ')}, not ${JSON.stringify(text)}`)
  return level
}

function valueOf(parameters: readonly string[], name: string): string | undefined {
  const joined = parameters.find((one) => one.startsWith(`${name}=`))
  if (joined !== undefined) return joined.slice(name.length + 1)
  const at = parameters.indexOf(name)
  return at === -1 ? undefined : parameters[at + 1]
}

function numberOf(text: string, name: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 1_000_000)
    throw new Error(`${name} takes a whole number, not ${JSON.stringify(text)}`)
  return number
}
