import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Pixels } from '../read-qr.ts'

/** A page of a PDF as a printer would draw it: points a millimetre by resolution. */
export async function drawPdf(pdf: Buffer, dotsPerInch: number): Promise<Pixels> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(pdf)
    const page = await document.getPage(0).render({ scale: dotsPerInch / 72, render: 'bitmap' })
    // PDFium gives blue, green, red; the page is black and white where it matters.
    return { data: Uint8ClampedArray.from(page.data), width: page.width, height: page.height }
  } finally {
    library.destroy()
  }
}

/** The drawing turned by a quarter, and greyed and blurred as a cheap phone sees it. */
export function asPhotographed({ data, width, height }: Pixels): Pixels {
  const seen = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let light = 0
      let counted = 0
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const) {
        const [nx, ny] = [x + dx, y + dy]
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
        light += data[(ny * width + nx) * 4] ?? 0
        counted += 1
      }
      const at = (x * height + (height - 1 - y)) * 4
      seen.fill(60 + (light / counted) * 0.6, at, at + 3)
      seen[at + 3] = 255
    }
  return { data: seen, width: height, height: width }
}
