import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { printableWith } from './coverage.ts'
import { unpackWoff } from './woff.ts'

/** Name and value, as printed. */
export type PrintedRow = { readonly name: string; readonly value: string }

export type PrintedPaper = {
  readonly lang: string
  readonly authority: string
  readonly title: string
  readonly rows: readonly PrintedRow[]
  /** SVG that holds the photo, or nothing. */
  readonly photo: string
  readonly photoAlt: string
  readonly qr: string
  readonly qrAlt: string
  readonly checkTitle: string
  readonly checkLines: readonly string[]
  readonly footer: string
}

export type PrintedNotice = {
  readonly lang: string
  readonly authority: string
  readonly title: string
  readonly rows: readonly PrintedRow[]
  readonly sections: readonly {
    readonly title: string
    /** `lang`: the language of the text where it is not that of the notice. */
    readonly lines: readonly { readonly text: string; readonly cite: string; readonly lang?: string | undefined }[]
  }[]
  readonly footer: string
}

const here = import.meta.dirname
const templates = {
  paper: readFileSync(join(here, 'templates/paper.typ'), 'utf8'),
  notice: readFileSync(join(here, 'templates/notice.typ'), 'utf8'),
}

/** Prints to accessible A4 PDF (PDF/UA-1: tagged, titled, with alternative texts). Makes one typesetter and keeps it. */
export type Printer = {
  paper(data: PrintedPaper): Buffer
  notice(data: PrintedNotice): Buffer
  /** Whether the fonts have every sign of a text: others are printed as a question mark in a box. */
  prints(text: string): boolean
}

export function createPrinter(): Printer {
  const fonts = loadFonts()
  const compiler = NodeCompiler.create({ workspace: here, fontArgs: [{ fontBlobs: fonts }] })
  const printable = printableWith(fonts)
  let printed = 0
  function print(template: keyof typeof templates, data: PrintedPaper | PrintedNotice): Buffer {
    const { result, ...rest } = compile(compiler, templates[template], allTexts(data, printable))
    if (result === undefined) throw new Error(`the typesetter refused ${template}: ${rest.why}`)
    printed += 1
    // Its cache grows by a megabyte a document.
    if (printed % 20 === 0) compiler.evictCache(5)
    return result
  }
  return {
    paper: (data) => print('paper', data),
    notice: (data) => print('notice', data),
    prints: (text) => printable(text) === text.normalize('NFC'),
  }
}

/** Data as JSON in which every text has passed through `change`. */
function allTexts(data: unknown, change: (text: string) => string): string {
  return JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? change(value) : value))
}

function compile(
  compiler: NodeCompiler,
  source: string,
  data: string,
): { readonly result: Buffer | undefined; readonly why: string } {
  const compiled = compiler.compile({ mainFileContent: source, inputs: { data } })
  const document = compiled.result
  if (document === null) return { result: undefined, why: JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason') }
  return { result: compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 }), why: '' }
}

/** The scripts in which names are printed. Chinese, Japanese and Korean fonts are too large to ship for a name or two. */
function loadFonts(): Buffer[] {
  const require = createRequire(import.meta.url)
  const european = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari']
  return [
    { family: 'noto-sans', at: require.resolve('@fontsource/noto-sans/package.json'), parts: european },
    { family: 'noto-sans-arabic', at: require.resolve('@fontsource/noto-sans-arabic/package.json'), parts: ['arabic'] },
    { family: 'noto-sans-hebrew', at: require.resolve('@fontsource/noto-sans-hebrew/package.json'), parts: ['hebrew'] },
    { family: 'noto-sans-bengali', at: require.resolve('@fontsource/noto-sans-bengali/package.json'), parts: ['bengali'] },
  ].flatMap(({ family, at, parts }) =>
    parts.flatMap((part) =>
      [400, 700].map((weight) => unpackWoff(readFileSync(join(dirname(at), 'files', `${family}-${part}-${weight}-normal.woff`)))),
    ),
  )
}
