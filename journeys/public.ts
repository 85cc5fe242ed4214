import { locales } from '@convive/kernel'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { looksRight, withLargeText } from './look.ts'
import { hold } from './steps.ts'
import { screens, visit, type Tour } from './visit.ts'

/** Every public page in every language. */
export async function publicPages(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour, 320)
  for (const locale of locales) {
    for (const path of ['', '/interview', '/check', '/help', '/privacy', '/sign-in', '/join', '/my/sign-in', '/nowhere']) {
      await tour.steps.step(`public page /${locale}${path} at 320 pixels`, async () => {
        const answer = await page.goto(`/${locale}${path}`)
        const html = (await answer?.text()) ?? ''
        hold(!/<script/i.test(html), 'it carries script')
        hold(html.includes(`<html lang="${locale}"`), 'it does not say its language')
        if (tour.script) {
          await looksRight(page, path)
          await withLargeText(page, path)
        }
      })
    }
  }
  await context.close()
}

/** What can I apply for, without an account. */
export async function interview(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour, 360)
  await tour.steps.step('an interview: an impossible date is refused and what was typed stays', async () => {
    await page.goto('/es/interview')
    await sayCountry(page, 'XYS')
    await page.fill('input[name="answer.day"]', '31')
    await page.fill('input[name="answer.month"]', '2')
    await page.fill('input[name="answer.year"]', '2024')
    await page.getByRole('button', { name: 'Seguir' }).click()
    await page.getByRole('alert').waitFor()
    hold((await page.inputValue('input[name="answer.day"]')) === '31', 'what was typed is gone')
    if (tour.script) await looksRight(page, 'interview with an error')
  })
  await tour.steps.step(
    'an interview: few questions, an answer with articles, the asylum route, nothing in the address',
    async () => {
      await page.goto('/es/interview')
      await sayCountry(page, 'XYS')
      for (let asked = 0; asked < 8; asked += 1) {
        if ((await page.locator('h1').innerText()).includes('Esto es lo que puede pedir')) break
        const type = await page.inputValue('input[name="type"]')
        if (type === 'date') {
          const birth = (await page.inputValue('input[name="question"]')) === 'birth_date'
          await page.fill('input[name="answer.year"]', birth ? '1990' : '2025')
        } else if (type === 'boolean') await page.check('input[name="answer"][value="no"]')
        else await page.locator('input[name="answer"]').first().check()
        await page.getByRole('button', { name: 'Seguir' }).click()
        hold(new URL(page.url()).search === '', 'answers stand in the address')
      }
      const text = await page.locator('main').innerText()
      hold(text.includes('Esto es lo que puede pedir'), `it never came to an answer: ${text.slice(0, 100)}`)
      hold(
        /✓\s*Sí/.test(text) && text.includes('art. 5') && text.includes('pedir refugio'),
        'the answer lacks yes, article or asylum route',
      )
      hold(!text.includes('Cerrado'), 'the law of another country is told')
      if (tour.script) await looksRight(page, 'answers')
      if (tour.script) await page.screenshot({ path: join(screens, 'answer.png') })
    },
  )
  await tour.steps.step('an interview: a closed window says until when, and what is left', async () => {
    await page.goto('/ht/interview')
    await sayCountry(page, 'COL', 'Kontinye')
    const text = await page.locator('main').innerText()
    hold(text.includes('Fèmen') && text.includes('24 novanm 2023'), `the closed window is not told: ${text.slice(0, 200)}`)
    if (tour.script) await looksRight(page, 'a closed window')
  })
  await context.close()
}

async function sayCountry(page: Page, code: string, goOn = 'Seguir'): Promise<void> {
  await page.check(`input[name="answer"][value="${code}"]`)
  await page.getByRole('button', { name: goOn }).click()
}
