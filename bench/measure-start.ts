import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile, print } from './figures.ts'

/**
 * `npm install` done → the first page answered, on an empty folder, through `npm start` as a person types it: npm itself, database, build of
 * the pages, demonstration. The pages are built anew each time. Files have been read before: the first start after a restart of the machine is slower.
 */
const root = join(import.meta.dirname, '..')

async function ready(parameters: readonly string[]): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'convive-start-'))
  chmodSync(home, 0o755)
  for (const made of ['apps/web/build', 'apps/web/.react-router', 'node_modules/.vite', 'apps/web/node_modules/.vite'])
    rmSync(join(root, made), { recursive: true, force: true })
  const port = await freePort()
  const started = performance.now()
  const server = spawn('npm', ['start', '--', ...parameters], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
    env: { ...process.env, PORT: String(port), CONVIVE_HOME: home },
  })
  const ended = new Promise((done) => server.once('close', done))
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/es`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) break
    if (server.exitCode !== null) throw new Error('the server stopped while starting')
    await new Promise((done) => setTimeout(done, 50))
  }
  const seconds = (performance.now() - started) / 1000
  if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
  await ended
  rmSync(home, { recursive: true, force: true })
  return seconds
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}

async function measure(what: string, parameters: readonly string[], target: string): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < 3; n += 1) times.push(await ready(parameters))
  print(what, `${percentile(times, 0.5).toFixed(1)} s (${times.map((one) => one.toFixed(1)).join(', ')})`, target)
}

await measure('npm start on an empty folder, without demonstration, median of 3', ['--empty'], '≤ 15 s')
await measure('npm start on an empty folder, with 200 households, median of 3', [], '≤ 30 s')
