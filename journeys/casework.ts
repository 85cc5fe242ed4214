import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Registered } from './desk.ts'
import { inEveryLanguage, looksRight, sendWrong } from './look.ts'
import { checkPhotos, type Photos } from './photo.ts'
import { printsWell } from './print.ts'
import { hold } from './steps.ts'
import { signIn, visit, type Tour } from './visit.ts'

async function correct(page: Page, person: string, fact: string, value: string): Promise<void> {
  await page.goto(`/es/desk/persons/${person}/correct`)
  await page.locator(`a[href$="fact=${fact}"]`).click()
  await page.check(`[name=value][value=${value}]`)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.waitForURL('**/persons/*')
}

const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

export async function application(tour: Tour, page: Page, made: Registered): Promise<string | undefined> {
  let address: string | undefined
  await tour.steps.step('application: facts carried over, a lying file refused, evidence attached, handed in', async () => {
    await correct(page, made.person, 'ties', 'work')
    await correct(page, made.person, 'criminal_record', 'no')
    await page
      .getByRole('button', { name: /Abrir solicitud/ })
      .first()
      .click()
    await page.waitForURL('**/desk/applications/*')
    if (tour.script) await looksRight(page, 'application')
    const opened = new URL(page.url()).pathname
    await page.getByRole('button', { name: 'Entregar la solicitud' }).click()
    await page.getByRole('alert').waitFor()
    await inEveryLanguage(tour, page, [
      { what: 'an application', path: opened.slice(3) },
      { what: 'an application without its evidence', path: opened.slice(3), then: sendWrong('button[value=submit]') },
    ])
    await page.setViewportSize({ width: 1200, height: 900 })
    await page.goto(opened)
    await page.setInputFiles('input[type=file]', {
      name: 'cedula.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html>not a pdf</html>'),
    })
    await page.getByRole('button', { name: 'Adjuntar' }).click()
    hold((await page.getByRole('alert').innerText()).includes('PDF'), 'a lying file was taken')
    for (const kind of ['identity/passport_expired', 'entry/sworn_declaration', 'record/sworn_declaration']) {
      await page.selectOption('[name=kind]', kind)
      await page.setInputFiles('input[type=file]', { name: 'papel.pdf', mimeType: 'application/pdf', buffer: pdf })
      await page.getByRole('button', { name: 'Adjuntar' }).click()
      await page.waitForLoadState()
    }
    await page.getByRole('button', { name: 'Entregar la solicitud' }).click()
    await page.getByText('La oficina tiene hasta').waitFor()
    address = new URL(page.url()).pathname
  })
  return address
}

