import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hold } from './steps.ts'
import { family, signIn, visit, type Tour } from './visit.ts'
import { looksRight } from './look.ts'
import type { Page } from 'playwright-core'

const odd = 'ليلى 🌻 O’Neill-dos Anjos'

async function fillNine(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.fill('#place', values['place'] ?? 'Centro')
  await page.locator('[id="m0-given"]').fill(values['given'] ?? 'Prueba')
  await page.locator('[id="m0-family"]').fill(values['family'] ?? family)
  await page.locator('[id="m0-sex"]').selectOption('F')
  await page.locator('[id="m0-birth"]').fill(values['birth'] ?? '1990')
  await page.locator('[id="m0-origin"]').selectOption('VEN')
  await page.locator('[id="m0-needs"]').selectOption('no')
  await page.locator('[id="m0-consent"]').selectOption('refused')
}

/** What is wrong is said beside its field, with a link from the top, and everything typed is still there. */
async function refused(page: Page, said: RegExp, kept: Readonly<Record<string, string>>): Promise<void> {
  const summary = page.getByRole('alert')
  await summary.waitFor()
  hold(said.test(await summary.innerText()), `it says: ${await summary.innerText()}`)
  const target = (await summary.locator('a').first().getAttribute('href')) ?? ''
  hold((await page.locator(`[id="${target.slice(1)}"]`).count()) === 1, `the link ${target} leads nowhere`)
  for (const [id, value] of Object.entries(kept))
    hold((await page.locator(`[id="${id}"]`).inputValue()) === value, `${id} was not kept`)
}

/** Input that cannot be, at the officer's form: a clear refusal, and nothing lost. */
export async function badInput(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['31 February', { given: odd, birth: '31-2-1990' }, /no existe/],
    ['somebody born tomorrow', { given: odd, birth: '1-1-2190' }, /futuro|todavía|aún/i],
    ['a name of a thousand characters', { given: 'x'.repeat(1000) }, /larg/i],
  ]
  for (const [what, values, said] of cases)
    await tour.steps.step(`${what} is refused at the form and everything typed stays`, async () => {
      await page.goto('/es/desk/register')
      await fillNine(page, values)
      await page.locator('button[value=check]').click()
      await refused(page, said, {
        place: 'Centro',
        'm0-given': values['given'] ?? 'Prueba',
        'm0-birth': values['birth'] ?? '1990',
        'm0-consent': 'refused',
      })
      if (tour.script) await looksRight(page, what)
    })
  await tour.steps.step(
    'born after arriving is refused; 1 January 1900 and names of any script are taken and asked about',
    async () => {
      await page.goto('/es/desk/register')
      await fillNine(page, { given: odd, birth: '1-6-2024' })
      await page.locator('summary').filter({ hasText: 'llegada' }).click()
      await page.fill('input[name="entry.year"]', '2023')
      await page.locator('button[value=check]').click()
      await refused(page, /después|antes/i, { 'm0-given': odd })
      hold((await page.inputValue('input[name="entry.year"]')) === '2023', 'the entry was not kept')
      await page.locator('[id="m0-birth"]').fill('1-1-1900')
      await page.locator('button[value=check]').click()
      await page.getByRole('heading', { name: 'Revise las respuestas' }).waitFor()
      const text = await page.locator('main').innerText()
      hold(
        text.includes('1 de enero') && text.includes('110 años') && text.includes(odd),
        'it is not flagged, or the name is changed',
      )
      await page.getByRole('button', { name: 'Cambiar algo' }).click()
      hold((await page.locator('[id="m0-given"]').inputValue()) === odd, 'what was typed is gone after looking')
    },
  )
  await tour.steps.step('an answer about a similar record needs its reason, and keeps what was ticked', async () => {
    const twin = { given: 'Repetida', birth: '7-8-1991', family: `${family} Gemela` }
    const household = await registerOnce(page, twin)
    await page.goto('/es/desk/register')
    await fillNine(page, twin)
    await page.locator('button[value=check]').click()
    const different = page.locator('input[type=radio][value=different]').first()
    await different.check()
    await page.getByRole('button', { name: 'Registrar', exact: true }).click()
    await refused(page, /./, {})
    hold(await page.locator('input[type=radio][value=different]').first().isChecked(), 'the answer is gone')
    await page.locator('[id="reason-0"]').fill('son gemelas')
    await page.getByRole('button', { name: 'Registrar', exact: true }).click()
    await page.waitForURL('**/slips')
    hold(!page.url().includes(household), 'the same household')
  })
  await tour.steps.step('a form sent twice registers once', async () => {
    await page.goto('/es/desk/register')
    await fillNine(page, { given: 'Doble', birth: '5-5-1971' })
    await page.locator('button[value=check]').click()
    await page.getByRole('heading', { name: 'Revise las respuestas' }).waitFor()
    const fields = await page
      .locator('main form input')
      .evaluateAll((all) =>
        all.flatMap((one) =>
          one instanceof HTMLInputElement && one.name !== '' && one.type === 'hidden' ? [[one.name, one.value]] : [],
        ),
      )
    const send = () =>
      context.request.post('/es/desk/register', {
        form: Object.fromEntries(fields),
        headers: { origin: new URL(page.url()).origin },
        maxRedirects: 0,
      })
    const [a, b] = await Promise.all([send(), send()])
    const [to, again] = [a.headers()['location'], b.headers()['location']]
    hold(to !== undefined && to.endsWith('/slips') && to === again, `it went to ${to} and ${again}`)
  })
  await photos(tour, page)
  await tour.steps.step('the record of nobody and of another office look alike', async () => {
    const nowhere = '01900000-0000-7000-8000-0000000000ee'
    const first = await page.goto(`/es/desk/households/${nowhere}/persons/${nowhere}`)
    hold(first?.status() === 404, `it answers ${first?.status()}`)
    const second = await page.goto('/es/desk/persons/not-an-id/correct')
    hold(second?.status() === 404, `it answers ${second?.status()}`)
  })
  await context.close()
}

