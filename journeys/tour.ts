import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { badInput } from './bad-input.ts'
import { openBrowser } from './browser.ts'
import { application, decision } from './casework.ts'
import { arrival, duplicatesEverywhere } from './desk.ts'
import { familyAgain, lookingForDuplicates } from './families.ts'
import { keyboardOnly } from './five-people.ts'
import { fileOfHouseholds } from './imports.ts'
import { lentRecords } from './lent.ts'
import { looksRight } from './look.ts'
import { myData } from './my.ts'
import { interview, publicPages } from './public.ts'
import { erasure, possibleDuplicates, unusualReading } from './queues.ts'
import { refusalAgainstRules } from './refusal.ts'
import { startProduct } from './server.ts'
import { staffPages } from './staff.ts'
import { countSteps, hold } from './steps.ts'
import { screens, seed, signIn, visit, type Tour } from './visit.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

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
    await page
      .getByRole('button', { name: /Oficial/ })
      .first()
      .click()
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
    const paper = address === undefined ? undefined : await decision(tour, address)
    await lentRecords(tour, made)
    await myData(tour, made)
    await duplicatesEverywhere(tour, page)
    await fileOfHouseholds(tour)
    await possibleDuplicates(tour)
    await familyAgain(tour)
    await lookingForDuplicates(tour)
    await erasure(tour)
    await refusalAgainstRules(tour)
    await unusualReading(tour)
    await staffPages(tour, made, { application: address?.slice(3), paper })
  }
  await context.close()
  await counts(tour)
  await sessionEnds(tour)
  await badInput(tour)
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
