import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { countKeys } from './keyboard.ts'
import { looksRight } from './look.ts'
import { hold } from './steps.ts'
import { family, screens, second, signIn, visit, type Tour } from './visit.ts'

/** Five people, nine fields each, with the keyboard alone. */
export async function keyboardOnly(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  await tour.steps.step('nine fields × five people with the keyboard alone, at most 450 keys', async () => {
    await page.goto('/es/desk/register')
    const keys = countKeys(page)
    const people = [
      ['Rosa', `${family} ${second}`, 'm', '1988', ''],
      ['Luis', family, 'h', '~1985', 'p'],
      ['Ana', family, 'm', '2012', 'h'],
      ['Iván', family, 'h', '2016', 'h'],
      ['Eva', family, 'm', '2020', 'h'],
    ] as const
    for (let n = 1; n < people.length; n += 1) {
      await page.locator('button[value=add]').focus()
      await keys.press('Enter')
      await page.waitForLoadState()
    }
    await page.locator('#place').focus()
    await keys.type('Centro')
    await keys.press('Tab')
    for (const [n, [given, surname, sex, birth, relation]] of people.entries()) {
      await keys.press('Tab')
      await keys.type(given)
      await keys.press('Tab')
      await keys.type(surname)
      await keys.press('Tab')
      await keys.type(sex)
      await keys.press('Tab')
      await keys.type(birth)
      await keys.press('Tab')
      if (n > 0) {
        await keys.type(relation)
        await keys.press('Tab')
      } else await keys.type('v')
      if (n === 0) await keys.press('Tab')
      else await keys.press('Tab')
      await keys.type('n')
      await keys.press('Tab')
      await keys.type('s')
      await keys.press('Tab')
    }
    await page.locator('button[value=check]').focus()
    await keys.press('Enter')
    await page.getByRole('heading', { name: 'Revise las respuestas' }).waitFor()
    process.stdout.write(`  ${keys.pressed} keys\n`)
    hold(keys.pressed <= 450, `${keys.pressed} keys`)
    if (tour.script) await looksRight(page, 'check answers')
    await page.getByRole('button', { name: 'Registrar', exact: true }).click()
    await page.waitForURL('**/slips')
    hold((await page.locator('.slip').count()) === 2, 'there are not two slips')
  })
  await context.close()
}

export type Registered = { readonly household: string; readonly number: string; readonly code: string; readonly person: string }

async function register(page: Page, given: string, birth: string): Promise<void> {
  await page.goto('/es/desk/register')
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
  await page.locator('summary').filter({ hasText: 'llegada' }).click()
  await page.fill('input[name="entry.year"]', '2025')
  await page.fill('input[name="entry.month"]', '5')
  await page.fill('input[name="entry.day"]', '12')
  await page.locator('button[value=check]').click()
  await page.getByRole('heading', { name: 'Revise las respuestas' }).waitFor()
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
