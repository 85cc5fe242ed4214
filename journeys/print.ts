import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Page } from 'playwright-core'
import { hold } from './steps.ts'

/** What the margins leave of the paper, in pixels of a ninety-sixth of an inch. */
const papers = [
  { paper: 'A4', width: 702 },
  { paper: 'a roll of 80 mm', width: 279 },
] as const

/** On either paper nothing sticks out or is cut off, nothing is there to be pressed, and every letter can be read. */
export async function printsWell(page: Page, where: string): Promise<void> {
  const screen = page.viewportSize()
  await page.emulateMedia({ media: 'print' })
  for (const { paper, width } of papers) {
    await page.setViewportSize({ width, height: 1000 })
    const [wrong] = await page.evaluate(faults)
    hold(wrong === undefined, `${where} on ${paper}: ${wrong}`)
  }
  await page.emulateMedia({ media: null })
  if (screen !== null) await page.setViewportSize(screen)
}

/** Runs in the page, so that it stands alone. */
function faults(): readonly string[] {
  const edge = document.documentElement.clientWidth
  const smallest = 9
  const told = (what: string, one: Element): string => `${what}: ${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`
  return [...document.querySelectorAll('body, body *')]
    .filter((one) => one.checkVisibility() && one.closest('.unseen, svg') === null)
    .flatMap((one) => {
      const style = getComputedStyle(one)
      const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '')
      return [
        ...(one.getBoundingClientRect().right > edge + 1 ? [told('sticks out', one)] : []),
        ...(style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1 ? [told('cut off', one)] : []),
        ...(one.matches('button, .button, input, select, textarea, nav, .foot') ? [told('nothing to press on paper', one)] : []),
        ...(hasText && Number.parseFloat(style.fontSize) < smallest ? [told('too small', one)] : []),
      ]
    })
}

/** The text of each printed page, on A4 or on a roll. */
export async function printedPages(page: Page, width: '210mm' | '80mm'): Promise<readonly string[]> {
  const pdf = await page.pdf({ width, height: '297mm' })
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const texts = [...document.pages()].map((one) => one.getText())
  document.destroy()
  library.destroy()
  return texts
}

/** Each slip is handed to its own person: on paper nothing of anybody else stands beside it. */
export async function slipsApart(page: Page): Promise<void> {
  const numbers = await page
    .locator('.slip')
    .evaluateAll((all) => all.map((one) => one.querySelector('.code')?.textContent ?? ''))
  for (const width of ['210mm', '80mm'] as const) {
    const pages = await printedPages(page, width)
    hold(pages.length === numbers.length, `${pages.length} pages for ${numbers.length} slips on ${width}`)
    for (const text of pages) {
      const shown = numbers.filter((one) => text.replaceAll(/\s/g, '').includes(one))
      hold(shown.length === 1, `a page shows ${shown.length} persons: ${text}`)
    }
  }
}
