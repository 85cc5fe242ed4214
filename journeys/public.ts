import { locales } from '@convive/kernel'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inEveryLanguage, looksRight, looksRightLarge, sendWrong } from './look.ts'
import { printsWell } from './print.ts'
import { hold } from './steps.ts'
import { screens, visit, type Tour } from './visit.ts'

const send = 'main form button.button'

/** Every public page in every language, right and wrong. */
export async function publicPages(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour, 320)
  for (const locale of locales) {
    for (const path of [
      '',
      '/interview',
      '/rights',
      '/rights/ysapy.regularisation',
      '/rights/ysapy.regularisation?all',
      '/check',
      '/help',
      '/privacy',
      '/sign-in',
      '/join',
      '/my/sign-in',
      '/nowhere',
    ]) {
      await tour.steps.step(`public page /${locale}${path} at 320 pixels, text at 100 and 200 %`, async () => {
        const answer = await page.goto(`/${locale}${path}`)
        const html = (await answer?.text()) ?? ''
        hold(!/<script/i.test(html), 'it carries script')
        hold(html.includes(`<html lang="${locale}"`), 'it does not say its language')
        if (tour.script) await looksRightLarge(page, path)
      })
    }
  }
  await inEveryLanguage(tour, page, [
    { what: 'an interview with an impossible date', path: '/interview', then: impossibleDate },
    { what: 'the answers of an interview', path: '/interview', then: answerAll },
    {
      what: 'the check of a text that is no paper',
      path: '/check',
      then: async (on) => {
        await on.fill('[name=text]', 'HOLA')
        await on.locator(send).click()
        await on.waitForLoadState()
      },
    },
    { what: 'a sign-in with nothing typed', path: '/sign-in', then: sendWrong(send) },
    { what: 'an invitation without its code', path: '/join', then: sendWrong(send) },
    { what: 'an access code left out', path: '/my/sign-in', then: sendWrong(send) },
    { what: 'a page of the desk for a stranger', path: '/desk/find' },
  ])
  await context.close()
}

/** Goes on until a date is asked for, and gives one that does not exist. */
async function impossibleDate(page: Page): Promise<void> {
  for (let asked = 0; asked < 10 && (await page.locator('input[name="answer.day"]').count()) === 0; asked += 1)
    await answerOne(page)
  await page.fill('input[name="answer.day"]', '31')
  await page.fill('input[name="answer.month"]', '2')
  await page.fill('input[name="answer.year"]', '2024')
  await page.locator(send).first().click()
  await page.getByRole('alert').waitFor()
}

/** One answer; about the country, that of the fictional one. */
async function answerOne(page: Page, country = 'XYS'): Promise<void> {
  const type = await page.inputValue('input[name="type"]')
  if (type === 'date') {
    const birth = (await page.inputValue('input[name="question"]')) === 'birth_date'
    await page.fill('input[name="answer.year"]', birth ? '1990' : '2025')
  } else if ((await page.locator(`input[name="answer"][value="${country}"]`).count()) > 0)
    await page.check(`input[name="answer"][value="${country}"]`)
  else if (type === 'boolean') await page.check('input[name="answer"][value="no"]')
  else await page.locator('input[name="answer"]').first().check()
  await page.locator(send).first().click()
  await page.waitForLoadState()
  hold(new URL(page.url()).search === '', 'answers stand in the address')
}

/** Answers until there is nothing left to ask; the same answers in every language. */
async function answerAll(page: Page): Promise<void> {
  for (let asked = 0; asked < 10 && (await page.locator('input[name="type"]').count()) > 0; asked += 1) await answerOne(page)
  hold((await page.locator('input[name="type"]').count()) === 0, 'it never came to an answer')
}

/** What can I apply for, without an account. */
export async function interview(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour, 360)
  await tour.steps.step('an interview: an impossible date is refused and what was typed stays', async () => {
    await page.goto('/es/interview')
    await impossibleDate(page)
    hold((await page.inputValue('input[name="answer.day"]')) === '31', 'what was typed is gone')
  })
  await tour.steps.step(
    'an interview: few questions, an answer with articles, the asylum route, nothing in the address',
    async () => {
      await page.goto('/es/interview')
      await answerAll(page)
      const text = await page.locator('main').innerText()
      hold(text.includes('Esto es lo que puede pedir'), `it never came to an answer: ${text.slice(0, 100)}`)
      hold(
        /✓\s*Sí/.test(text) && text.includes('art. 5') && text.includes('pedir refugio'),
        'the answer lacks yes, article or asylum route',
      )
      hold(!text.includes('Cerrado'), 'the law of another country is told')
      if (tour.script) await looksRight(page, 'answers')
      if (tour.script) await page.screenshot({ path: join(screens, 'answer.png') })
      await printsWell(page, 'answers')
    },
  )
  await tour.steps.step('an answer is changed to "I do not know"; back shows what was said', async () => {
    await page.click('button[value="change:entry_date:0"]')
    hold((await page.inputValue('input[name="answer.year"]')) === '2025', 'the answer given before is not shown')
    await page.fill('input[name="answer.year"]', '')
    await page.check('input[name="state"][value="unknown"]')
    await page.locator(send).first().click()
    await page.getByText('? Depende').first().waitFor()
    await page.getByRole('button', { name: 'Atrás' }).click()
    await page.locator('input[name="question"]').waitFor({ state: 'attached' })
    hold((await page.locator('input[name="answer"]:checked, input[name="state"]:checked').count()) > 0, 'back forgot the answer')
  })
  await tour.steps.step('answers that were altered, or belong to another installation, are told plainly', async () => {
    await page.goto('/es/interview')
    for (const sealed of ['A'.repeat(120), 'x'.repeat(60_000), '']) {
      const field = page.locator('input[name="sealed"]')
      await field.evaluate((input, value) => input.setAttribute('value', value), sealed)
      await page.locator(send).first().click()
      hold((await page.getByRole('alert').innerText()).includes('No pudimos leer sus respuestas'), 'nothing is said')
      if (tour.script) await looksRight(page, 'an interview that could not be read')
    }
  })
  await tour.steps.step('an interview: a closed window says until when, and what is left', async () => {
    await page.goto('/ht/interview')
    await answerOne(page, 'COL')
    const text = await page.locator('main').innerText()
    hold(text.includes('Fèmen') && text.includes('24 novanm 2023'), `the closed window is not told: ${text.slice(0, 200)}`)
    if (tour.script) await looksRight(page, 'a closed window')
  })
  await context.close()
}
