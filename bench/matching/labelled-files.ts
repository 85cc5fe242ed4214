import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A public file as the judge sees it: cells for the tools, answers apart. */
export type LabelledFile = {
  readonly name: string
  /** What tools may read; answers (record, cluster and block numbers) are left out. */
  readonly columns: readonly string[]
  readonly records: readonly LabelledRecord[]
}
export type LabelledRecord = {
  readonly record: string
  readonly entity: string
  readonly file?: 'a' | 'b'
  readonly cells: readonly string[]
}

type Source = {
  readonly name: string
  readonly files: readonly string[]
  /** Where the file itself has no header. */
  readonly header?: string
  readonly entityOf: (cell: (name: string) => string) => string
}

const answers = ['rec_id', 'unique_id', 'cluster', 'blocking_number']
const febrlHeader = 'rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id'
const febrlEntity: Source['entityOf'] = (cell) => cell('rec_id').split('-')[1] ?? ''

/** FEBRL (Christen), Splink's tutorial file, Zingg's FEBRL file and clkhash's pair; `data/README.md` beside them says from where and how licensed. */
export const sources: readonly Source[] = [
  { name: 'febrl1', files: ['febrl1.csv'], entityOf: febrlEntity },
  { name: 'febrl2', files: ['febrl2.csv'], entityOf: febrlEntity },
  { name: 'febrl3', files: ['febrl3.csv'], entityOf: febrlEntity },
  { name: 'fake_1000', files: ['fake_1000.csv'], entityOf: (cell) => cell('cluster') },
  { name: 'zingg', files: ['zingg-febrl20k.csv'], header: febrlHeader, entityOf: febrlEntity },
  { name: 'clkhash', files: ['clkhash-a.csv', 'clkhash-b.csv'], entityOf: (cell) => cell('rec_id') },
]

/** Records are shuffled and named by a hash, so that neither order nor name tells who is who. */
export function readLabelled(source: Source, folder: string): LabelledFile {
  let columns: readonly string[] = []
  const records = source.files.flatMap((file, index) => {
    const [head = '', ...lines] =
      `${source.header === undefined ? '' : `${source.header}\n`}${readFileSync(join(folder, file), 'utf8')}`.trim().split('\n')
    const names = head.split(',').map((name) => name.trim())
    columns = names.filter((name) => !answers.includes(name))
    return lines.map((line): LabelledRecord => {
      const cells = line.split(',').map((cell) => cell.trim())
      if (cells.length !== names.length) throw new Error(`${file}: ${cells.length} cells for ${names.length} names`)
      const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
      return {
        record: hash('sha256', `${source.name} ${index} ${cells[0]}`).slice(0, 12),
        entity: source.entityOf(cell),
        ...(source.files.length > 1 ? { file: index === 0 ? 'a' : 'b' } : {}),
        cells: columns.map(cell),
      }
    })
  })
  return { name: source.name, columns, records: records.toSorted((a, b) => (a.record < b.record ? -1 : 1)) }
}
