import { create, toString } from 'qrcode'

/** The QR code of a paper as SVG; alphanumeric, error correction M. */
export async function qrSvg(text: string): Promise<string> {
  return toString([{ data: text, mode: 'alphanumeric' }], { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
}

/** The version (size) of the code: up to 20 prints well at 45 mm. */
export function qrVersion(text: string): number {
  return create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' }).version
}
