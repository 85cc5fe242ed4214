import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heading, madeUpPeople } from '../testing/made-up-people.ts'
import { explainPair } from './explained.ts'
import { runMatch, type MatchReport } from './run-match.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Matched = { readonly report: MatchReport; readonly likely: readonly string[] }

async function matched(written: string | Buffer): Promise<Matched> {
  const file = join(folder, 'people.csv')
  writeFileSync(file, written)
  const out = join(folder, 'out')
  const report = await runMatch({ files: [file], out })
  const [, ...pairs] = readFileSync(join(out, 'pairs.csv'), 'utf8').trim().split('\n')
  return { report, likely: pairs.filter((line) => Number(line.split(',')[2]) >= 0.5).map((line) => line.split(',', 2).join(' ')) }
}

const lines = (...rows: readonly string[]): string => `${[heading, ...rows].join('\n')}\n`
/** Who is there twice, as `p0a p0b`. */
const twice = Array.from({ length: 100 }, (_, n) => `p${3 * n}a p${3 * n}b`).toSorted()
/** People with cells changed: number of the cell and what it becomes. */
const changed = (cell: number, to: (value: string, row: number) => string): readonly string[] =>
  madeUpPeople().map((line, row) =>
    line
      .split(',')
      .map((value, at) => (at === cell ? to(value, row) : value))
      .join(','),
  )

describe('values that say little or too much', () => {
  test('names of three hundred letters', async () => {
    const { likely } = await matched(lines(...changed(2, (name) => name.repeat(40).slice(0, 300))))
    expect(likely.toSorted()).toEqual(twice)
  })

  test('names of one letter: what is left tells people apart', async () => {
    const { likely } = await matched(lines(...changed(2, (name) => name.slice(0, 1))))
    expect(likely.toSorted()).toEqual(twice)
  })

  test.each(['0000-00-00', '1987-00-00', '', '  ', 'NULL', '99/99/9999'])(
    'a birth date of “%s” is unknown to all',
    async (date) => {
      const { likely } = await matched(lines(...changed(3, () => date)))
      expect(likely.toSorted()).toEqual(twice)
      const { pairs } = await explainPair(join(folder, 'out'), ['p0a', 'p0b'])
      expect(pairs[0]?.fields.find(({ field }) => field === 'date_of_birth')?.word).toBeUndefined()
    },
  )

  test('a telephone that half the file shares makes nobody one person, nor a crowd of candidates', async () => {
    const { report, likely } = await matched(lines(...changed(4, (phone, row) => (row % 2 === 0 ? '0981000000' : phone))))
    expect(likely.toSorted()).toEqual(twice)
    expect(report.candidates.count).toBeLessThan(25 * report.records)
  })

  test('twenty thousand records that are all the same are counted, and nobody is compared with everybody', async () => {
    const same = Array.from({ length: 20_000 }, (_, n) => `r${n},ana,perez,1990-01-01,0981234567,1`)
    const { report } = await matched(lines(...same))
    expect([report.records, report.candidates.count, report.keys.length]).toEqual([20_000, 0, 0])
  })

  test('one id for many names nobody: records are called by their line', async () => {
    const { report, likely } = await matched(lines(...changed(0, () => 'x')))
    expect([report.records, report.columns[0]?.kind]).toEqual([400, 'ignored'])
    expect(likely).toContain('1 2')
    expect(likely).toHaveLength(100)
  })
})

describe('files that are not as they should be', () => {
  test('a quotation mark that nobody closed loses its own line and no other', async () => {
    const people = madeUpPeople()
    for (const marks of [1, 2]) {
      const broken = people.map((line, at) => (at < marks * 50 && at % 50 === 1 ? line.replace(',', ',"') : line))
      const { report } = await matched(lines(...broken))
      expect([report.records, report.rejected]).toEqual([people.length - marks, marks])
      expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([])
    }
  })

  test('a cell of several lines stays one cell', async () => {
    const { report } = await matched(lines(...madeUpPeople(), 'z1,"ana\nmaria",perez,1990-01-02,0981,1'))
    expect([report.records, report.rejected]).toEqual([401, 0])
  })

  test('lines in Latin-1 among lines in UTF-8 keep everybody’s letters', async () => {
    // Capitals with accents are, in UTF-8, bytes that Latin-1 does not have.
    const accented = changed(2, (name) => `MUÑOZ ÁLVAREZ ${name}`)
    const bytes = accented.map((line, at) => Buffer.from(`${line}\n`, at % 10 === 0 ? 'latin1' : 'utf8'))
    const { report, likely } = await matched(Buffer.concat([Buffer.from(`${heading}\n`), ...bytes]))
    expect(likely.toSorted()).toEqual(twice)
    expect([report.rejected, report.encodings, report.repaired]).toEqual([0, ['latin-1'], 0])
  })

  test.each([
    ['Windows', (all: string) => Buffer.from(all.replaceAll('“', '\u0093'), 'latin1'), 'latin-1'],
    ['a machine that writes the larger byte first', (all: string) => Buffer.from(`\uFEFF${all}`, 'utf16le').swap16(), 'utf-16'],
  ])('letters as %s writes them are kept', async (_, bytesOf, encoding) => {
    const { report, likely } = await matched(bytesOf(lines(...changed(2, (name) => `Muñoz “${name}”`.replace('”', '')))))
    expect(likely.toSorted()).toEqual(twice)
    expect([report.rejected, report.encodings]).toEqual([0, [encoding]])
  })

  test('notes of many lines that look like rows are not taken for people', async () => {
    const note = 'x,y,z,1990-01-01,0981,1\n'.repeat(10)
    const many = Array.from(
      { length: 40_000 },
      (_, n) => `n${n},ana${n},perez${n % 999},1990-01-02,"${n % 4 === 0 ? '' : note}",1`,
    )
    const { report } = await matched(lines(...many))
    expect([report.records, report.rejected]).toEqual([40_000, 0])
  })

  test('rows with too few and too many cells are counted', async () => {
    const { report } = await matched(lines(...madeUpPeople(), 'x,y', '1,2,3,4,5,6,7,8', ''))
    expect([report.records, report.rejected]).toEqual([400, 2])
  })

  test.each([
    ['', 'empty-file'],
    [`${heading}\n`, 'no-records'],
    [lines('p1,ana,perez,1990-01-02,0981,1'), 'one-record'],
    ['id,name,name\n1,ana,perez\n2,eva,perez\n', 'column-twice'],
    ['id,Name,name\n1,ana,perez\n2,eva,perez\n', 'column-twice'],
    [Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 10]), 'workbook'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 10]), 'workbook'],
    [Buffer.from('id,a\u0000b\n'), 'not-a-table'],
    ['%PDF-1.7\n1 0 obj\n', 'not-a-table'],
    ['\uFEFF<!DOCTYPE html>\n<p>', 'not-a-table'],
    ['[{"id":1,"name":"Ana"},\n{"id":2}]\n', 'not-a-table'],
    [`id\n${Array.from({ length: 30 }, (_, n) => n).join('\n')}\n`, 'no-columns'],
  ])('%j is refused: %s', async (written, why) => {
    await expect(matched(written)).rejects.toThrow(`matching/${why} `)
  })
})
