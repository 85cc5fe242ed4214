import { readFileSync } from 'node:fs'
import type { Counts } from './count-reporter.ts'

/** The counts one run left behind; a run that left none has failed as a whole. */
export function parseCounts(file: string): Counts {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numberIn(read, 'passed'), failed: numberIn(read, 'failed'), skipped: numberIn(read, 'skipped') }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function numberIn(read: unknown, field: string): number {
  const value: unknown = typeof read === 'object' && read !== null ? Reflect.get(read, field) : undefined
  if (typeof value !== 'number') throw new TypeError(`no number of ${field}`)
  return value
}
