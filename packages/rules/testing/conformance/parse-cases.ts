import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConformanceCase, ConformanceFile } from '../../conformance/conformance-case.ts'

export type { ConformanceCase }

const folder = join(import.meta.dirname, '../../conformance/cases')

/** The published files of the suite, with their text. */
export function readConformance(): readonly { readonly file: ConformanceFile; readonly text: string }[] {
  return globSync('*.json', { cwd: folder })
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((text) => ({ file: JSON.parse(text) as ConformanceFile, text }))
}
