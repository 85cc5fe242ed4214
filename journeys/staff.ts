import type { Page } from 'playwright-core'
import { inEveryLanguage, sendWrong } from './look.ts'
import type { Registered } from './desk.ts'
import { hold } from './steps.ts'
import { as, type Tour } from './visit.ts'

const send = 'main form button.button'

/** Every page of the desk in every language, right and wrong, each seen by somebody whose page it is. */
export async function staffPages(
  tour: Tour,
  made: Registered,
  told: { readonly application?: string | undefined; readonly paper?: string | undefined },
): Promise<void> {
  if (!tour.script) return
  const household = `/desk/households/${made.household}`
  const person = `/desk/persons/${made.person}`
  await as(tour, ['Oficial'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'the desk', path: '/desk' },
      { what: 'the form of a household', path: '/desk/register' },
      { what: 'the form of a household left empty', path: '/desk/register', then: sendWrong('button[value=check]') },
      { what: 'finding a person', path: '/desk/find' },
      { what: 'persons found', path: '/desk/find', then: (on) => look(on, 'Guillermina') },
      { what: 'nobody found', path: '/desk/find', then: (on) => look(on, 'Wxyz Qqqq') },
      { what: 'a person', path: `${household}/persons/${made.person}` },
      { what: 'slips', path: `${household}/slips` },
      { what: 'correcting a fact', path: `${person}/correct` },
      { what: 'correcting a fact with nothing typed', path: `${person}/correct?fact=asylum_claim_date`, then: sendWrong(send) },
      { what: 'erasing a record', path: `${person}/erase` },
      { what: 'erasing a record without saying why', path: `${person}/erase`, then: sendWrong(send) },
      { what: 'adding a member', path: `${household}/add` },
      { what: 'adding a member with nothing typed', path: `${household}/add`, then: sendWrong(send) },
      { what: 'applications', path: '/desk/applications' },
      ...(told.application === undefined ? [] : [{ what: 'a decided application', path: told.application }]),
      { what: 'a person that does not exist', path: `${household}/persons/00000000-0000-7000-8000-000000000000` },
      { what: 'signing out', path: '/sign-out' },
    ]),
  )
  await as(tour, ['Protección'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'protected details closed', path: `${person}/private` },
      { what: 'protected details without a reason', path: `${person}/private`, then: sendWrong(send) },
      { what: 'protected details open', path: `${person}/private`, then: openDetails },
    ]),
  )
  if (told.paper !== undefined) {
    const { paper } = told
    await as(tour, ['Decide'], (page) => inEveryLanguage(tour, page, [{ what: 'a revoked paper', path: paper }]))
  }
  await as(tour, ['Planifica'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'counts by two dimensions', path: '/desk/counts?by=age_group&by=sex' },
      { what: 'what if: which law', path: '/desk/what-if' },
      { what: 'what if: a law to change', path: '/desk/what-if?procedure=ysapy.regularisation' },
      { what: 'counts by three dimensions', path: '/desk/counts?by=need&by=place&by=nationality' },
      { what: 'a page for others', path: `${household}/persons/${made.person}` },
    ]),
  )
  await as(tour, ['Redacta'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'the law for an editor', path: '/rights/ysapy.regularisation' },
      { what: 'a change before it is tried', path: trial },
      { what: 'a change with a slip of the pen', path: trial, then: tryChange('entry_date <=', 'entry_dat <=') },
      { what: 'a change that gives others a yes', path: trial, then: tryChange('"2026-06-30"', '"2026-07-01"') },
      { what: 'a change that changes nothing', path: trial, then: tryChange('# Regularisation', '# Regularization') },
    ]),
  )
  await as(tour, ['Administra'], (page) =>
    inEveryLanguage(tour, page, [
      { what: 'the organisation', path: '/desk/organisation' },
      { what: 'a new code', path: '/desk/organisation', then: giveNewCode },
      { what: 'your access', path: '/desk/account' },
      { what: 'a sample password that does not change', path: '/desk/account', then: changePassword },
      { what: 'a token with nothing typed', path: '/desk/tokens', then: sendWrong('main form:has([name=scope]) button') },
      { what: 'a token that was made', path: '/desk/tokens', then: makeToken },
      { what: 'your tokens', path: '/desk/tokens' },
      {
        what: 'an invitation with nothing typed',
        path: '/desk/organisation',
        then: sendWrong('main form:has([name=signInName]) button'),
      },
    ]),
  )
}

const trial = '/desk/rights/ysapy.regularisation'

/** Changes the file in one place and sees what that would do; what was typed stays. */
function tryChange(from: string, to: string): (page: Page) => Promise<void> {
  return async (page) => {
    const text = await page.inputValue('textarea[name=text]')
    await page.fill('textarea[name=text]', text.replace(from, to))
    await page.locator(send).first().click()
    await page.locator('#result').waitFor()
    hold((await page.inputValue('textarea[name=text]')).includes(to), 'what was typed is gone')
  }
}

/** For somebody who has not joined yet: a sample member would lose the way in that the other steps use. */
async function giveNewCode(page: Page): Promise<void> {
  await page.locator('form:has(button[value=show-code]) button[value=renew]').first().click()
  await page.locator('.note').waitFor()
}

async function changePassword(page: Page): Promise<void> {
  await page.fill('[name=current]', 'cuatro palabras de muestra')
  await page.fill('[name=password]', 'otras cuatro palabras sueltas')
  await page.locator('main form:has([name=current]) button').click()
  await page.locator('#faults').waitFor()
}

async function makeToken(page: Page): Promise<void> {
  await page.fill('[name=label]', 'informe')
  await page.fill('[name=scope]', 'statistics/*\nregistry/code-lists')
  await page.locator('main form:has([name=scope]) button').click()
  await page.locator('.note .code').waitFor()
}

async function look(page: Page, text: string): Promise<void> {
  await page.fill('[name=text]', text)
  await page.locator(send).first().click()
  await page.waitForLoadState()
}

async function openDetails(page: Page): Promise<void> {
  await page.fill('[name=reason]', 'seguimiento')
  await page.locator(send).first().click()
  await page.locator('button[value=save]').waitFor()
}
