import { describe, expect, test } from 'vitest'
import { openTable, writeWorkbook, writeZip, type Fault, type Row, type TableItem } from './index.ts'

function inPieces(bytes: Uint8Array, size = 7): () => AsyncIterable<Uint8Array> {
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
}

async function read(
  bytes: Uint8Array | string,
  size = 7,
): Promise<{ readonly items: readonly TableItem[]; readonly kind?: string; readonly encoding?: string }> {
  const table = await openTable(inPieces(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, size))
  if ('fault' in table) return { items: [table] }
  const items: TableItem[] = []
  for await (const item of table.rows()) items.push(item)
  return { items, kind: table.kind, ...(table.encoding === undefined ? {} : { encoding: table.encoding }) }
}

const row = (line: number, ...cells: string[]): Row => ({ line, cells })
const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('letters', () => {
  const text = 'given;family\nJosé;Ñuñez\nMarie-Thérèse;Désir\n'
  const rows = [row(1, 'given', 'family'), row(2, 'José', 'Ñuñez'), row(3, 'Marie-Thérèse', 'Désir')]
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16, little end first', utf16(`\uFEFF${text}`, false), 'utf-16le'],
    ['UTF-16, big end first', utf16(`\uFEFF${text}`, true), 'utf-16be'],
    ['UTF-16 without mark', utf16(text, false), 'utf-16le'],
    ['UTF-16, big end first, without mark', utf16(text, true), 'utf-16be'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    expect(await read(bytes)).toEqual({ items: rows, kind: 'csv', encoding })
  })

  test('emoji and names written from the right come as they are', async () => {
    expect((await read('given\nمحمد\n👩‍👧 Ana\n')).items).toEqual([row(1, 'given'), row(2, 'محمد'), row(3, '👩‍👧 Ana')])
  })

  test('half UTF-8 and half Windows-1252 is refused rather than guessed', async () => {
    const mixed = Buffer.concat([Buffer.from('José;Peña\n'), Buffer.from('José;Peña\n', 'latin1')])
    expect((await read(mixed)).items).toEqual([{ fault: 'encoding' }])
  })

  test('letters of the old Macintosh and of DOS are refused, not turned into other letters', async () => {
    // José, Muñoz and Tomás as Mac OS Roman writes them, José as code page 850 does.
    for (const hex of ['4a6f738e', '4d75966f7a', '546f6d8773', '4a6f7382'])
      expect((await read(Buffer.from(`${hex}0a`, 'hex'))).items, hex).toEqual([{ fault: 'encoding' }])
    const french = Buffer.concat([
      Buffer.from('nom\nMarie-Th', 'latin1'),
      Buffer.from('e9', 'hex'),
      Buffer.from('r'),
      Buffer.from('9c2092', 'hex'),
    ])
    expect((await read(french)).items.at(-1)).toEqual(row(2, 'Marie-Thérœ ’'))
  })

  test('a file cut in the middle of a letter is refused', async () => {
    expect((await read(Buffer.from('José').subarray(0, 4))).items).toEqual([{ fault: 'encoding' }])
  })
})

describe('a CSV file', () => {
  test.each([
    ['semicolons', 'a;b;c\n1;2,5;3\n', ['1', '2,5', '3']],
    ['commas', 'a,b,c\n1,"2;5",3\n', ['1', '2;5', '3']],
    ['tabs', 'a\tb\tc\n1\t2,5\t3\n', ['1', '2,5', '3']],
    ['what its first line says', 'sep=|\na|b,c,d|e\n1|2|3\n', ['1', '2', '3']],
    ['commas, when a quoted heading holds semicolons', '"a;;;",b,c\n1,2,3\n', ['1', '2', '3']],
  ])('cells between %s', async (_, text, cells) => {
    expect((await read(text)).items.at(-1)).toMatchObject({ cells })
  })

  test('a quoted cell may hold line breaks, and each row tells the line where it begins', async () => {
    expect((await read('a,b\r\n"one\r\ntwo",x\r\n\r\n ,\r\n"say ""yes""",y\r\n')).items).toEqual([
      row(1, 'a', 'b'),
      row(2, 'one\r\ntwo', 'x'),
      row(6, 'say "yes"', 'y'),
    ])
  })

  test('lines that end as on an old Macintosh, and a last line without an end', async () => {
    expect((await read('a,b\r1,2\r3,4')).items).toEqual([row(1, 'a', 'b'), row(2, '1', '2'), row(3, '3', '4')])
  })

  test('a quote that never closes is told with its line', async () => {
    expect((await read('a,b\n1,2\n"3,4\n5,6\n')).items.at(-1)).toEqual({ fault: 'broken', line: 3 })
  })

  test('a row without end is not held in memory', async () => {
    expect((await read(Buffer.from(`a\n"${'x'.repeat(400_000)}"\n`), 65_536)).items.at(-1)).toEqual({ fault: 'broken', line: 2 })
  })
})

