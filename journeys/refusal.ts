import type { Page } from 'playwright-core'
import { inEveryLanguage, looksRight } from './look.ts'
import { hold } from './steps.ts'
import { as, type Tour } from './visit.ts'

/** Somebody who by the rules fulfils everything is refused: only when it is confirmed and rests on something that is named. */
export async function refusalAgainstRules(tour: Tour): Promise<void> {
  await as(tour, ['Decide'], async (page) => {
    let address = ''
    await tour.steps.step('a refusal against the rules is not taken without confirming it', async () => {
      address = await fulfilsEverything(page)
      await refuse(page)
      if (tour.script) await looksRight(page, 'a refusal to confirm')
    })
    await inEveryLanguage(tour, page, [{ what: 'a refusal against the rules to confirm', path: address.slice(3), then: refuse }])
    await tour.steps.step('confirmed, it is kept with what it rests on; notice and page say so', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(address)
      await page.check('[name=outcome][value=refused]')
      await page.fill('[name=reasons]', 'El pasaporte que mostró es falso.')
      await page.locator('details:has([name$=".confirmed"]) > summary').click()
      await page.check('[name$=".confirmed"]')
      await page.selectOption('[name$=".restsOn"]', { index: 1 })
      await page.locator('button[value=decide]').click()
      await page.getByText('Decidida el').waitFor()
      hold((await page.locator('main').innerText()).includes('El pasaporte que mostró es falso.'), 'the reasons are not shown')
      const notice = await page.getByRole('link', { name: 'Aviso de la decisión' }).getAttribute('href')
      const printed = await page.context().request.get(notice ?? '')
      hold((await printed.body()).subarray(0, 5).toString() === '%PDF-', 'the notice is no PDF')
      if (tour.script) await looksRight(page, 'a refusal against the rules')
    })
    await inEveryLanguage(tour, page, [{ what: 'an application refused against the rules', path: address.slice(3) }])
  })
}

/** The first application that waits for a decision and fulfils every rule, for one person alone. */
async function fulfilsEverything(page: Page): Promise<string> {
  await page.goto('/es/desk/applications')
  const found = await page
    .locator('tr:has-text("entregada") th a')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('href') ?? []))
  for (const address of found) {
    await page.goto(address)
    if ((await page.locator('[name$=".restsOn"]').count()) === 1) return address
  }
  throw new Error('no application waits that fulfils every rule')
}

async function refuse(page: Page): Promise<void> {
  await page.check('[name=outcome][value=refused]')
  await page.fill('[name=reasons]', 'No.')
  await page.locator('button[value=decide]').click()
  await page.getByRole('alert').waitFor()
}
