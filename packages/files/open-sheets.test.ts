import { expect, test } from 'vitest'
import { openSheets, writeWorkbook, writeZip, type Fault, type Sheet } from './index.ts'

const wanted = { named: new Set(['survey']), most: 3 }
const opened = (bytes: Uint8Array): Promise<readonly Sheet[] | Fault> =>
  openSheets(async function* () {
    yield bytes
  }, wanted)
const sheet = (name: string, ...rows: readonly (readonly string[])[]) => ({ name, rows })

test('the sheets that are asked for come with their rows, the others with their names', async () => {
  const book = writeWorkbook([sheet('notes', ['secret']), sheet('Survey', ['type', 'name'], ['text', 'ቤተሰብ 👩‍👧'])])
  expect(await opened(book)).toEqual([
    { name: 'notes', rows: [] },
    {
      name: 'Survey',
      rows: [
        { line: 1, cells: ['type', 'name'] },
        { line: 2, cells: ['text', 'ቤተሰብ 👩‍👧'] },
      ],
    },
  ])
})

test('no more rows are read than asked for', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => [`q${at}`])
  const [first] = await opened(writeWorkbook([sheet('survey', ...rows)])).then((one) => ('fault' in one ? [] : one))
  expect(first?.rows.length).toBe(4)
})

test.each([
  ['nothing', Buffer.alloc(0), 'type'],
  ['a text', Buffer.from('type,name\ntext,t\n'), 'type'],
  ['a picture', Buffer.from('\u0089PNG\r\n', 'latin1'), 'type'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-workbook'],
  ['half a workbook', writeWorkbook([sheet('survey', ['type'])]).subarray(0, 300), 'broken'],
  ['a packed folder that is no workbook', writeZip([{ name: 'letter.txt', body: Buffer.from('hello') }]), 'type'],
  ['eleven megabytes', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(11 * 1024 * 1024)]), 'too-large'],
])('%s is no form', async (_, bytes, fault) => {
  expect(await opened(bytes)).toEqual({ fault })
})

test('a small file that grows without end is refused', async () => {
  const long = `<worksheet><sheetData>${' '.repeat(70 * 1024 * 1024)}</sheetData></worksheet>`
  const book = writeZip([
    { name: 'xl/workbook.xml', body: Buffer.from('<workbook><sheets><sheet name="survey" id="r1"/></sheets></workbook>') },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    { name: 'xl/worksheets/sheet1.xml', body: Buffer.from(long) },
  ])
  expect(await opened(book)).toEqual({ fault: 'too-large' })
})

test('cells that a formula gave are marked, also when they are empty', async () => {
  const book = writeZip([
    { name: 'xl/workbook.xml', body: Buffer.from('<workbook><sheets><sheet name="survey" id="r1"/></sheets></workbook>') },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      body: Buffer.from(
        '<worksheet><sheetData><row r="2"><c r="A2" t="str"><f>B1</f><v>text</v></c><c r="B2"><f>C1</f></c></row></sheetData></worksheet>',
      ),
    },
  ])
  expect(await opened(book)).toEqual([{ name: 'survey', rows: [{ line: 2, cells: ['text', ''], formulas: [0, 1] }] }])
})
