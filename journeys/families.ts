import type { Page } from 'playwright-core'
import { countKeys, type Keyboard } from './keyboard.ts'
import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { hold } from './steps.ts'
import { as, signIn, visit, type Tour } from './visit.ts'

/** A mother and her child came twice: one line of the queue, answered for both with the keyboard alone on a phone's width, and taken back. */
export async function familyAgain(tour: Tour): Promise<void> {
  let path = ''
  await tour.steps.step('possible duplicates: a family that came again is one line', async () => {
    await as(tour, ['Oficial'], async (page) => {
      await page.goto('/es/desk/duplicates')
      path = (await page.locator('a[href*="/families/"]').first().getAttribute('href')) ?? ''
      hold(path !== '', 'the family is not asked about as a family')
    })
  })
  if (path === '' || !tour.script) return
  await as(tour, ['Oficial'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'a family that came again', path: path.slice(3) },
      { what: 'a family without an answer', path: path.slice(3), then: sendWrong('button[value=decide-family]') },
    ]),
  )
  const { page, context } = await visit(tour, 360)
  await signIn(page, 'Oficial')
  await tour.steps.step('possible duplicates: a family is answered with the keyboard alone, on 360 pixels', async () => {
    const keys = countKeys(page)
    await keys.press('d')
    await page.waitForURL('**/desk/duplicates')
    await looksRight(page, 'possible duplicates on 360 pixels')
    await follow(page, keys, '/families/')
    await page.waitForURL('**/families/**')
    await looksRight(page, 'a family on 360 pixels')
    await keys.press('1')
    hold(await page.locator('[name=all][value=same]').isChecked(), '1 does not answer for all')
    await keys.press('7')
    await keys.press('Enter')
    await page.waitForURL(/kept=family/)
    await looksRight(page, 'what comes after a family on 360 pixels')
    await page.goto('/es/desk/duplicates')
    hold((await page.locator(`a[href="${path}"]`).count()) === 0, 'the family is still asked about')
  })
  await tour.steps.step('possible duplicates: both answers are taken back with the keyboard', async () => {
    const keys = countKeys(page)
    const answered = await page
      .locator('table')
      .last()
      .locator('tbody a')
      .evaluateAll((all) => all.slice(0, 2).map((one) => one.getAttribute('href') ?? ''))
    for (const href of answered) {
      await page.goto('/es/desk/duplicates')
      await follow(page, keys, href)
      await page.waitForURL(`**${href}`)
      await looksRight(page, 'two records side by side on 360 pixels')
      await keys.press('u')
      await page.locator('button[value=decide]').waitFor()
    }
    await page.goto('/es/desk/duplicates')
    hold((await page.locator(`a[href="${path}"]`).count()) > 0, 'the question is not open again')
  })
  await context.close()
}

/** Tab until a link that leads there has the focus, then Enter. */
async function follow(page: Page, keys: Keyboard, part: string): Promise<void> {
  const at = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '')
  for (let n = 0; n < 80 && !(await at()).includes(part); n += 1) await keys.press('Tab')
  hold((await at()).includes(part), `no link to ${part} can be reached with Tab`)
  await keys.press('Enter')
}

/** The administrator has everybody compared and reads how it went; no name stands on the page. */
export async function lookingForDuplicates(tour: Tour): Promise<void> {
  await as(tour, ['Administra'], async (page) => {
    await tour.steps.step('everybody is compared with everybody, and the report counts', async () => {
      await page.goto('/es/desk/duplicate-report')
      await page.locator('button[value=begin]').click()
      await page.waitForURL('**/duplicate-report')
      const finished = page.locator('table').first().locator('tbody tr').first().locator('td').first()
      for (let n = 0; n < 60 && (await finished.innerText()) === 'Sigue'; n += 1) {
        await page.waitForTimeout(500)
        await page.reload()
      }
      hold((await finished.innerText()) !== 'Sigue', 'the search does not come to an end')
      const persons = Number(await page.locator('td.n').first().innerText())
      hold(persons > 60, `${persons} persons were looked at`)
    })
    await inEveryLanguage(tour, page, [{ what: 'the search for duplicates', path: '/desk/duplicate-report' }])
  })
}
