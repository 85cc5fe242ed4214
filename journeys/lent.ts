import type { Page } from 'playwright-core'
import type { Registered } from './desk.ts'
import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { hold } from './steps.ts'
import { as, type Tour } from './visit.ts'

/** One record in the eyes of another shop: what it is lent by consent, and what it opens in an emergency. */
export async function lentRecords(tour: Tour, made: Registered): Promise<void> {
  const share = `/desk/persons/${made.person}/share`
  const shared = `/desk/shared/${made.person}`
  await as(tour, ['Oficial'], async (page) => {
    await inEveryLanguage(tour, page, [
      { what: 'sharing a person', path: share },
      { what: 'sharing a person with nothing chosen', path: share, then: sendWrong('button[value=share]') },
    ])
    await tour.steps.step('a record is shared with the other shop, by consent, for a reason and until a day', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(`/es${share}`)
      await fillShare(page)
      await page.locator('button[value=share]').click()
      await page.locator('#shares').getByText('Ventanilla de Ysapy Sur').waitFor()
    })
    await inEveryLanguage(tour, page, [{ what: 'a person who is shared', path: share }])
  })
  await as(tour, ['Oficial', 'south'], async (page) => {
    await tour.steps.step('the other shop reads what is shared and nothing else', async () => {
      await page.goto('/es/desk/find')
      await page.getByRole('link', { name: /Guillermina/ }).click()
      const text = await page.locator('main').innerText()
      hold(text.includes('«se muda al sur»') && !text.includes('embarazada'), `it shows ${text}`)
      if (tour.script) await looksRight(page, 'a shared record')
      const whole = await page.goto(`/es/desk/households/${made.household}/persons/${made.person}`)
      hold(whole?.status() === 404, `the whole record answers ${whole?.status()}`)
    })
    await inEveryLanguage(tour, page, [
      { what: 'persons that others share', path: '/desk/find' },
      { what: 'a shared record', path: shared },
    ])
  })
  await emergency(tour, made)
}

/** Three months from today, in the three fields of a date. */
async function fillShare(page: Page): Promise<void> {
  const until = new Date(Date.now() + 90 * 86_400_000)
  await page.selectOption('[name=organisationId]', { index: 1 })
  await page.check('[name=purpose][value=share_offices]')
  await page.check('[name=parts][value=contact]')
  await page.fill('[name=reason]', 'se muda al sur')
  await page.fill('[name="until.day"]', String(until.getUTCDate()))
  await page.fill('[name="until.month"]', String(until.getUTCMonth() + 1))
  await page.fill('[name="until.year"]', String(until.getUTCFullYear()))
}

async function emergency(tour: Tour, made: Registered): Promise<void> {
  const here = '/desk/emergency'
  await as(tour, ['Protección', 'south'], async (page) => {
    await inEveryLanguage(tour, page, [
      { what: 'opening in an emergency', path: here },
      { what: 'an emergency without number and reason', path: here, then: sendWrong('button[value=open]') },
    ])
    await tour.steps.step('in an emergency the other shop opens the record, with a reason', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(`/es${here}`)
      await page.fill('[name=number]', made.number)
      await page.fill('[name=reason]', 'llegó inconsciente al hospital')
      await page.locator('button[value=open]').click()
      await page.waitForURL('**/desk/emergency/*')
      hold((await page.locator('h1').innerText()).includes('Guillermina'), 'the record is not open')
      if (tour.script) await looksRight(page, 'a record open in an emergency')
    })
    await inEveryLanguage(tour, page, [
      { what: 'a record open in an emergency', path: `${here}/${made.person}` },
      { what: 'what was opened in an emergency', path: here },
    ])
  })
  await as(tour, ['Administra', 'south'], async (page) => {
    await inEveryLanguage(tour, page, [
      { what: 'an emergency to look into', path: here },
      { what: 'an emergency looked into without a word', path: here, then: sendWrong('button[value=review]') },
    ])
    await tour.steps.step('somebody else looks into it', async () => {
      await page.setViewportSize({ width: 1200, height: 900 })
      await page.goto(`/es${here}`)
      await page.check('[name=verdict][value=justified]')
      await page.fill('[name=words]', 'llamé al hospital')
      await page.locator('button[value=review]').click()
      await page.locator('button[value=review]').waitFor({ state: 'detached' })
    })
    await inEveryLanguage(tour, page, [{ what: 'an emergency that was looked into', path: here }])
  })
  await as(tour, ['Administra'], (page) => inEveryLanguage(tour, page, [{ what: 'what others opened of ours', path: here }]))
}
