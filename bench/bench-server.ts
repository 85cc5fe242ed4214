import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type BenchServer = { readonly address: string; readonly tokens: readonly string[]; stop(): Promise<void> }

/** Starts a server (`serve.ts`, or the plain one to compare with) in a process and a folder of its own. */
export async function startBenchServer(script: 'serve.ts' | 'serve-plain.ts' = 'serve.ts'): Promise<BenchServer> {
  const home = mkdtempSync(join(tmpdir(), 'convive-bench-'))
  chmodSync(home, 0o755)
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    env: { ...process.env, CONVIVE_HOME: home, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString()))
    child.once('close', () => fail(new Error('the server stopped while starting')))
  })
  const said: { readonly address: string; readonly answers: readonly { readonly value?: { readonly secret: string } }[] } =
    JSON.parse(line)
  return {
    address: said.address,
    tokens: said.answers.map((answer) => answer.value?.secret ?? ''),
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
