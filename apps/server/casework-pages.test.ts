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
    const known: Readonly<Record<string, Readonly<Record<string, string>>>> = { birth_date: { 'answer.year': '2015' } }
    const asWith = async (nationality: Readonly<Record<string, string>>): Promise<Seen> => {
      let page: Seen = await answer(await open(world, '/es/interview'), { answer: 'BRA' })
      for (let left = 12; left > 0; left -= 1) {
        const id = /name="question" value="(\w+)"/.exec(page.html)?.[1]
        if (id === undefined) break
        if (id === 'nationalities') {
          const inSight = page.html.slice(0, page.html.indexOf('<details'))
          expect(inSight).toContain('Sin nacionalidad')
          expect(inSight).toContain('value="VEN"')
        }
        const isChoice = /name="type" value="(?:boolean|code)"/.test(page.html)
        page = await answer(
          page,
          id === 'nationalities' ? nationality : (known[id] ?? (isChoice ? { answer: 'state.unknown' } : { state: 'unknown' })),
        )
      }
      return page
    }
    const [yes, no] = [said(await asWith({ answer: 'VEN' })), said(await asWith({ state: 'nothing' }))]
    expect(yes).toContain('Cuidado: si pidió refugio')
    expect(no).toContain('No se cumple:')
    expect(no).not.toContain('Cuidado: si pidió refugio')
  })

  test('asks a family together, each only what decides something for them, and tells each by name', async () => {
    const first = await open(world, '/es/interview')
    const naming = await send(world, first, { with: 'name="question"', fields: { do: 'people' } })
    expect(said(naming)).toContain('¿Para quién más pregunta?')
    const named = await send(world, naming, { with: 'value="named"', fields: { do: 'named', name: ['Ana', '', 'Luisito 🌼'] } })
    let page = await answer(named, { answer: 'XYS' })
    expect(said(page)).toContain('Luisito 🌼')
    const born = ['1990', '1988', '2017']
    for (let left = 12; left > 0 && page.html.includes('name="question"'); left -= 1) {
      const type = /name="type" value="(\w+)"/.exec(page.html)?.[1]
      const id = /name="question" value="(\w+)"/.exec(page.html)?.[1]
      const of = [...page.html.matchAll(/name="of" value="(\d+)"/g)].map((one) => Number(one[1]))
      if (id === 'ties') expect(of, 'a child is not asked for work').toEqual([0, 1])
      const fields = of.map((at): readonly [string, string] => {
        const suffix = of.length === 1 ? '' : `.${at}`
        if (type === 'date') return [`answer${suffix}.year`, id === 'birth_date' ? (born[at] ?? '') : '2025']
        return type === 'boolean' ? [`answer${suffix}`, 'no'] : [`answer${suffix}`, 'work']
      })
      page = await send(world, page, {
        with: 'name="question"',
        fields: { of: of.map(String), ...Object.fromEntries(fields) },
      })
    }
    expect(said(page)).toMatch(/Usted: 1 sí .*Ana: 1 sí .*Luisito 🌼: 1 sí /)
  })

  test('shows two answers that cannot both be so, and lets either be changed', async () => {
    let page = await answer(await open(world, '/es/interview'), { answer: 'XYS' })
    for (let left = 6; left > 0; left -= 1) {
      const id = /name="question" value="(\w+)"/.exec(page.html)?.[1]
      if (id === undefined || said(page).includes('no pueden ser ciertas a la vez')) break
      if (id === 'birth_date') page = await answer(page, { 'answer.year': '2026', 'answer.month': '3' })
      else if (id === 'entry_date') page = await answer(page, { 'answer.year': '2026', 'answer.month': '1' })
      else page = await answer(page, id === 'ties' ? { answer: 'work' } : { answer: 'state.unknown' })
    }
    expect(said(page)).toContain('no pueden')
    expect(page.html).toContain('value="change:birth_date:0"')
    expect(page.html).toContain('value="change:entry_date:0"')
  })

  test('names "in another country" in words, not as a no', async () => {
    const results = await answer(await open(world, '/es/interview'), { answer: 'state.none' })
    expect(said(results)).toMatch(/País donde está En otro país/)
  })
})
