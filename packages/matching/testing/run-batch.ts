import { parse } from 'csv-parse/sync'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMatch } from '../batch/run-match.ts'
import type { FrozenModel } from '../frozen/frozen-model.ts'
import type { Decision } from '../incremental/decisions.ts'
import type { Outcome } from '../incremental/outcome.ts'
import { roundedWeight } from '../model/weigh.ts'
import type { Cells } from '../incremental/record-of.ts'

/** What stands in the files of a run, as texts. */
export type Written = {
  readonly pairs: readonly string[]
  readonly clusters: readonly string[]
  readonly review: readonly string[]
}

/** Matches records from files, in DuckDB, under a frozen model. */
export async function runBatch(
  folder: string,
  {
    model,
    records,
    decisions,
  }: {
    readonly model: FrozenModel
    readonly records: ReadonlyMap<string, Cells>
    readonly decisions: readonly Decision[]
  },
): Promise<Written> {
  mkdirSync(folder, { recursive: true })
  const { id: named = 'id', columns } = model.frozen
  const names = columns.map(({ column }) => column)
  const rows = [...records].map(([id, cells]) => [id, ...names.map((name) => cells[name] ?? '')])
  const [file, decided] = [join(folder, 'records.csv'), join(folder, 'decided.csv')]
  writeFileSync(file, csvOf([named, ...names], rows))
  writeFileSync(
    decided,
    csvOf(
      ['id_a', 'id_b', 'decision'],
      decisions.map(({ a, b, answer }) => [a, b, answer]),
    ),
  )
  await runMatch({ files: [file], out: folder, model, decided })
  const read = (name: string): readonly string[][] => parse(readFileSync(join(folder, name), 'utf8'), { fromLine: 2 })
  return {
    pairs: read('pairs.csv')
      .map(([a, b, , weight]) => `${a} ${b} ${Number(weight)}`)
      .toSorted(),
    clusters: read('clusters.csv')
      .map(([id, cluster]) => `${id} ${cluster}`)
      .toSorted(),
    review: read('review.csv')
      .filter((row) => row.includes('bridge') || row.includes('contradiction'))
      .map((row) => `${row[0]} ${row[1]} ${row.includes('bridge') ? 'bridge' : 'contradiction'}`)
      .toSorted(),
  }
}

/** The same of an outcome: weights are written to a ten-thousandth. */
export function writtenOf({ pairs, clusters, refused, contradicted }: Outcome): Written {
  return {
    pairs: pairs.map(({ a, b, weight }) => `${a} ${b} ${roundedWeight(weight, 4)}`).toSorted(),
    clusters: clusters.map(([id, cluster]) => `${id} ${cluster}`).toSorted(),
    review: [
      ...refused.map(([a, b]) => `${a} ${b} bridge`),
      ...contradicted.map(([a, b]) => `${a} ${b} contradiction`),
    ].toSorted(),
  }
}

function csvOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return `${[heading, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`
}
