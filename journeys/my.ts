import type { Page } from 'playwright-core'
import type { Registered } from './desk.ts'
import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { printsWell } from './print.ts'
import { hold } from './steps.ts'
import { as, visit, type Tour } from './visit.ts'

const send = 'main form button.button'

/** A person's own pages: their record and who read it, permissions, a correction that is asked for and refused. */
export async function myData(tour: Tour, made: Registered): Promise<void> {
  const { page, context } = await visit(tour, 360)
  await tour.steps.step(
    'my data: a PIN is set, the record with its readers is shown, a consent withdrawn, a copy taken',
    async () => {
      await page.goto('/es/my/sign-in')
      await page.locator('summary').click()
      await page.fill('[id="first-number"]', made.number)
      await page.fill('[id="first-code"]', made.code)
      await page.fill('[id="first-pin"]', '480271')
      await page.getByRole('button', { name: 'Guardar el PIN y abrir' }).click()
      await page.waitForURL('**/es/my')
      const text = await page.locator('main').innerText()
      hold(
        text.includes('Guillermina') && text.includes('Quién leyó sus datos') && text.includes('Ventanilla de Ysapy'),
        'the record or its readers are missing',
      )
      hold(!/embarazada|\bPG\b/.test(text), 'a restricted fact is shown')
      if (tour.script) await looksRight(page, 'my data')
      await page.getByRole('button', { name: 'Retirar' }).first().click()
      await page.getByText('Dijo que no').first().waitFor()
      await printsWell(page, 'my data')
      const copy = await context.request.get('/es/my/copy')
      hold((await copy.json()).records[0].name.startsWith('Guillermina'), 'the copy is not theirs')
    },
  )
  await inEveryLanguage(tour, page, [
    { what: 'my data', path: '/my' },
    { what: 'my data with what I allowed before', path: '/my', then: (on) => on.locator('main details summary').last().click() },
    { what: 'saying what is wrong', path: '/my/correct?fact=place' },
    { what: 'saying what is wrong with nothing typed', path: '/my/correct?fact=place', then: sendWrong(send) },
  ])
  await correction(tour, page, made)
  await context.close()
}

/** Asked for by the person, refused by the office with a reason, and the person does not agree. */
async function correction(tour: Tour, page: Page, made: Registered): Promise<void> {
  const answer = `/desk/persons/${made.person}/correct?fact=place`
  await tour.steps.step('my data: a correction is asked for', async () => {
    await page.goto('/es/my/correct?fact=place')
    await page.fill('[name=text]', 'vivo en Ceibal Nuevo')
    await page.locator(send).first().click()
    await page.getByText('«vivo en Ceibal Nuevo»').waitFor()
  })
  await as(tour, ['Oficial'], async (officer) => {
    await inEveryLanguage(tour, officer, [
      { what: 'corrections that people ask for', path: '/desk/corrections' },
      { what: 'a correction to answer', path: answer },
      { what: 'a correction refused without saying why', path: answer, then: declineEmpty },
    ])
    await tour.steps.step('the office refuses the correction and says why', async () => {
      await officer.setViewportSize({ width: 1200, height: 900 })
      await officer.goto('/es/desk/corrections')
      await officer.getByRole('link', { name: /Guillermina/ }).click()
      await openDecline(officer)
      await officer.locator('form:has(button[value=decline]) [name=reason]').fill('la visita dice otra cosa')
      await officer.locator('button[value=decline]').click()
      await officer.waitForURL('**/desk/corrections')
    })
  })
  await inEveryLanguage(tour, page, [{ what: 'my data with a correction refused', path: '/my', then: openObjection }])
  await tour.steps.step('my data: the person does not agree, and it stays beside the fact', async () => {
    await page.goto('/es/my')
    await openObjection(page)
    await page.locator('form:has([name=do][value=object]) [name=text]').fill('no es verdad')
    await page.locator('form:has([name=do][value=object]) button').click()
    await page.getByText('«no es verdad»').waitFor()
  })
}

function openObjection(page: Page): Promise<void> {
  return page.locator('details:has([value=object]) > summary').click()
}

async function openDecline(page: Page): Promise<void> {
  const shut = page.locator('details:not([open]):has(button[value=decline]) > summary')
  if ((await shut.count()) > 0) await shut.click()
}

async function declineEmpty(page: Page): Promise<void> {
  await openDecline(page)
  await sendWrong('button[value=decline]')(page)
}