/** One person, registered at the form; gives the household. */
export async function registerOnce(page: Page, values: Readonly<Record<string, string>>): Promise<string> {
  await page.goto('/es/desk/register')
  await fillNine(page, values)
  await page.locator('button[value=check]').click()
  await page.getByRole('button', { name: 'Registrar', exact: true }).click()
  await page.waitForURL('**/slips')
  return page.url().split('/').at(-2) ?? ''
}

async function photos(tour: Tour, page: Page): Promise<void> {
  await tour.steps.step('a photo of 30 MB and a file that lies about its type are refused beside the field', async () => {
    await registerOnce(page, { given: 'Fotogénica', birth: '9-9-1979' })
    await page.getByRole('link', { name: 'Ver el hogar' }).click()
    hold((await page.locator('input[type=file]').count()) === 0, 'a photo is asked for without permission')
    await page.getByRole('button', { name: /Ahora dice que sí.*foto/ }).click()
    const folder = mkdtempSync(join(tmpdir(), 'convive-photo-'))
    const upload = async (bytes: Buffer): Promise<string> => {
      writeFileSync(join(folder, 'cara.jpg'), bytes)
      await page.locator('#photo').setInputFiles(join(folder, 'cara.jpg'))
      await page.getByRole('button', { name: 'Guardar foto' }).click()
      await page.getByRole('alert').waitFor()
      return page.getByRole('alert').innerText()
    }
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])
    hold(/grande|pesa|8 MB/i.test(await upload(Buffer.concat([jpeg, Buffer.alloc(30 * 1024 * 1024)]))), '30 MB are not refused')
    hold(/JPEG|foto/i.test(await upload(Buffer.from('%PDF-1.7 not a picture'))), 'the lie is not refused')
    if (tour.script) await looksRight(page, 'a photo refused')
    rmSync(folder, { recursive: true })
  })
}
