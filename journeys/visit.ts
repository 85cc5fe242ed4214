import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Steps } from './steps.ts'

/** Where the screenshots of the README go. */
export const screens = join(import.meta.dirname, '../docs/screens')

/** Which made-up family this run is about; printed, so that a run can be had again. */
export const seed = Number(process.env['CONVIVE_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const families = ['Abreu', 'Belandria', 'Carmona', 'Duarte', 'Escobar', 'Farías', 'Guédez', 'Heredia', 'Izarra', 'Jurado']
const seconds = ['Linares', 'Machado', 'Navas', 'Ojeda', 'Parra']
export const family = families[seed % 10] ?? 'Abreu'
export const second = seconds[Math.floor(seed / 10) % 5] ?? 'Linares'

export type Tour = { readonly steps: Steps; readonly url: string; readonly browser: Browser; readonly script: boolean }

export async function visit(tour: Tour, width = 1200): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await tour.browser.newContext({
    javaScriptEnabled: tour.script,
    viewport: { width, height: 900 },
    baseURL: tour.url,
    locale: 'es',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return { context, page }
}

/** As a sample member of the shop in the north or in the south. */
export async function signIn(page: Page, who: string, shop: 'north' | 'south' = 'north'): Promise<void> {
  await page.goto('/es/sign-in')
  await page
    .getByRole('button', { name: new RegExp(who) })
    .nth(shop === 'north' ? 0 : 1)
    .click()
  await page.waitForURL('**/es/desk')
}

/** Work of one member, in a window of their own. */
export async function as(
  tour: Tour,
  [who, shop = 'north']: readonly [who: string, shop?: 'north' | 'south'],
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, who, shop)
  await work(page)
  await context.close()
}
