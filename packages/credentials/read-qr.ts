import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ok, refuse, type Result } from '@convive/kernel'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** A picture in points: four bytes a point. */
export type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

const largest = 8 * 1024 * 1024
/** On the longer side: enough for the code of a paper photographed whole, and read in a tenth of a second. */
const longestSide = 1800

/** The text of the QR code on a photo of a paper (JPEG or PNG). The photo is read in memory and kept nowhere. */
export async function readPhoto(bytes: Uint8Array): Promise<Result<string>> {
  if (bytes.length > largest) return refuse({ code: 'papers/photo-too-large', at: 'photo', with: { megabytes: 8 } })
  const found = await fileTypeFromBuffer(bytes)
  if (found?.mime !== 'image/jpeg' && found?.mime !== 'image/png') return refuse({ code: 'papers/photo-type', at: 'photo' })
  try {
    const image = sharp(bytes, { limitInputPixels: 60_000_000, failOn: 'error' }).rotate()
    const { data, info } = await image
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const text = await readPixels({ data: new Uint8ClampedArray(data), width: info.width, height: info.height })
    return text === undefined ? refuse({ code: 'papers/no-code-seen', at: 'photo' }) : ok(text)
  } catch {
    return refuse({ code: 'papers/photo-type', at: 'photo' })
  }
}

/** What a scanner reads from a picture; nothing when there is no code that it can read. */
export async function readPixels(pixels: Pixels): Promise<string | undefined> {
  // The reader would fetch this file from a server of strangers if it were not handed over.
  const wasmBinary = Uint8Array.from(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')))
  await prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer }, fireImmediately: true })
  const image = { ...pixels, colorSpace: 'srgb' as const, data: new Uint8ClampedArray(pixels.data) }
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true })
  return found[0]?.text
}
