import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded.ts'
import { findLeftOver } from './left-over.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'convive-left-over-'))
  chmodSync(directory, 0o755)
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const password = 'not-a-secret'

test('a second start in the same folder is refused in words and leaves the first alone', async () => {
  const first = await startEmbeddedPostgres({ directory, password })
  await expect(startEmbeddedPostgres({ directory, password })).rejects.toThrow('Convive already runs from')
  expect(findLeftOver(join(directory, 'cluster'))?.kind).toBe('in-use')
  await first.stop()
})

test('a server that was killed leaves its PostgreSQL behind, and the next start takes over', async () => {
  const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, password: ${JSON.stringify(password)} })
console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((done) => child.stdout.once('data', done))
  const gone = new Promise((done) => child.once('close', done))
  child.kill('SIGKILL')
  await gone
  expect(findLeftOver(join(directory, 'cluster'))?.kind).toBe('orphan')
  const next = await startEmbeddedPostgres({ directory, password })
  expect(findLeftOver(join(directory, 'cluster'))?.kind).toBe('in-use')
  await next.stop()
  expect(findLeftOver(join(directory, 'cluster'))).toBeUndefined()
})

test('a PostgreSQL that the system kills is started again at the same address, with everything it had acknowledged', async () => {
  const running = await startEmbeddedPostgres({ directory, password })
  const before = new pg.Client({ connectionString: running.superuserUrl })
  before.on('error', () => undefined)
  await before.connect()
  await before.query('create table kept (n int); insert into kept values (7)')
  const pid = Number(readFileSync(join(directory, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
  const asked = async (): Promise<unknown> => {
    const client = new pg.Client({ connectionString: running.superuserUrl })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query('select n, pg_postmaster_start_time() > $1 as anew from kept', [killed])).rows[0]
    } catch {
      return undefined
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  const killed = new Date()
  await expect.poll(asked, { timeout: 60_000, interval: 200 }).toEqual({ n: 7, anew: true })
  await running.stop()
  expect(findLeftOver(join(directory, 'cluster'))).toBeUndefined()
}, 90_000)

test('a start that was killed while the data folder was being made begins anew', async () => {
  mkdirSync(join(directory, 'cluster.making'))
  writeFileSync(join(directory, 'cluster.making/PG_VERSION'), '18\n')
  const next = await startEmbeddedPostgres({ directory, password })
  await next.stop()
  expect(existsSync(join(directory, 'cluster.making'))).toBe(false)
})

test('a number left from before the machine restarted belongs to somebody else', () => {
  mkdirSync(join(directory, 'cluster'))
  writeFileSync(join(directory, 'cluster/postmaster.pid'), `${process.pid}\n`)
  expect(findLeftOver(join(directory, 'cluster'))).toBeUndefined()
})
