import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { hold } from './steps.ts'

/** No axe finding of WCAG 2.2 A and AA, no page wider than the screen. */
export async function looksRight(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  hold(
    violations.length === 0,
    `${where}: ${violations.map((one) => `${one.id} (${one.nodes[0]?.target.join(' ')}: ${one.nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`,
  )
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  hold(over <= 0, `${where}: ${over} pixels wider than the screen`)
}

/** Text at twice its size must not break the page. */
export async function withLargeText(page: Page, where: string): Promise<void> {
  await page.addStyleTag({ content: 'html { font-size: 200% }' }).catch(() => undefined)
  const over = await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    document.documentElement.style.fontSize = ''
    return wide
  })
  hold(over <= 0, `${where}: with text at 200 % it is ${over} pixels wider than the screen`)
}
