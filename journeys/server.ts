import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TourServer = { readonly url: string; stop(): Promise<void> }

/** Starts the product as an operator would, in a folder of its own, and waits until it is ready. */
export async function startProduct(parameters: readonly string[] = []): Promise<TourServer> {
  const home = mkdtempSync(join(tmpdir(), 'convive-tour-'))
  chmodSync(home, 0o755)
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../apps/server/start.ts'), '--port', String(port), ...parameters],
    { env: { ...process.env, CONVIVE_HOME: home, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      if (said.includes('Ready after')) done()
    })
    child.once('close', () => fail(new Error(`the server stopped while starting:\n${said}`)))
  })
  return {
    url: `http://localhost:${port}`,
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
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
