import { inEveryLanguage, looksRight } from './look.ts'
import { hold } from './steps.ts'
import { visit, type Tour } from './visit.ts'

const send = 'main form button.button'

/** What a phone would take of a paper: its code alone, and the whole of it. */
export type Photos = { readonly code: Buffer; readonly whole: Buffer }

/** The public check by a photo; the same with script and without. */
export async function checkPhotos(tour: Tour, { code, whole }: Photos): Promise<void> {
  const { page, context } = await visit(tour, 360)
  const check = async (name: string, mimeType: string, buffer: Buffer): Promise<void> => {
    await page.setInputFiles('input[name=photo]', { name, mimeType, buffer })
    await page.locator(send).first().click()
  }
  await tour.steps.step('a photo of the code and one of the whole paper are checked', async () => {
    for (const [name, type, bytes] of [
      ['code.jpg', 'image/jpeg', code],
      ['paper.png', 'image/png', whole],
    ] as const) {
      await page.goto('/es/check')
      await check(name, type, bytes)
      await page.locator('.answer.yes').waitFor()
      if (tour.script) await looksRight(page, `the check of ${name}`)
    }
  })
  await tour.steps.step('a photo without a code and a file that is no photo are told beside the field', async () => {
    await page.goto('/es/check')
    await check('nothing.png', 'image/png', await page.screenshot())
    hold(/código/i.test(await page.locator('#photo-why').innerText()), 'it does not say that no code is seen')
    await check('lie.jpg', 'image/jpeg', Buffer.from('%PDF-1.7 not a picture'))
    hold(/JPEG|PNG|foto/i.test(await page.locator('#photo-why').innerText()), 'the lie was taken')
  })
  await inEveryLanguage(tour, page, [
    {
      what: 'a photo without a code',
      path: '/check',
      then: async (on) => {
        await on.setInputFiles('input[name=photo]', { name: 'no.png', mimeType: 'image/png', buffer: await on.screenshot() })
        await on.locator(send).first().click()
        await on.getByRole('alert').waitFor()
      },
    },
    {
      what: 'a paper checked by its photo',
      path: '/check',
      then: async (on) => {
        await on.setInputFiles('input[name=photo]', { name: 'code.jpg', mimeType: 'image/jpeg', buffer: code })
        await on.locator(send).first().click()
        await on.locator('.answer.yes').waitFor()
      },
    },
  ])
  await context.close()
}
