import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { issuePaper, makeSigningKey, qrSvg, readPhoto, softwareSigner } from './index.ts'

const { keyId, privateKey } = makeSigningKey()
const face = new Uint8Array(350).map((_, at) => (at * at * 97 + at * 31) % 251)
const signed = issuePaper(
  {
    issuer: 'Dirección de Residencia de Ysapy',
    number: 'PGA0-B0GY',
    fullName: 'Ejemplina Moreno de la Cruz',
    mayWork: true,
    issuedAt: Date.parse('2026-05-04') / 1000,
    expires: Date.parse('2028-05-04') / 1000,
    statusIndex: 471_100,
    face,
  },
  softwareSigner(keyId, privateKey),
)

/** The code on a grey table, as large as it lies on a photo of twelve million points taken from above. */
async function photographed(turned: number): Promise<Buffer> {
  const code = await sharp(Buffer.from(await qrSvg(signed)), { density: 300 })
    .resize(1300)
    .flatten({ background: '#fff' })
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#fff' })
    .rotate(turned, { background: '#998877' })
    .toBuffer()
  return sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#998877' } })
    .composite([{ input: code, left: 900, top: 600 }])
    .blur(1.2)
    .modulate({ brightness: 0.8 })
    .jpeg({ quality: 70 })
    .toBuffer()
}

describe('a photo of a paper', () => {
  test.each([0, 7, 90, 180])('turned by %i degrees is read', async (turned) => {
    expect(await readPhoto(await photographed(turned))).toEqual({ ok: true, value: signed })
  })

  test('as a drawing with nothing behind it is read too', async () => {
    const drawing = await sharp(Buffer.from(await qrSvg(signed)), { density: 300 })
      .resize(900)
      .png()
      .toBuffer()
    expect(await readPhoto(drawing)).toEqual({ ok: true, value: signed })
  })

  test('without a code, cut off, of another kind or too large is refused by name', async () => {
    const photo = await photographed(0)
    const table = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#998877' } })
      .jpeg()
      .toBuffer()
    const codes = async (bytes: Uint8Array) => {
      const read = await readPhoto(bytes)
      return read.ok ? [] : read.refusals.map((one) => one.code)
    }
    expect(await codes(table)).toEqual(['papers/no-code-seen'])
    expect(await codes(photo.subarray(0, 20_000))).toEqual(['papers/photo-type'])
    expect(await codes(Buffer.from('%PDF-1.7\n'))).toEqual(['papers/photo-type'])
    expect(await codes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual(['papers/photo-type'])
    expect(await codes(Buffer.concat([photo, Buffer.alloc(9_000_000)]))).toEqual(['papers/photo-too-large'])
  })
})
