import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inEveryLanguage, looksRight } from './look.ts'
import { printsWell } from './print.ts'
import { hold } from './steps.ts'
import { family, screens, second, type Tour } from './visit.ts'

export type Registered = { readonly household: string; readonly number: string; readonly code: string; readonly person: string }

/** The household as far as "check answers", on the form that is open; in any language. */
async function typeHousehold(page: Page, given: string, birth: string): Promise<void> {
  await page.fill('#place', 'Puerto Ysapy')
  await page.locator('button[value=add]').click()
  const fill = async (n: number, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      const field = page.locator(`[id="m${n}-${name}"]`)
      if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value)
      else await field.fill(value)
    }
  }
  await fill(0, { given, family: `${family} ${second}`, sex: 'F', birth, origin: 'VEN', needs: 'yes', consent: 'given' })
  await fill(1, {
    given: 'Yuleisy',
    family: `Rojas ${family}`,
    sex: 'F',
    birth: '1-2-2016',
    relation: 'child',
    needs: 'no',
    consent: 'given',
  })
  await page.locator('details:has([name="entry.year"]) > summary').click()
  await page.fill('input[name="entry.year"]', '2025')
  await page.fill('input[name="entry.month"]', '5')
  await page.fill('input[name="entry.day"]', '12')
  await page.locator('button[value=check]').click()
  await page.locator('button[value=register]').waitFor()
}

async function register(page: Page, given: string, birth: string): Promise<void> {
  await page.goto('/es/desk/register')
  await typeHousehold(page, given, birth)
}

/** A household arrives; the same woman comes back in another spelling. */
export async function arrival(tour: Tour, page: Page): Promise<Registered | undefined> {
  let made: Registered | undefined
  await tour.steps.step('arrival: a household is registered and slips are printed', async () => {
    await register(page, 'Guillermina', '4-11-1990')
    await page.getByLabel('Está embarazada o da el pecho').check()
    await page.getByRole('button', { name: 'Registrar', exact: true }).click()
    await page.waitForURL('**/slips')
    if (tour.script) await looksRight(page, 'slips')
    await printsWell(page, 'slips')
    const [number = '', code = ''] = await page.locator('.slip').first().locator('.code').allInnerTexts()
    const household = new URL(page.url()).pathname.split('/').at(-2) ?? ''
    await page.getByRole('link', { name: 'Ver el hogar' }).click()
    const person = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    made = { household, number, code, person }
  })
  await tour.steps.step(
    'have we met: the same woman in another spelling is found with reasons, and linking is undone',
    async () => {
      await register(page, 'Guiyermina', '11-4-1990')
      const text = await page.locator('main').innerText()
      hold(text.includes('Muy parecida'), 'the likely duplicate is not shown')
      hold(text.includes('están cambiados'), 'the reason is not told in words')
      if (tour.script) await looksRight(page, 'duplicates')
      await page.locator('input[value=same]').first().scrollIntoViewIfNeeded()
      if (tour.script) await page.screenshot({ path: join(screens, 'duplicates.png') })
      await page.locator(`input[name="same.0.${made?.person}"][value=same]`).check()
      await page.locator('[id="reason-0"]').fill('mismo día, otra letra')
      await page.getByRole('button', { name: 'Registrar', exact: true }).click()
      await page.waitForURL('**/slips')
      await page.goto(`/es/desk/households/${made?.household}/persons/${made?.person}`)
      await page.getByRole('button', { name: 'Deshacer la unión' }).click()
      await page.waitForLoadState()
      hold((await page.getByRole('button', { name: 'Deshacer la unión' }).count()) === 0, 'the link was not undone')
    },
  )
  return made
}

/** "Check answers" with a likely duplicate, in every language. */
export async function duplicatesEverywhere(tour: Tour, page: Page): Promise<void> {
  await inEveryLanguage(tour, page, [
    {
      what: 'check answers with a likely duplicate',
      path: '/desk/register',
      then: async (on) => {
        await typeHousehold(on, 'Guiyermina', '11-4-1990')
        hold((await on.locator('input[value=same]').count()) > 0, 'the likely duplicate is not shown')
      },
    },
  ])
}
