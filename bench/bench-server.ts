import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asStarted } from './figures.ts'
import { parseServed, type Served } from './parse-served.ts'

export type BenchServer = Required<Served> & { readonly pid: number; readonly home: string; stop(): Promise<void> }

/**
 * Starts a server (`serve.ts`, or the plain one to compare with) in a process and a folder of its own, or in a `home` that stays. `flush`: how many
 * milliseconds PostgreSQL's log takes to reach the disk, at least.
 */
export async function startBenchServer(
  script: 'serve.ts' | 'serve-plain.ts' = 'serve.ts',
  options: { readonly home?: string; readonly flush?: number } = {},
): Promise<BenchServer> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'convive-bench-'))
  chmodSync(home, 0o755)
  const child = spawn(process.execPath, [...asStarted, join(import.meta.dirname, script)], {
    env: { ...process.env, CONVIVE_HOME: home, CONVIVE_BENCH_FLUSH: String(options.flush ?? 0), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString()))
    child.once('close', () => fail(new Error('the server stopped while starting')))
  })
  return {
    cookie: '',
    ...parseServed(line),
    pid: child.pid ?? 0,
    home,
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}
