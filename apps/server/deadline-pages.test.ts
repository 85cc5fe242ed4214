import { locales } from '@convive/kernel'
import { createFormats, createTranslators } from '@convive/languages'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAllMessages } from './load-messages.ts'
import { open, send, sessionOf, type Seen } from './testing/browse.ts'
import { aWorld, type World } from './testing/index.ts'
import { handedIn } from './testing/story.ts'

let world: World
let decider: string
beforeAll(async () => {
  world = await aWorld()
  decider = await sessionOf(world, world.ours.decider)
})
afterAll(() => world.close())

const translators = createTranslators(loadAllMessages())
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
/** What a page says, without its marks. */
function said({ html }: Pick<Seen, 'html'>): string {
  const text = html.slice(html.indexOf('<main')).replaceAll(/<!--.*?-->|<[^>]+>/gs, ' ')
  return oneLine(text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
}

const words = 'La foto del pasaporte no se puede leer.'
const asked = {
  do: 'ask-papers',
  requirements: ['identity'],
  words,
  'until.year': '2026',
  'until.month': '12',
  'until.day': '11',
}

/** The cookie of the person an application is for, with the code of their slip. */
async function themselves(personId: string): Promise<string> {
  const { person } = await world.read<{ person: { householdId: string } }>('registry/show-person', { personId })
  const slips = await world.read<{ slips: { number: string; code: string }[] }>('registry/show-slips', {
    householdId: person.householdId,
  })
  const [slip] = slips.slips
  const set = { number: slip?.number, code: slip?.code, pin: '481592' }
  return `session=${(await world.prepare<{ session: string }>('registry/set-pin', set, { kind: 'public' })).session}`
}

describe('asking for papers at a page', () => {
  test('keeps what was typed when something is missing, and tells the person in their language which paper, why and until when', async () => {
    const { applicationId, personId } = await handedIn(world)
    const mine = await themselves(personId)
    const page = await open(world, `/es/desk/applications/${applicationId}`, decider)
    const none = await send(world, page, { with: 'value="ask-papers"', fields: { ...asked, requirements: [] } })
    expect(said(none)).toContain(translators('es')('refusal.procedures/papers-required'))
    expect(none.html).toContain(words)
    expect(none.html).toMatch(/<details open=""><summary>Pedir papeles/)
    expect(await send(world, page, { with: 'value="ask-papers"', fields: asked })).toMatchObject({ status: 302 })
    for (const locale of locales) {
      const [t, formats] = [translators(locale), createFormats(locale)]
      const seen = await open(world, `/${locale}/my/applications/${applicationId}`, mine)
      expect(seen.html).toContain(`<blockquote lang="es">${words}</blockquote>`)
      const text = said(seen)
      expect(text).toContain(oneLine(t('procedures.request.until', { day: formats.date('2026-12-11') })))
      expect(text).toContain(oneLine(t('procedures.request.how')))
      expect(text).toContain(oneLine(t('procedures.deadline.stopped', { why: 'papers' })))
      expect(text).toContain('Ley de Residencia (ficticia), art. 11')
      // They do not ask themselves, nor take it back.
      expect(seen.html).not.toMatch(/value="(?:ask-papers|end-request)"/)
      const home = said(await open(world, `/${locale}/my`, mine))
      expect(home).toContain(oneLine(t('procedures.next.papers', { day: formats.date('2026-12-11') })))
    }
    const again = await open(world, `/es/desk/applications/${applicationId}`, decider)
    expect(await send(world, again, { with: 'value="end-request"', fields: { do: 'end-request' } })).toMatchObject({
      status: 302,
    })
    expect(said(await open(world, `/es/my/applications/${applicationId}`, mine))).toContain('La oficina tiene hasta el')
  })
})

test.each(locales)('whom a changed law reaches is a page in %s, for those who work on cases', async (locale) => {
  const page = await open(world, `/${locale}/desk/changed-law`, decider)
  expect(page.status).toBe(200)
  expect(said(page)).toContain(oneLine(translators(locale)('procedures.changed.intro')))
  expect((await open(world, `/${locale}/desk/changed-law`)).status).not.toBe(200)
})

test('a case that has run out is first in the list, with a sign, and says what the law makes of silence', async () => {
  const { applicationId, personId } = await handedIn(world)
  world.clock.now = new Date('2027-06-01T15:00:00Z')
  const officer = await sessionOf(world, world.ours.decider)
  const mine = await themselves(personId)
  for (const locale of locales) {
    const t = translators(locale)
    const list = said(await open(world, `/${locale}/desk/applications`, officer))
    expect(list).toContain(`! ${oneLine(t('procedures.list.run-out', { silence: 'escalate' }))}`)
    expect(said(await open(world, `/${locale}/desk`, officer))).toMatch(/! \d+/)
    const page = said(await open(world, `/${locale}/desk/applications/${applicationId}`, officer))
    expect(page).toContain(oneLine(t('procedures.deadline.silence', { silence: 'escalate' })))
    expect(page).toContain(oneLine(t('procedures.deadline.silence-do', { silence: 'escalate' })))
    const theirs = said(await open(world, `/${locale}/my/applications/${applicationId}`, mine))
    expect(theirs).toContain(oneLine(t('procedures.deadline.silence-ask', { silence: 'escalate' })))
    expect(theirs).not.toContain(oneLine(t('procedures.deadline.silence-do', { silence: 'escalate' })))
  }
})
