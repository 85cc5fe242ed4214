import { locales, type Locale } from '@convive/kernel'
import { createTranslators } from '@convive/languages'
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
/** What a page says, without its marks. */
function said({ html }: Pick<Seen, 'html'>): string {
  const text = html.slice(html.indexOf('<main')).replaceAll(/<!--.*?-->|<[^>]+>/gs, ' ')
  return text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ')
}

describe('the page on which somebody decides', () => {
  test.each(locales)('shows in %s under each condition the facts it used, and what each paper is for', async (locale) => {
    const { applicationId, personId } = await handedIn(world)
    const page = await open(world, `/${locale}/desk/applications/${applicationId}`, decider)
    const t = translators(locale)
    expect(page.status).toBe(200)
    const words = said(page)
    expect(words).toContain(t('registry.assurance.claimed'))
    // A mark that only eyes can see is said in words too.
    expect(page.html).toContain(`<span class="unseen">${t('procedures.reason.met')}</span>`)
    expect(words).toContain(t('procedures.application.proves', { proof: titles[locale] }).replaceAll(/\s+/g, ' '))
    const { person } = await world.read<{ person: { householdId: string } }>('registry/show-person', { personId })
    expect(page.html).toContain(`href="/${locale}/desk/households/${person.householdId}/persons/${personId}"`)
    // Somebody may be sitting beside.
    expect(page.html).toContain('data-exit')
  })

  test('keeps what was typed when a refusal against the rules’ yes is not confirmed, and takes it once it is', async () => {
    const { applicationId, personId } = await handedIn(world)
    const page = await open(world, `/es/desk/applications/${applicationId}`, decider)
    const decide = { do: 'decide', outcome: 'refused', reasons: 'El pasaje es de otra persona.' }
    const [confirmed, restsOn] = [`againstRules.${personId}.confirmed`, `againstRules.${personId}.restsOn`]
    const none = await send(world, page, { with: 'value="decide"', fields: { ...decide, [restsOn]: '' } })
    const t = translators('es')
    for (const code of ['refusal-unconfirmed', 'basis-required']) expect(said(none)).toContain(t(`refusal.procedures/${code}`))
    expect(none.html).toContain('El pasaje es de otra persona.')
    expect(none.html).toMatch(/<details open=""><summary>Rechazar a/)
    const short = await send(world, page, { with: 'value="decide"', fields: { ...decide, reasons: 'no' } })
    expect(said(short)).toContain('al menos 10 letras')
    const fields = { ...decide, [confirmed]: 'yes', [restsOn]: 'condition/min_stay' }
    expect(await send(world, page, { with: 'value="decide"', fields })).toMatchObject({ status: 302 })
    const shown = await world.read<{ decisions: { outcome: string }[] }>('procedures/show-application', { applicationId })
    expect(shown.decisions).toMatchObject([{ outcome: 'refused' }])
    // Whoever reads it in another language hears the reasons in the one they were written in.
    const decided = await open(world, `/ht/desk/applications/${applicationId}`, decider)
    expect(decided.html).toContain('<blockquote lang="es">El pasaje es de otra persona.</blockquote>')
    expect(said(decided)).toContain(translators('ht')('procedures.notice.against-says'))
  })
})

const titles: Readonly<Record<Locale, string>> = {
  es: 'Quién es usted',
  pt: 'Quem é você',
  en: 'Who you are',
  fr: 'Qui vous êtes',
  ht: 'Kiyès ou ye',
}

describe('the address of a file', () => {
  test.each(locales)('that brings none says so on an ordinary page in %s', async (locale) => {
    const t = translators(locale)
    const nobody = '01900000-0000-7000-8000-0000000000ee'
    for (const path of [`papers/${nobody}`, 'papers/x', `notices/${nobody}`, 'notices/x', `evidence/${nobody}`, 'evidence/x'])
      for (const cookie of [undefined, decider]) {
        const page = await open(world, `/${locale}/${path}`, cookie)
        if (page.status === 302) continue
        expect([403, 404], path).toContain(page.status)
        expect(page.html, path).toContain(`<html lang="${locale}"`)
        const which = page.status === 403 ? 'not-yours' : 'not-found'
        expect(said(page), path).toContain(t(`web.${which}.help`))
      }
  })
})

describe('the interview', () => {
  const answer = (page: Seen, fields: Readonly<Record<string, string>>) => send(world, page, { with: 'name="question"', fields })

  test('tells nobody how to apply for what they cannot have, and keeps "no nationality" in sight', async () => {
    const first = await open(world, '/es/interview')
    const second = await answer(first, { answer: 'BRA' })
    const inSight = second.html.slice(0, second.html.indexOf('<details'))
    expect(inSight).toContain('Sin nacionalidad')
    expect(inSight).toContain('value="VEN"')
    const yes = await answer(await answer(second, { answer: 'VEN' }), { 'answer.year': '2015' })
    const no = await answer(second, { state: 'nothing' })
    expect(said(yes)).toContain('Cuidado: si pidió refugio')
    expect(said(no)).toContain('No se cumple:')
    expect(said(no)).not.toContain('Cuidado: si pidió refugio')
  })

  test('names "in another country" in words, not as a no', async () => {
    const results = await answer(await open(world, '/es/interview'), { answer: 'state.none' })
    expect(said(results)).toMatch(/País donde está En otro país/)
  })
})
