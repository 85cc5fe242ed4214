import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type BenchServer = { readonly address: string; readonly token: string; stop(): Promise<void> }

/** Starts `serve.ts` in a process and a folder of its own. */
export async function startBenchServer(): Promise<BenchServer> {
  const home = mkdtempSync(join(tmpdir(), 'convive-bench-'))
  chmodSync(home, 0o755)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
    env: { ...process.env, CONVIVE_HOME: home, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString()))
    child.once('close', () => fail(new Error('the server stopped while starting')))
  })
  const said: { readonly address: string; readonly answer: { readonly value?: { readonly secret: string } } } = JSON.parse(line)
  return {
    address: said.address,
    token: said.answer.value?.secret ?? '',
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
