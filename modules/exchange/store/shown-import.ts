import { secondsLeft } from '../domain/seconds-left.ts'
import type { Import } from './imports.ts'

/** What lists and pages show of an import: counts, no words of the file. */
export function shownImport(one: Import) {
  const { importId, begun, changed, size, dryRun, state, dates, encoding } = one
  const { rows, rowsDone, households, persons, already, refused, likely } = one
  return {
    importId,
    begun,
    changed,
    size,
    dryRun,
    state,
    dates,
    encoding,
    rows,
    rowsDone,
    households,
    persons,
    already,
    refused,
    likely,
    secondsLeft: state === 'running' ? secondsLeft(one) : undefined,
  }
}
