import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** What a run of tests came to. A file that does not load and an error outside any test count as failed. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

export function lineOf({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Writes the counts to the file named in `CONVIVE_TEST_COUNTS`, where several runs are added up; else prints them as the last line. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], stray: readonly unknown[]): void {
    const counts = modules.map(countsOf).reduce(add, { passed: 0, failed: stray.length, skipped: 0 })
    const file = process.env['CONVIVE_TEST_COUNTS']
    if (file === undefined) console.log(lineOf(counts))
    else writeFileSync(file, JSON.stringify(counts))
  }
}

function countsOf(module: TestModule): Counts {
  const states = Array.from(module.children.allTests(), (test) => test.result().state)
  const failed = states.filter((state) => state === 'failed').length
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failed === 0 && !module.ok() ? 1 : failed,
    skipped: states.filter((state) => state === 'skipped' || state === 'pending').length,
  }
}
