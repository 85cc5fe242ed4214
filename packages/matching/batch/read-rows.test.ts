import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from './database.ts'
import { readFile, type ReadFile } from './read-file.ts'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'))
  store = await openStore({ folder, memory: '500MB', threads: 2 })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function read(written: string | Buffer, columns: readonly string[], longest = 2000): Promise<ReadFile> {
  const file = join(folder, 'rows.csv')
  writeFileSync(file, written)
  return readFile(store, { file, called: 'office.people', columns, longest }, { into: 'raw' })
}

test('of what a database gave no row is lost or made up, whatever its cells hold and wherever a thread begins', async () => {
  // A note of many lines that look like rows themselves.
  const note = '5,,x\n"5","7","x"\n'.repeat(90)
  const cell = `"${note.replaceAll('"', '""')}\r"`
  const rows = Array.from({ length: 60_000 }, (_, n) => `"${n}",${n % 3 === 0 ? '""' : cell},"x"`)
  const { rows: count, rejected, cut } = await read(`${rows.join('\n')}\n`, ['id', 'note', 'name'], note.length)
  expect([count, rejected, cut]).toEqual([60_000, 0, 40_000])
})

test('its first row is a row, names of columns are what they are, and what is longer than it may be is counted', async () => {
  const { rows, cut, columns } = await read('"1","abcd","x"\n"2","abc",""\n', ['id', '  ', 'año 2024'], 3)
  expect([rows, cut, columns.map(({ column }) => column)]).toEqual([2, 1, ['id', 'column2', 'año 2024']])
})

test('letters of a database that does not know which they are are read as Latin-1', async () => {
  const { rows, encoding } = await read(Buffer.from('"1","Muñoz"\n"2","Peña"\n', 'latin1'), ['id', 'name'])
  expect([rows, encoding]).toEqual([2, 'latin-1'])
})

test('two columns of one name are refused', async () => {
  await expect(read('"1","a"\n', ['id', 'ID '])).rejects.toThrow('column-twice {"file":"office.people","column":"ID"}')
})
