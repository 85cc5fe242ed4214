import { writeZip } from './write-zip.ts'

/** A sheet of text cells; the first row is the heading. */
export type WrittenSheet = { readonly name: string; readonly rows: readonly (readonly string[])[]; readonly width?: number }

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** A workbook in which every cell is text, so that no program turns 00123 into 123 or 3/5 into a day (ECMA-376). */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Buffer {
  const files = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', rels([[`${relations}/officeDocument`, 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      rels([
        ...sheets.map((_, at): [string, string] => [`${relations}/worksheet`, `worksheets/sheet${at + 1}.xml`]),
        [`${relations}/styles`, 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', styles],
    ...sheets.map((one, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, sheet(one)]),
  ] as const
  return writeZip(files.map(([name, text]) => ({ name, body: Buffer.from(xml + text) })))
}

function contentTypes(count: number): string {
  const type = (name: string, kind: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const own = Array.from({ length: count }, (_, at) => type(`worksheets/sheet${at + 1}`, 'worksheet')).join('')
  return `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('workbook', 'sheet.main')}${type('styles', 'styles')}${own}</Types>`
}

function rels(all: readonly (readonly [type: string, target: string])[]): string {
  const own = all.map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${type}" Target="${target}"/>`).join('')
  return `<Relationships xmlns="${packaged}/relationships">${own}</Relationships>`
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const own = sheets.map((one, at) => `<sheet name="${escaped(one.name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`).join('')
  return `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${own}</sheets></workbook>`
}

/** Style 0 is text (format 49, "@"), style 1 the same in bold. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`

function sheet({ rows, width = 20 }: WrittenSheet): string {
  const columns = Math.max(1, ...rows.slice(0, 1).map((row) => row.length))
  const body = rows.map((cells, at) => `<row r="${at + 1}">${cells.map((text) => cell(text, at === 0 ? 1 : 0)).join('')}</row>`)
  return `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="${width}" style="0" customWidth="1"/></cols><sheetData>${body.join('')}</sheetData></worksheet>`
}

function cell(text: string, style: number): string {
  return text === ''
    ? `<c s="${style}"/>`
    : `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
