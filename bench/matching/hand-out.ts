import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabelledFile, LabelledRecord } from './labelled-files.ts'

/** Where the files of one data set lie: one or two for the tools, the truth for the judge. */
export type HandedOut = { readonly name: string; readonly inputs: readonly string[]; readonly truth: string }

/** Writes what tools get and, apart, what is true. */
export function handOut(file: LabelledFile, folder: string): HandedOut {
  mkdirSync(folder, { recursive: true })
  const parts = Map.groupBy(file.records, (one) => one.file ?? '')
  const inputs = [...parts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, records]) => {
      const path = join(folder, `${file.name}${part === '' ? '' : `-${part}`}.csv`)
      writeFileSync(
        path,
        table(
          ['id', ...file.columns],
          records.map((one) => [one.record, ...one.cells]),
        ),
      )
      return path
    })
  const truth = join(folder, `${file.name}.truth.csv`)
  const withFile = parts.size > 1
  writeFileSync(
    truth,
    table(
      ['record', 'entity', ...(withFile ? ['file'] : [])],
      file.records.map((one: LabelledRecord) => [one.record, one.entity, ...(withFile ? [one.file ?? ''] : [])]),
    ),
  )
  return { name: file.name, inputs, truth }
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[names, ...rows].map((row) => row.join(',')).join('\n')}\n`
}
