import type { Page } from 'playwright-core'
import { countKeys, type Keyboard } from './keyboard.ts'
import { looksRight } from './look.ts'
import { printsWell, slipsApart } from './print.ts'
import { hold } from './steps.ts'
import { family, second, signIn, visit, type Tour } from './visit.ts'

type Typed = {
  readonly given: string
  readonly family: string
  /** What is pressed in the list, and what must then be chosen. */
  readonly sex: readonly [keys: string, chosen: string]
  readonly birth: string
  readonly relation: readonly [keys: string, chosen: string]
}

/** Names of the length people have: two given names, two surnames; whole dates; one birth known only roughly. */
const people: readonly Typed[] = [
  {
    given: 'María Guillermina',
    family: `${family} ${second}`,
    sex: ['m', 'F'],
    birth: '14-3-1988',
    relation: ['', ''],
  },
  { given: 'Luis Alberto', family: 'Villalobos Marcano', sex: ['h', 'M'], birth: '~1985', relation: ['p', 'partner'] },
  { given: 'Yuleisy del Carmen', family: `Villalobos ${family}`, sex: ['m', 'F'], birth: '2-11-2009', relation: ['h', 'child'] },
  { given: 'José Gregorio', family: `Villalobos ${family}`, sex: ['h', 'M'], birth: '27-6-2014', relation: ['h', 'child'] },
  { given: 'Ana Victoria', family: `Villalobos ${family}`, sex: ['m', 'F'], birth: '30-12-2020', relation: ['h', 'child'] },
]

/** From the first page of the desk to "check answers": five people, nine fields each, with the keyboard alone. */
export async function keyboardOnly(tour: Tour): Promise<void> {
  const { page, context } = await visit(tour)
  await signIn(page, 'Oficial')
  await tour.steps.step('nine fields × five people with the keyboard alone, at most 450 keys', async () => {
    const keys = countKeys(page)
    await keys.press('r')
    await page.waitForURL('**/register')
    await page.waitForLoadState()
    await keys.press('Tab')
    await keys.press('Enter')
    await keys.tabTo('place')
    await keys.type('Villa Serena')
    await keys.tabTo('m0-given')
    for (const [n, person] of people.entries()) {
      await fillIn(keys, n, person)
      if (n < people.length - 1) await addAnother(page, keys, n + 1)
    }
    const chosen = await page.evaluate(() =>
      [0, 1, 2, 3, 4].map((n) =>
        ['given', 'family', 'sex', 'birth', 'relation', 'origin', 'needs', 'consent'].map((name) => {
          const field = document.getElementById(`m${n}-${name}`)
          return field instanceof HTMLSelectElement || field instanceof HTMLInputElement ? field.value : ''
        }),
      ),
    )
    for (const [n, { given, family: surnames, sex, birth, relation }] of people.entries()) {
      const expected = [given, surnames, sex[1], birth, relation[1], n === 0 ? 'VEN' : '', 'no', 'given']
      hold(chosen[n]?.join('|') === expected.join('|'), `typed ${expected.join('|')}, stands there ${chosen[n]?.join('|')}`)
    }
    await tabToButton(page, keys, 'check')
    await keys.press('Enter')
    await page.getByRole('heading', { name: 'Revise las respuestas' }).waitFor()
    tour.steps.say(`  ${keys.pressed} keys, Shift and accents counted`)
    hold(keys.pressed <= 450, `${keys.pressed} keys`)
    if (tour.script) await looksRight(page, 'check answers')
    await page.locator('button[value=register]').click()
    await page.waitForURL(/\/slips/)
    hold((await page.locator('.slip').count()) === 2, 'there are not two slips')
    await printsWell(page, 'slips')
    await slipsApart(page)
  })
  await context.close()
}

async function fillIn(keys: Keyboard, n: number, person: Typed): Promise<void> {
  await keys.type(person.given)
  await keys.press('Tab')
  await keys.type(person.family)
  await keys.press('Tab')
  await keys.type(person.sex[0])
  await keys.press('Tab')
  await keys.type(person.birth)
  await keys.press('Tab')
  if (n > 0) {
    await keys.type(person.relation[0])
    await keys.press('Tab')
  }
  // The others come from where the first comes from unless something else is chosen.
  if (n === 0) await keys.type('ven')
  await keys.press('Tab')
  await keys.type('n')
  await keys.press('Tab')
  await keys.type('s')
}

/** Adds a person and goes on at their name, wherever the page leaves the focus. */
async function addAnother(page: Page, keys: Keyboard, next: number): Promise<void> {
  await tabToButton(page, keys, 'add')
  await Promise.all([page.waitForEvent('load'), keys.press('Enter')])
  await page.locator(`[id="m${next}-given"]`).waitFor()
  // The address still ends in #main, where the skip link led: Tab goes on from there.
  await keys.tabTo(`m${next}-given`)
}

async function tabToButton(page: Page, keys: Keyboard, value: string): Promise<void> {
  const at = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('value') ?? '')
  for (let n = 0; n < 80 && (await at()) !== value; n += 1) await keys.press('Tab')
  hold((await at()) === value, `the button ${value} cannot be reached with Tab`)
}
