import { aHousehold, aPerson } from '@convive/registry/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, send, sessionOf, type Sent } from './testing/browse.ts'
import { aWorld, type World } from './testing/index.ts'

let world: World
let [officer, colleague, elsewhere] = ['', '', '']
beforeAll(async () => {
  world = await aWorld()
  officer = await sessionOf(world, world.ours.officer)
  colleague = await sessionOf(world, world.ours.decider)
  elsewhere = await sessionOf(world, world.theirs.officer)
})
afterAll(() => world.close())

async function someone(given: string, family: string): Promise<string> {
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  const person = aPerson().named(given, family, 'Cuyaguaripa').bornOn('1991-04-07')
  const { persons } = await world.prepare<{ persons: string[] }>('registry/register-household', aHousehold(person))
  return persons[0] ?? ''
}
async function twoOf(one: string, other: string, family: string): Promise<string> {
  return `/es/desk/duplicates/${await someone(one, family)}/${await someone(other, family)}`
}
const answer = async (path: string, fields: Readonly<Record<string, string>>, by = officer): Promise<Sent> => {
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  return send(world, await open(world, path, by), { with: 'value="decide"', fields: { do: 'decide', ...fields } })
}
const follow = async (sent: Sent): Promise<string> => {
  const next = await fetch(`${world.address}${sent.location}`, { redirect: 'manual', headers: { cookie: sent.cookie ?? '' } })
  return next.headers.get('location') ?? ''
}

describe('the review of possible duplicates, without script', () => {
  test('an answer leads to the next pair, says what was kept and leads back; where nothing is left, to the list', async () => {
    const first = await twoOf('Nairobis', 'Nayrobis', 'Caldera')
    const second = await twoOf('Deivis', 'Deyvis', 'Colmenares')
    const sent = await answer(first, { decision: 'different', ground: 'Hablé con la persona' })
    expect(sent.location).toMatch(/^\/es\/desk\/duplicates\/next\?kept=pair%7E/)
    const next = await follow(sent)
    expect(next).toMatch(new RegExp(`^${second}\\?kept=`))
    const page = await open(world, next, officer)
    expect(page.html).toContain('Respuesta guardada: Son dos personas.')
    expect(page.html).toContain(`href="${first}" data-key="b"`)
    expect((await open(world, first, officer)).html).toContain('Hablé con la persona')
    const last = await follow(await answer(second, { decision: 'different', reason: 'son primas' }))
    expect(last).toMatch(/^\/es\/desk\/duplicates\?kept=/)
    expect((await open(world, last, officer)).html).toContain('No hay pares por mirar')
  })

  test('without saying how one knows nothing is kept, and what was chosen is still chosen', async () => {
    const path = await twoOf('Eglimar', 'Heglimar', 'Soto')
    const sent = await answer(path, { decision: 'different' })
    expect(sent.html).toContain('href="#reason"')
    expect(sent.html).toMatch(/value="different" checked|checked="" value="different"|checked=""[^>]*value="different"/)
    await answer(path, { decision: 'different', ground: 'Vi sus papeles' })
  })

  test('a page that a colleague has answered meanwhile does not overwrite their answer, and shows it', async () => {
    const path = await twoOf('Yoselin', 'Joselin', 'Rondon')
    const stale = await open(world, path, officer)
    await answer(path, { decision: 'different', reason: 'son hermanas' }, colleague)
    const sent = await send(world, stale, {
      with: 'value="decide"',
      fields: { do: 'decide', decision: 'same', ground: 'Comparé los dos registros' },
    })
    expect(sent.html).toContain('Mientras tanto, otra persona contestó')
    expect(sent.html).toContain('son hermanas')
  })

  test('the same form sent twice answers once', async () => {
    const path = await twoOf('Mileidy', 'Mileydi', 'Parada')
    const page = await open(world, path, officer)
    const filled = { with: 'value="decide"', fields: { do: 'decide', decision: 'same', ground: 'Vi sus papeles' } }
    const [one, other] = [await send(world, page, filled), await send(world, page, filled)]
    expect([one.status, other.status]).toEqual([302, 302])
    expect(other.location).toBe(one.location)
  })

  test('another organisation, somebody without the role and whoever asks for nonsense get nothing', async () => {
    const path = await twoOf('Arelis', 'Harelis', 'Noguera')
    expect((await open(world, path, elsewhere)).status).toBe(404)
    expect((await open(world, path)).status).toBe(302)
    const page = await open(world, '/es/desk/duplicates', elsewhere)
    expect(page.html).not.toContain('Noguera')
    for (const nonsense of ['?page=abc', '?page=-1', '?page=1e3', '?kept=pair~x~y~same', `?kept=${'x'.repeat(3000)}`])
      expect((await open(world, `/es/desk/duplicates${nonsense}`, officer)).status, nonsense).toBe(200)
    const after = await fetch(`${world.address}/es/desk/duplicates/next?after=${'x'.repeat(3000)}`, {
      redirect: 'manual',
      headers: { cookie: officer },
    })
    expect(after.headers.get('location')).toBe(path)
  })
})

test('while a form is typed the page is told a number, and nothing when too little is typed', async () => {
  await someone('Zuleyma', 'Perozo')
  const page = await open(world, '/es/desk/register', officer)
  const ask = async (fields: Readonly<Record<string, string>>): Promise<unknown> => {
    const form = { ...page, html: page.html.replace('method="post"', 'method="post" action="/es/desk/register/alike"') }
    const sent = await send(world, form, { with: 'name="m0.given"', fields: { ...fields, alike: '0' } })
    return sent.status === 200 ? JSON.parse(sent.html) : sent.status
  }
  expect(page.html).toContain('data-alike-at="/es/desk/register/alike"')
  expect(await ask({ 'm0.given': 'Suleima', 'm0.family': 'Perozo Cuyaguaripa', 'm0.birth': '7-4-1991' })).toEqual({ alike: 1 })
  expect(await ask({ 'm0.given': 'Suleima' })).toEqual({ alike: 0 })
})
