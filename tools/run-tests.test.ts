import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { add, lineOf } from './count-reporter.ts'
import { parseCounts } from './parse-counts.ts'
import { storeTests } from './store-tests.ts'

test('the counts of both releases make one line', () => {
  const sum = add({ passed: 3, failed: 0, skipped: 1 }, { passed: 2, failed: 1, skipped: 0 })
  expect(lineOf(sum)).toBe('5 passed, 1 failed, 1 skipped')
})

test('a run that leaves no counts, or nonsense, has failed', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'convive-counts-'))
  const file = join(scratch, 'counts.json')
  expect(parseCounts(file)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  writeFileSync(file, '{ "passed": "many" }')
  expect(parseCounts(file).failed).toBe(1)
  writeFileSync(file, '{ "passed": 7, "failed": 0, "skipped": 2 }')
  expect(parseCounts(file)).toEqual({ passed: 7, failed: 0, skipped: 2 })
  rmSync(scratch, { recursive: true })
})

test('store tests are those that reach a database, also through the builders of a room', () => {
  const files = {
    'packages/database/testing/index.ts': '',
    'packages/database/database.test.ts': "import { testDatabase } from './testing/index.ts'",
    'modules/registry/testing/index.ts': "export { testDatabase } from '@convive/database/testing'",
    'modules/registry/register.test.ts': "import { aPerson } from '@convive/registry/testing'",
    'modules/registry/domain/name.test.ts': "import type { TestDatabase } from '@convive/database/testing'",
    'packages/kernel/ids.test.ts': "import { idFrom } from './ids.ts'",
  }
  expect(storeTests(new Map(Object.entries(files)))).toEqual([
    'modules/registry/register.test.ts',
    'packages/database/database.test.ts',
  ])
})
