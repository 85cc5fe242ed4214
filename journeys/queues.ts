import type { Page } from 'playwright-core'
import { registerOnce } from './bad-input.ts'
import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { hold } from './steps.ts'
import { as, type Tour } from './visit.ts'

const send = 'main form button.button'

/** Who may be registered twice: the list, the comparison, an answer that can be taken back. A file brought somebody like one who was there. */
export async function possibleDuplicates(tour: Tour): Promise<void> {
  await as(tour, ['Oficial'], async (page) => {
    let pair = ''
    await tour.steps.step('possible duplicates: the pair waits with its reasons', async () => {
      await page.goto('/es/desk/duplicates')
      if (tour.script) await looksRight(page, 'possible duplicates')
      await page
        .getByRole('link', { name: /Guiyermina/ })
        .first()
        .click()
      pair = await pairOf(page)
      await page.goto(pair)
      await page.locator('.compare').waitFor()
      if (tour.script) await looksRight(page, 'two records side by side')
    })
    await inEveryLanguage(tour, page, [
      { what: 'possible duplicates', path: '/desk/duplicates' },
      { what: 'two records side by side', path: pair.slice(3) },
      { what: 'two records without an answer', path: pair.slice(3), then: sendWrong('button[value=decide]') },
    ])
    await tour.steps.step('possible duplicates: an answer is given with its reason', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(pair)
      await page.check('[name=decision][value=different]')
      await page.fill('[name=reason]', 'son dos hermanas')
      await page.locator('button[value=decide]').click()
      await page.waitForURL(/kept=pair/)
      hold((await page.getByRole('status').count()) === 1, 'it is not said that the answer was kept')
    })
    await inEveryLanguage(tour, page, [
      { what: 'possible duplicates that were answered', path: '/desk/duplicates' },
      { what: 'two records that were told apart', path: pair.slice(3) },
    ])
    await tour.steps.step('possible duplicates: the answer is taken back', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(pair)
      await page.locator('button[value=undo]').click()
      await page.locator('button[value=decide]').waitFor()
    })
  })
}

/** The two records of this page; of a family those of its first pair. */
async function pairOf(page: Page): Promise<string> {
  await page.locator('.compare, [name=pair]').first().waitFor({ state: 'attached' })
  const family = page.locator('[name=pair]')
  if ((await family.count()) === 0) return new URL(page.url()).pathname
  return `/es/desk/duplicates/${(await family.first().inputValue()).replace('.', '/')}`
}

/** One member asks, another confirms with the number; the record is gone. */
export async function erasure(tour: Tour): Promise<void> {
  let [path, number] = ['', '']
  await as(tour, ['Oficial'], async (page) => {
    await tour.steps.step('an erasure is asked for', async () => {
      await registerOnce(page, { given: 'Borrada', birth: '3-3-1983' })
      await page.getByRole('link', { name: 'Ver el hogar' }).click()
      path = `/desk/persons/${new URL(page.url()).pathname.split('/').at(-1)}/erase`
      await page.goto(`/es${path}`)
      number = /\bYS-[\d-]+/.exec(await page.locator('main').innerText())?.[0] ?? ''
      await page.check('[name=ground][value=mistake]')
      await page.locator(send).first().click()
      await page.locator('button[value=withdraw]').waitFor()
    })
    await inEveryLanguage(tour, page, [{ what: 'an erasure that waits for somebody else', path }])
  })
  await as(tour, ['Protección'], async (page) => {
    await inEveryLanguage(tour, page, [
      { what: 'the desk with what waits', path: '/desk' },
      { what: 'erasures that need a colleague', path: '/desk/erasures' },
      { what: 'an erasure to confirm', path },
      { what: 'an erasure confirmed without the number', path, then: sendWrong('button[value=erase]') },
    ])
    await tour.steps.step('another member confirms with the number; the record is nobody’s', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(`/es${path}`)
      await page.fill('[name=number]', number)
      await page.locator('button[value=erase]').click()
      await page.waitForURL('**/erase?done=1')
      hold((await page.goto(`/es${path}`))?.status() === 404, 'the record is still there')
    })
    await inEveryLanguage(tour, page, [{ what: 'an erasure that is done', path: `${path}?done=1` }])
  })
}

/** An officer leafs through everybody; the administrator is told that it happened, not of whom. */
export async function unusualReading(tour: Tour): Promise<void> {
  await tour.steps.step('whoever leafs through every household is told to the administrator', async () => {
    await as(tour, ['Protección'], leafThrough)
    await as(tour, ['Administra'], async (page) => {
      await page.goto('/es/desk/readings')
      await page.getByRole('rowheader', { name: 'Protección Muestra' }).first().waitFor()
      if (tour.script) await looksRight(page, 'unusual reading')
    })
  })
  await as(tour, ['Administra'], (page) => inEveryLanguage(tour, page, [{ what: 'unusual reading', path: '/desk/readings' }]))
}

async function leafThrough(page: Page): Promise<void> {
  await page.goto('/es/desk/find')
  const next = page.locator('a[href*="before="]')
  for (let pages = 0; pages < 10 && (await next.count()) > 0; pages += 1) {
    await next.click()
    await page.waitForLoadState()
  }
}
