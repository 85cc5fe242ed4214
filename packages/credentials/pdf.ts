import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
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
    readonly lines: readonly { readonly text: string; readonly cite: string }[]
  }[]
  readonly footer: string
}

const here = import.meta.dirname
const templates = {
  paper: readFileSync(join(here, 'templates/paper.typ'), 'utf8'),
  notice: readFileSync(join(here, 'templates/notice.typ'), 'utf8'),
}

/** Prints to accessible A4 PDF (PDF/UA-1: tagged, titled, with alternative texts). Makes one typesetter and keeps it. */
export type Printer = { paper(data: PrintedPaper): Buffer; notice(data: PrintedNotice): Buffer }

export function createPrinter(): Printer {
  const compiler = NodeCompiler.create({ workspace: here, fontArgs: [{ fontBlobs: fonts() }] })
  let printed = 0
  function print(template: keyof typeof templates, data: PrintedPaper | PrintedNotice): Buffer {
    const { result, ...rest } = compile(compiler, templates[template], data)
    if (result === undefined) throw new Error(`the typesetter refused ${template}: ${rest.why}`)
    printed += 1
    // Its cache grows by a megabyte a document.
    if (printed % 20 === 0) compiler.evictCache(5)
    return result
  }
  return { paper: (data) => print('paper', data), notice: (data) => print('notice', data) }
}

function compile(
  compiler: NodeCompiler,
  source: string,
  data: unknown,
): { readonly result: Buffer | undefined; readonly why: string } {
  const compiled = compiler.compile({ mainFileContent: source, inputs: { data: JSON.stringify(data) } })
  const document = compiled.result
  if (document === null) return { result: undefined, why: JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason') }
  return { result: compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 }), why: '' }
}

function fonts(): Buffer[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans/package.json')), 'files')
  return ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map((name) =>
    unpackWoff(readFileSync(join(folder, `noto-sans-${name}-normal.woff`))),
  )
}
