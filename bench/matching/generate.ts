import { DuckDBInstance } from '@duckdb/node-api'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { recordsA } from './errors-a.ts'
import { thisYear } from './population.ts'
import { fields, filledOf, type Made } from './records.ts'
import { recordsB } from './visits-b.ts'

/** A number of records from a seed: the file for the tools, the truth apart. The same arguments, the same bytes. */
export type Order = { readonly generator: 'A' | 'B'; readonly records: number; readonly seed: number }

/** Writes both files as it goes; nothing is kept, so five million take no more memory than five. */
export async function generate(order: Order, paths: { readonly input: string; readonly truth: string }): Promise<void> {
  const make = order.generator === 'A' ? recordsA : recordsB
  const [input, truth] = [createWriteStream(paths.input), createWriteStream(paths.truth)]
  input.write(`id,${fields.join(',')}\n`)
  truth.write('record,entity,household,filled,origin,sex,age\n')
  let count = 0
  for (let n = 0; count < order.records; n += 1) {
    const made = make(order.seed, n).slice(0, order.records - count)
    const named = made.map((one, at) => ({ ...one, id: idOf(order, count + at) }))
    count += made.length
    await write(input, named.map(({ id, row }) => `${[id, ...fields.map((name) => row[name])].join(',')}\n`).join(''))
    await write(truth, named.map(({ id, ...one }) => `${[id, ...trueCells(one)].join(',')}\n`).join(''))
  }
  await Promise.all([finished(input), finished(truth)])
}

/** Ids say nothing of the order in which records were made. */
function idOf(order: Order, n: number): string {
  return hash('sha256', `${order.generator} ${order.seed} ${n}`).slice(0, 14)
}

function trueCells({ person, row }: Made): readonly string[] {
  const age = thisYear - person.birth.year
  const ageGroup = age < 12 ? '0-11' : age < 18 ? '12-17' : age < 60 ? '18-59' : '60+'
  return [person.entity, person.household, String(filledOf(row)), person.origin, person.sex, ageGroup]
}

async function write(to: WriteStream, text: string): Promise<void> {
  if (!to.write(text)) await once(to, 'drain')
}

async function finished(stream: WriteStream): Promise<void> {
  stream.end()
  await once(stream, 'finish')
}

/** Writes the same table beside the CSV file as Parquet, every column as text. */
export async function toParquet(csv: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`
  await connection.run(
    `copy (select * from read_csv(${quoted(csv)}, all_varchar = true, header = true)) to ${quoted(csv.replace(/\.csv$/, '.parquet'))} (format parquet)`,
  )
  connection.closeSync()
  instance.closeSync()
}
