import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'

/** `npm install` done → ready on an empty folder, the build of the pages included; without and with demonstration data. */
const root = join(import.meta.dirname, '..')

async function ready(parameters: readonly string[]): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'convive-start-'))
  chmodSync(home, 0o755)
  rmSync(join(root, 'apps/web/build'), { recursive: true, force: true })
  const port = 3900 + Math.floor(Math.random() * 90)
  const started = performance.now()
  const server = spawn(process.execPath, [join(root, 'apps/server/start.ts'), '--port', String(port), ...parameters], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, CONVIVE_HOME: home, NODE_ENV: 'production' },
  })
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
  const ended = new Promise((done) => server.once('close', done))
  server.kill('SIGTERM')
  await ended
  rmSync(home, { recursive: true, force: true })
  return seconds
}

print('start on an empty folder, without demonstration data', `${(await ready(['--empty'])).toFixed(1)} s`, '≤ 15 s')
print('start on an empty folder, with 200 households', `${(await ready([])).toFixed(1)} s`, '≤ 30 s')