/** Decided by another member; the paper is checked, given again and revoked. Returns the address of the revoked paper. */
export async function decision(tour: Tour, address: string): Promise<string | undefined> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Decide')
  let qr: string | undefined
  let photos: Photos | undefined
  let paper = ''
  await inEveryLanguage(tour, page, [
    { what: 'an application to decide', path: address.slice(3) },
    { what: 'a decision with nothing typed', path: address.slice(3), then: sendWrong('button[value=decide]') },
  ])
  await page.setViewportSize({ width: 1200, height: 900 })
  await tour.steps.step(
    'a paper is asked for in words, the clock stands still, and goes on when it is not needed after all',
    async () => {
      await page.goto(address)
      await page.getByText('La oficina tiene hasta').waitFor()
      await page.getByText('Pedir papeles que faltan').click()
      await page.check('input[name=requirements][value=identity]')
      await page.fill('[name=words]', 'no')
      await page.getByRole('button', { name: 'Pedirlos' }).click()
      await page.getByRole('alert').waitFor()
      hold((await page.inputValue('[name=words]')) === 'no', 'what was typed is gone')
      await page.fill('[name=words]', 'La foto del pasaporte no se puede leer.')
      await page.getByRole('button', { name: 'Pedirlos' }).click()
      await page.getByText('El plazo está parado mientras se esperan papeles').waitFor()
      if (tour.script) await looksRight(page, 'application with papers asked')
      await page.getByRole('button', { name: 'Ya no hace falta' }).click()
      await page.getByText('La oficina tiene hasta').waitFor()
      hold((await page.getByText('Faltan papeles').count()) === 0, 'a request that was taken back is still shown')
    },
  )
  await tour.steps.step('decision by another member, with reasons; the notice and the paper are PDF', async () => {
    await page.goto(address)
    await page.check('input[name=outcome][value=approved]')
    await page.fill('[name=reasons]', 'Cumple lo que pide la ley.')
    await page.getByRole('button', { name: 'Guardar la decisión' }).click()
    await page.getByText('Decidida el').waitFor()
    const notice = await page.getByRole('link', { name: 'Aviso de la decisión' }).getAttribute('href')
    const printed = await context.request.get(notice ?? '')
    hold((await printed.body()).subarray(0, 5).toString() === '%PDF-', 'the notice is no PDF')
    await page.getByRole('link', { name: 'Papel' }).click()
    await page.waitForURL('**/papers/*/show')
    paper = new URL(page.url()).pathname
    await page.locator('summary').first().click()
    qr = (await page.locator('#qr-text').innerText()).trim()
    const file = await context.request.get(paper.replace(/\/show$/, ''))
    hold((await file.body()).subarray(0, 5).toString() === '%PDF-', 'the paper is no PDF')
    if (tour.script) await looksRight(page, 'paper')
    await printsWell(page, 'paper')
    photos = {
      code: await page.locator('.qr').screenshot({ type: 'jpeg', quality: 60 }),
      whole: await page.screenshot({ fullPage: true }),
    }
  })
  const text = qr ?? ''
  await checkPaper(tour, text, 'Vale')
  if (photos !== undefined) await checkPhotos(tour, photos)
  await tour.steps.step('the paper verifies without network from the command line', async () => {
    const keys = join(tmpdir(), `convive-keys-${process.pid}.json`)
    const status = join(tmpdir(), `convive-status-${process.pid}.json`)
    writeFileSync(keys, await (await context.request.get('/es/check/keys.json')).text())
    writeFileSync(status, await (await context.request.get('/es/check/status.json')).text())
    const said = execFileSync(process.execPath, [
      join(import.meta.dirname, '../apps/command/main.ts'),
      'verify',
      text,
      '--keys',
      keys,
      '--status',
      status,
    ]).toString()
    hold(said.startsWith('✓'), said)
  })
  let renewed = ''
  await tour.steps.step('the paper is given again: another paper, which holds', async () => {
    await page.goto(paper)
    await page.locator('button[value=reissue]').click()
    await page.waitForURL((url) => url.pathname !== paper && url.pathname.endsWith('/show'))
    paper = new URL(page.url()).pathname
    await page.locator('summary').first().click()
    renewed = (await page.locator('#qr-text').innerText()).trim()
    hold(renewed !== text, 'it is the same paper')
  })
  await checkPaper(tour, text, 'fue anulado')
  await checkPaper(tour, renewed, 'Vale')
  await inEveryLanguage(tour, page, [
    { what: 'a paper that holds', path: paper.slice(3) },
    { what: 'revoking without a reason', path: paper.slice(3), then: sendWrong('button[value=revoke]') },
  ])
  await tour.steps.step('the paper is revoked', async () => {
    await page.setViewportSize({ width: 1200, height: 900 })
    await page.goto(paper)
    await page.selectOption('[name=reason]', 'lost')
    await page.getByRole('button', { name: 'Anular' }).click()
    await page.getByText('anulado').waitFor()
  })
  await checkPaper(tour, renewed, 'fue anulado')
  await context.close()
  return paper === '' ? undefined : paper.slice(3)
}

async function checkPaper(tour: Tour, text: string, expected: string): Promise<void> {
  const { page, context } = await visit(tour, 360)
  await tour.steps.step(`the public check says "${expected}"`, async () => {
    await page.goto('/es/check')
    await page.fill('[name=text]', text)
    await page.getByRole('button', { name: 'Comprobar' }).click()
    await page.getByText(expected, { exact: false }).first().waitFor()
    if (tour.script) await looksRight(page, `check: ${expected}`)
  })
  await context.close()
}
