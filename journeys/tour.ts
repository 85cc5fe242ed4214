import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { arrival, keyboardOnly, type Registered } from './desk.ts'
import { looksRight } from './look.ts'
import { interview, publicPages } from './public.ts'
import { startProduct } from './server.ts'
import { countSteps, hold } from './steps.ts'
import { screens, seed, signIn, visit, type Tour } from './visit.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
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

async function application(tour: Tour, page: Page, made: Registered): Promise<string | undefined> {
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
    await page.getByRole('button', { name: 'Entregar la solicitud' }).click()
    await page.getByRole('alert').waitFor()
    await page.setInputFiles('#file', {
      name: 'cedula.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html>not a pdf</html>'),
    })
    await page.getByRole('button', { name: 'Adjuntar' }).click()
    hold((await page.getByRole('alert').innerText()).includes('PDF'), 'a lying file was taken')
    for (const kind of ['identity/passport_expired', 'entry/sworn_declaration', 'record/sworn_declaration']) {
      await page.selectOption('[name=kind]', kind)
      await page.setInputFiles('#file', { name: 'papel.pdf', mimeType: 'application/pdf', buffer: pdf })
      await page.getByRole('button', { name: 'Adjuntar' }).click()
      await page.waitForLoadState()
    }
    await page.getByRole('button', { name: 'Entregar la solicitud' }).click()
    await page.getByText('la oficina decide hasta').waitFor()
    address = new URL(page.url()).pathname
  })
  return address
}

async function decision(tour: Tour, address: string): Promise<string | undefined> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Decide')
  let qr: string | undefined
  let paper = ''
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
  })
  const text = qr ?? ''
  await checkPaper(tour, text, 'Vale')
  await tour.steps.step('the paper verifies without network from the command line', async () => {
    const keys = join(screens, '../../apps/web/build/keys.json')
    const status = join(screens, '../../apps/web/build/status.json')
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
  await tour.steps.step('revoking and issuing again', async () => {
    await page.goto(paper)
    await page.selectOption('[name=reason]', 'lost')
    await page.getByRole('button', { name: 'Anular' }).click()
    await page.getByText('anulado').waitFor()
  })
  await checkPaper(tour, text, 'fue anulado')
  await context.close()
  return qr
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

async function myData(tour: Tour, made: Registered): Promise<void> {
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
      hold(!/embarazada|PG\b/.test(text), 'a restricted fact is shown')
      if (tour.script) await looksRight(page, 'my data')
      await page.getByRole('button', { name: 'Retirar' }).first().click()
      await page.getByText('Dijo que no').first().waitFor()
      const copy = await context.request.get('/es/my/copy')
      hold((await copy.json()).records[0].name.startsWith('Guillermina'), 'the copy is not theirs')
    },
  )
  await context.close()
}

async function counts(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Planifica')
  await tour.steps.step('counts: drawn, as a table, as CSV; no number from 1 to 2', async () => {
    await page.goto('/es/desk/counts?by=age_group&by=sex')
    if (tour.script) await looksRight(page, 'counts')
    if (tour.script) await page.screenshot({ path: join(screens, 'counts.png') })
    const csv = await (await context.request.get('/es/desk/counts.csv?by=need&by=place&by=nationality')).text()
    const numbers = csv
      .split('\n')
      .slice(1)
      .flatMap((line) => /(\d+)\s*$/.exec(line)?.[1] ?? [])
    hold(numbers.length > 20 && numbers.every((one) => Number(one) === 0 || Number(one) > 2), 'a small number was published')
    const forbidden = await page.goto('/es/desk/find')
    hold(forbidden?.status() === 403 || (await page.locator('table').count()) === 0, 'a planner sees persons')
  })
  await context.close()
}

async function sessionEnds(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  await tour.steps.step('a session that ends in the middle of a long form loses nothing typed', async () => {
    await page.goto('/es/desk/register')
    await page.fill('#place', 'Lugar que no se pierde')
    await page.locator('[id="m0-given"]').fill('Nombre guardado')
    await context.clearCookies()
    await page.locator('button[value=check]').click()
    await page.getByRole('button', { name: /Oficial/ }).click()
    await page.getByRole('button', { name: 'Seguir donde estaba' }).click()
    await page.locator('#place').waitFor()
    hold(
      (await page.inputValue('#place')) === 'Lugar que no se pierde' &&
        (await page.inputValue('[id="m0-given"]')) === 'Nombre guardado',
      'what was typed is lost',
    )
  })
  await context.close()
}

async function play(tour: Tour): Promise<void> {
  say(`\n— ${tour.script ? 'with' : 'without'} script`)
  await publicPages(tour)
  await interview(tour)
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  const made = await arrival(tour, page)
  if (made !== undefined) {
    const address = await application(tour, page, made)
    if (tour.script) {
      await page.goto(`/es/desk/households/${made.household}/persons/${made.person}`)
      await tour.steps.step('the page of a person', () => looksRight(page, 'person'))
      await page.screenshot({ path: join(screens, 'person.png') })
    }
    if (address !== undefined) await decision(tour, address)
    await myData(tour, made)
  }
  await context.close()
  await counts(tour)
  await sessionEnds(tour)
  if (tour.script) await keyboardOnly(tour)
}

mkdirSync(screens, { recursive: true })
say(`seed ${seed} (again with CONVIVE_SEED=${seed})`)
const steps = countSteps(say)
const browser = await openBrowser()
for (const script of [true, false]) {
  const server = await startProduct(['--demo', '60'])
  try {
    await play({ steps, url: server.url, browser, script })
  } finally {
    await server.stop()
  }
}
await browser.close()
say(`${steps.passed} passed, ${steps.failed} failed`)
process.exitCode = steps.failed === 0 ? 0 : 1
