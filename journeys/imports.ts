import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { hold } from './steps.ts'
import { family, second, signIn, visit, type Tour } from './visit.ts'
import type { Page } from 'playwright-core'

const send = 'main form button.button'
const heading =
  'household,relation,given_names,family_name,second_family_name,sex,birth_date,origin_country,place,needs,consent_contact,consent_share_services,consent_share_offices,consent_photo'
const line = (...cells: readonly string[]): string => [...cells, 'no,yes,yes,no,no'].join(',')

/** Two good households, of which one is like somebody already there, and one with a day that does not exist. */
const list = [
  heading,
  line('A', 'focal_point', 'Yolanda', 'Cuicas', '', 'F', '1987-05-03', 'VEN', 'Puerto Ysapy'),
  line('A', 'child', 'Luis', 'Cuicas', '', 'M', '2016', 'VEN', ''),
  line('B', 'focal_point', 'Guiyermina', family, second, 'F', '1990-11-04', 'VEN', 'Puerto Ysapy'),
  line('C', 'focal_point', 'Nairobi', 'Quevedo', '', 'F', '2001-02-30', 'VEN', 'Puerto Ysapy'),
].join('\n')

async function sendFile(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/es/desk/imports')
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.locator(send).first().click()
  await page.waitForURL(/imports\/[^/]+$/)
}

/** A file of households: sent, looked at, let in; the row that stays out is told; a long one is seen on its way. */
export async function fileOfHouseholds(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  let [checked, done] = ['', '']
  await tour.steps.step('a file of households is looked at first: who would be in, who stays out and why', async () => {
    await sendFile(page, 'lista.csv', list)
    checked = new URL(page.url()).pathname
    await page.locator('button[value=run]').waitFor()
    const text = await page.locator('main').innerText()
    hold(text.includes('Nairobi Quevedo') && text.includes('no existe'), `the row that stays out is not told: ${text}`)
    if (tour.script) await looksRight(page, 'a file that was looked at')
  })
  await inEveryLanguage(tour, page, [
    { what: 'files of households', path: '/desk/imports' },
    { what: 'no file chosen', path: '/desk/imports', then: sendWrong(send) },
    { what: 'a form for the field', path: '/desk/imports/field-form' },
    { what: 'a form for the field that is ready', path: '/desk/imports/field-form?registration=yes&procedure=br.refugee' },
    { what: 'a form for the field that asks nothing', path: '/desk/imports/field-form?registration=no' },
    { what: 'a file that was looked at', path: checked.slice(3) },
  ])
  await tour.steps.step('the file is let in; its report has a line for each row', async () => {
    await page.goto(checked)
    await page.locator('button[value=run]').click()
    await page.getByText('terminado').first().waitFor()
    done = new URL(page.url()).pathname
    const report = await (await context.request.get(`${done}/report`)).text()
    hold(report.trim().split('\n').length === 5 && report.includes('se parece a otra persona'), `the report says ${report}`)
  })
  await inEveryLanguage(tour, page, [{ what: 'a file that is in', path: done.slice(3) }])
  if (tour.script) await longFile(tour, page)
  await context.close()
}

/** Long enough to be seen while it is looked at; cancelled afterwards. */
async function longFile(tour: Tour, page: Page): Promise<void> {
  const row = (_: unknown, n: number): string =>
    line(`${n}`, 'focal_point', `Prueba ${n}`, 'Larga', '', 'F', '1990', 'VEN', 'Puerto Ysapy')
  await tour.steps.step('a long file says how far it is, and can be stopped', async () => {
    await page.setViewportSize({ width: 1200, height: 900 })
    await sendFile(page, 'larga.csv', [heading, ...Array.from({ length: 60_000 }, row)].join('\n'))
    const here = new URL(page.url()).pathname
    await page.goto(`${here}?still=1`)
    hold((await page.locator('main .note').count()) > 0, 'it is not told that it is under way')
    await inEveryLanguage(tour, page, [{ what: 'a file on its way', path: `${here.slice(3)}?still=1` }])
    await page.goto(`${here}?still=1`)
    await page.locator('button[value=cancel]').click()
    await page.locator('button[value=cancel]').waitFor({ state: 'detached' })
  })
}
