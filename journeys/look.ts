import { AxeBuilder } from '@axe-core/playwright'
import { locales, type Locale } from '@convive/kernel'
import type { Page } from 'playwright-core'
import { hold } from './steps.ts'
import type { Tour } from './visit.ts'

/** No axe finding of WCAG 2.2 A and AA, no page wider than the screen. */
export async function looksRight(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  hold(
    violations.length === 0,
    `${where}: ${violations.map((one) => `${one.id} (${one.nodes[0]?.target.join(' ')}: ${one.nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`,
  )
  await fits(page, where)
}

async function fits(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  hold(over <= 0, `${where}: ${over} pixels wider than the screen${over > 0 ? `: ${await widest(page)}` : ''}`)
}

/** As it is, and with text at twice its size; the size goes back afterwards. */
export async function looksRightLarge(page: Page, where: string): Promise<void> {
  await looksRight(page, where)
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  // What else axe judges does not change with the size of the text, or is judged more mildly when it is large.
  const large = await new AxeBuilder({ page }).withRules(['target-size', 'scrollable-region-focusable']).analyze()
  hold(large.violations.length === 0, `${where} with text at 200 %: ${large.violations.map((one) => one.id).join('; ')}`)
  await fits(page, `${where} with text at 200 %`)
  await page.evaluate(() => {
    document.documentElement.style.fontSize = ''
  })
}

/** Which element sticks out: the tour's message must be enough to find it. */
function widest(page: Page): Promise<string> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth
    const out = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > edge + 1)
    return out === undefined ? '' : `${out.tagName} ${out.className} ${out.textContent.slice(0, 40)}`
  })
}

/** A page to look at in each language: where it is, and how to bring it into the state that matters. */
export type View = {
  readonly what: string
  readonly path: string
  /** After the page has opened: fill something in, send it, wait. */
  readonly then?: (page: Page) => Promise<void>
}

/** Each view in the five languages on a screen of 320 pixels, as it is and with text at 200 %. */
export async function inEveryLanguage(tour: Tour, page: Page, views: readonly View[]): Promise<void> {
  if (!tour.script) return
  await page.setViewportSize({ width: 320, height: 700 })
  for (const view of views) {
    for (const locale of locales) {
      await tour.steps.step(`${view.what} in ${locale}, 320 pixels, text at 100 and 200 %`, () => openAndLook(page, view, locale))
    }
  }
}

async function openAndLook(page: Page, view: View, locale: Locale): Promise<void> {
  await page.goto(`/${locale}${view.path}`)
  await view.then?.(page)
  hold((await page.locator('html').getAttribute('lang')) === locale, `${view.what}: it does not say its language`)
  await looksRightLarge(page, `${view.what} ${locale}`)
}

/** Sends a form as it stands and waits for what is wrong with it; each line leads to its field. */
export function sendWrong(button: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(button).first().click()
    await page.getByRole('alert').waitFor()
    const lost = await page
      .getByRole('alert')
      .locator('a')
      .evaluateAll((all) =>
        all.map((one) => one.getAttribute('href')?.slice(1) ?? '').filter((id) => document.getElementById(id) === null),
      )
    hold(lost.length === 0, `lines lead nowhere: ${lost.join(', ')}`)
  }
}
