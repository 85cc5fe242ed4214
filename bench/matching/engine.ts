import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const command = join(import.meta.dirname, '../../apps/command/main.ts')

/** What `convive match` made of files, and how long it took; `why` where it made nothing. */
export type EngineRun =
  | { readonly ok: true; readonly pairs: string; readonly seconds: number }
  | { readonly ok: false; readonly why: string }

/** Runs the product's own command, as a statistics office would: no configuration, it guesses the columns. */
export function runEngine(inputs: readonly string[], folder: string): EngineRun {
  mkdirSync(folder, { recursive: true })
  const started = performance.now()
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, 'match', ...inputs, '--out', folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) return { ok: false, why: `${stderr}${stdout}`.trim().split('\n').slice(0, 3).join(' ') }
  return { ok: true, pairs: join(folder, 'pairs.csv'), seconds }
}