describe('what a file is, whatever its name says', () => {
  test.each([
    ['a PDF', '%PDF-1.7\n', 'type'],
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'type'],
    ['a page', '<html><table>', 'type'],
    ['nothing', '', 'type'],
    ['a ZIP of something else', writeZip([{ name: 'a.txt', body: Buffer.from('x') }]), 'type'],
    ['a workbook of before 2007', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'old-workbook'],
    ['a workbook cut in half', writeWorkbook([{ name: 's', rows: [['a'], ['b']] }]).subarray(0, 600), 'broken'],
    ['signs that are no text', Buffer.from('ab\u0001\u0002cd'), 'encoding'],
  ])('%s', async (_, bytes, fault) => {
    expect((await read(bytes, 64)).items).toEqual([{ fault }])
  })
})

const cells = (inner: string, extra: Readonly<Record<string, string>> = {}): Buffer =>
  workbook(`<sheetData>${inner}</sheetData>`, extra)

/** A workbook with this in its sheet; other parts by path. */
function workbook(inner: string, extra: Readonly<Record<string, string>> = {}): Buffer {
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="old" state="hidden" r:id="r9"/><sheet name="s" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet>${inner}</worksheet>`,
    ...extra,
  }
  return writeZip(Object.entries(parts).map(([name, text]) => ({ name, body: Buffer.from(text) })))
}

const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="yyyy"/><numFmt numFmtId="172" formatCode="mmm yyyy"/><numFmt numFmtId="173" formatCode="0&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/></cellXfs></styleSheet>`

describe('a workbook', () => {
  test('what we write comes back, text as text', async () => {
    const rows = [
      ['document', 'date'],
      ['00123', '3/5/1987'],
      ['a & "b" <c>', ''],
    ]
    expect((await read(writeWorkbook([{ name: 'households', rows }]), 64)).items).toEqual([
      row(1, 'document', 'date'),
      row(2, '00123', '3/5/1987'),
      row(3, 'a & "b" <c>', ''),
    ])
  })

  test('days are read with as much of them as their cells show; 29 February 1900 stays impossible', async () => {
    const of = (value: string, style: number): string => `<c s="${style}"><v>${value}</v></c>`
    const bytes = cells(
      `<row r="1">${of('31900', 1)}${of('31900.75', 2)}${of('31900', 3)}${of('31900', 4)}${of('31900', 5)}${of('31900', 0)}${of('60', 1)}${of('1', 1)}${of('61', 1)}</row>`,
      { 'xl/styles.xml': styles },
    )
    expect((await read(bytes, 64)).items).toEqual([
      row(1, '1987-05-03', '1987-05-03', '1987', '1987-05', '31900', '31900', '1900-02-29', '1900-01-01', '1900-03-01'),
    ])
  })

  test('days may be counted from 1904', async () => {
    const extra = {
      'xl/styles.xml': styles,
      'xl/workbook.xml': '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet r:id="r1"/></sheets></workbook>',
    }
    expect((await read(cells('<row><c s="1"><v>30438</v></c></row>', extra), 64)).items).toEqual([row(1, '1987-05-03')])
  })

  test('shared texts, rich texts, formulas with their last value, yes and no, large numbers, gaps and errors', async () => {
    const extra = {
      'xl/sharedStrings.xml': '<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>aside</t></rPh></si></sst>',
    }
    const bytes = cells(
      '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" t="str"><f>HYPERLINK("x")</f><v>cached</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><v>5.95981234567E11</v></c><c r="F3" t="e"><v>#REF!</v></c></row><row r="4"/><row r="7"><c t="s"><v>0</v></c></row>',
      extra,
    )
    expect((await read(bytes, 64)).items).toEqual([
      { line: 3, cells: ['two', '', 'cached', 'TRUE', '595981234567', '#REF!'], broken: [5] },
      row(7, 'one'),
    ])
  })

  test('macros are not looked at', async () => {
    expect(
      (await read(cells('<row><c t="inlineStr"><is><t>x</t></is></c></row>', { 'xl/vbaProject.bin': 'MZ' }), 64)).items,
    ).toEqual([row(1, 'x')])
  })

  test.each<[string, Buffer, Fault['fault']]>([
    [
      'a document type with entities that multiply',
      workbook('', {
        'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      }),
      'broken',
    ],
    ['an entity from elsewhere', cells('<row><c t="str"><v>&outside;</v></c></row>'), 'broken'],
    [
      'texts that unpack to more than there is room for',
      workbook('', { 'xl/sharedStrings.xml': `<sst><si><t>${' '.repeat(100 * 1024 * 1024)}` }),
      'too-large',
    ],
    ['one text without end', cells(`<row><c t="str"><v>${'x'.repeat(3_000_000)}</v></c></row>`), 'broken'],
    ['elements without bottom', workbook('<a>'.repeat(500)), 'broken'],
    ['a thousand columns', cells('<row><c r="ZZ1"><v>1</v></c></row>'), 'broken'],
  ])('%s is refused', async (_, bytes, fault) => {
    expect((await read(bytes, 65_536)).items.at(-1)).toMatchObject({ fault })
  })
})
