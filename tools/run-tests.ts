import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import expected from './expected.json' with { type: 'json' }
import { readTree } from './architecture/tree.ts'
import { add, lineOf, type Counts } from './count-reporter.ts'
import { parseCounts } from './parse-counts.ts'
import { storeTests } from './store-tests.ts'

const root = new URL('..', import.meta.url).pathname

/** One run of Vitest: which files, on which release of PostgreSQL. */
type Run = { readonly files: readonly string[]; readonly release: '18' | '15' }
type Outcome = { readonly counts: Counts; readonly clean: boolean }

/** `npm test` runs everything, store tests on the newest and the oldest PostgreSQL; `npm test -- packages/kernel` that alone. */
function main(asked: readonly string[]): void {
  const whole = asked.length === 0
  const runs: readonly Run[] = whole
    ? [
        { files: [], release: '18' },
        { files: storeTests(readTree(root)), release: '15' },
      ]
    : [{ files: asked, release: process.env['CONVIVE_TEST_POSTGRES'] === '15' ? '15' : '18' }]
  const outcomes = runs.filter(({ files }) => !whole || files.length > 0 || runs[0]?.files === files).map(runVitest)
  const counts = outcomes.map((one) => one.counts).reduce(add, { passed: 0, failed: 0, skipped: 0 })
  const few = whole && counts.passed + counts.failed + counts.skipped < expected.tests
  if (few) console.log(`expected at least ${expected.tests} tests (tools/expected.json): some were not found`)
  const clean = outcomes.every((one) => one.clean) && counts.failed === 0 && !few
  process.exitCode = clean ? 0 : 1
  console.log(lineOf(counts))
}

function runVitest({ files, release }: Run): Outcome {
  const scratch = mkdtempSync(join(tmpdir(), 'convive-counts-'))
  const file = join(scratch, 'counts.json')
  console.log(`PostgreSQL ${release}`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(root, 'tools/count-reporter.ts')}`]
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CONVIVE_TEST_COUNTS: file, CONVIVE_TEST_POSTGRES: release },
  })
  const counts = parseCounts(file)
  rmSync(scratch, { recursive: true })
  return { counts, clean: status === 0 }
}

main(process.argv.slice(2))
