import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPrinter, issuePaper, makeSigningKey, qrSvg, softwareSigner, verifyPaper, type PrintedPaper } from './index.ts'
import { readPixels } from './read-qr.ts'
import { asPhotographed, drawPdf } from './testing/scan.ts'

const made = makeSigningKey()
const printer = createPrinter()
const claims = {
  issuer: 'Dirección de Residencia de Ysapy',
  number: 'PGA0-B0GY',
  fullName: 'Ejemplina Moreno de la Cruz',
  mayWork: true,
  issuedAt: Date.parse('2026-05-04') / 1000,
  expires: Date.parse('2028-05-04') / 1000,
  statusIndex: 471_100,
}
// A face as large as a paper may carry, of bytes that do not compress.
const face = new Uint8Array(350).map((_, at) => (at * at * 97 + at * 31) % 251)
const sign = (more: object = {}) => issuePaper({ ...claims, ...more }, softwareSigner(made.keyId, made.privateKey))

async function print(more: Partial<PrintedPaper> & { readonly signed?: string } = {}): Promise<Buffer> {
  const { signed = sign(), ...rest } = more
  return printer.paper({
    lang: 'es',
    authority: claims.issuer,
    title: 'Documento personal',
    rows: [
      { name: 'Nombre', value: claims.fullName },
      { name: 'Número', value: claims.number },
      { name: 'Trabajo', value: 'Puede trabajar' },
      { name: 'Vale hasta', value: '3 de mayo de 2028' },
    ],
    photo: '',
    photoAlt: '',
    qr: await qrSvg(signed),
    qrAlt: 'Código QR con el contenido firmado',
    checkTitle: 'Cómo comprobar',
    checkLines: ['Lea el código.', 'Pegue el texto.'],
    footer: 'No dice la situación.',
    ...rest,
  })
}

const named = (value: string) => print({ rows: [{ name: 'Nombre', value }], signed: sign({ fullName: value }) })

/** The PDF with its streams unpacked, to look into. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  return text.replaceAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (all, packed: string) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return all
    }
  })
}

describe('the code on the printed page', () => {
  test.each([
    ['without a photo', {}],
    ['with the largest face', { face }],
  ])('%s is read by a scanner at print size and verifies', async (_, more) => {
    const signed = sign(more)
    const page = await drawPdf(await print({ signed }), 150)
    expect(await readPixels(page)).toBe(signed)
    expect(await readPixels(asPhotographed(page))).toBe(signed)
    const keys = [
      {
        issuer: 'ysapy',
        keys: [{ kid: made.keyId, alg: 'ES256' as const, x: made.x, y: made.y, from: '2026-01-01', until: '2028-01-01' }],
      },
    ]
    expect(verifyPaper((await readPixels(page)) ?? '', { keys, now: new Date('2026-06-01') })).toMatchObject({
      ok: true,
      value: { fullName: claims.fullName, mayWork: true },
    })
  })
})

describe('an accessible page', () => {
  test('is PDF/UA-1 on A4: tagged, with language, title, alternative text, headings', async () => {
    const inside = unpacked(await print())
    expect(inside).toMatch(/\/MediaBox ?\[0 0 595\.\d+ 841\.\d+\]/)
    for (const said of [
      '/MarkInfo',
      '/StructTreeRoot',
      '/Lang(es',
      '/DisplayDocTitle true',
      'pdfuaid:part>1<',
      '/Alt',
      '/H1',
      '/H2',
    ])
      expect(inside.replaceAll(/\/Lang \(/g, '/Lang(').replaceAll('> <', '><'), said).toContain(said)
    expect(inside).toContain('Documento personal')
  })

  test.each([
    ['Kreyòl', 'Jean-Baptiste Télisma Désir Sò Jacquelin Ouanaminthe'],
    ['Arabic', 'أحمد بن محمد العلي'],
    ['Cyrillic, Greek, Hebrew, Devanagari, Bengali, Vietnamese', 'Нина Σοφία שרה नेहा বাংলা Đỗ Thị Hường'],
    ['a script that no font here has, and a smiling face', '王小明 😀 김민준'],
    ['what a typesetter might run', '#let x = 1 $∑$ #image("/etc/passwd") \\ *a* _b_ <c> @d'],
  ])('prints a name in %s', async (_, name) => {
    const pdf = await named(name)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await readPixels(await drawPdf(pdf, 150))).toBeDefined()
  })

  test.each([
    ['of many words', 'María de los Ángeles Concepción Guadalupe '.repeat(12)],
    ['without a blank', 'Wolfeschlegelsteinhausenbergerdorff'.repeat(12)],
  ])('keeps a very long name %s on the page, and the code readable', async (_, name) => {
    const signed = sign({ fullName: name })
    const page = await drawPdf(await print({ rows: [{ name: 'Nombre', value: name }], signed }), 150)
    // Nothing stands in the outermost ten millimetres.
    const edge = Math.round((10 / 25.4) * 150)
    const darkAt = (x: number, y: number): boolean => (page.data[(y * page.width + x) * 4] ?? 255) < 200
    let outside = 0
    for (let y = 0; y < page.height; y += 1)
      for (let x = page.width - edge; x < page.width; x += 1) if (darkAt(x, y)) outside += 1
    expect(outside).toBe(0)
    expect(await readPixels(page)).toBe(signed)
  })

  test('a notice prints in Kreyòl with article and no footer', () => {
    const notice = printer.notice({
      lang: 'ht',
      authority: 'Ysapy',
      title: 'Desizyon',
      rows: [],
      sections: [{ title: 'Poukisa', lines: [{ text: 'Rezon an', cite: 'atik 5' }] }],
      footer: '',
    })
    expect(unpacked(notice)).toContain('/StructTreeRoot')
  })

  test('what somebody wrote in another language is marked with it, so that it is read aloud as such', () => {
    const noticeWith = (lang: string | undefined): string =>
      unpacked(
        printer.notice({
          lang: 'ht',
          authority: 'Ysapy',
          title: 'Desizyon',
          rows: [],
          sections: [{ title: 'Poukisa', lines: [{ text: 'Falta una prueba', cite: '', lang }] }],
          footer: '',
        }),
      )
    expect(noticeWith('es')).toContain('/Lang (es)')
    expect(noticeWith(undefined)).not.toContain('/Lang (es)')
  })
})
