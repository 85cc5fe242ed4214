import { readAsOwner, sql } from '@convive/database'
import { locales } from '@convive/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, send, sessionOf } from './testing/browse.ts'
import { aWorld, type World } from './testing/index.ts'

const right = 'ysapy.regularisation'
const trialAt = `/es/desk/rights/${right}`
let world: World
let editor: string
let file: string
beforeAll(async () => {
  world = await aWorld({ trustedProxies: ['127.0.0.1'] })
  editor = await sessionOf(world, world.ours.officer)
  file = (await world.read<{ text: string }>('procedures/show-file', { procedureId: right })).text
})
afterAll(() => world.close())

const tryIt = (text: string, from: string, call: Readonly<Record<string, unknown>> = {}) =>
  world.post(
    'procedures/try-change',
    { procedureId: right, text },
    { token: world.ours.officer.token, headers: { 'x-forwarded-for': from }, ...call },
  )

describe('the law for everybody', () => {
  test.each(locales)('in %s: list and procedure are whole pages without script that a browser may keep', async (locale) => {
    for (const path of [`/${locale}/rights`, `/${locale}/rights/${right}`, `/${locale}/rights/${right}?all`]) {
      const page = await fetch(`${world.address}${path}`)
      const html = await page.text()
      expect(page.status, path).toBe(200)
      expect(html, path).not.toMatch(/<script|procedures\.law\.|undefined/)
      expect(page.headers.get('cache-control'), path).toBe('public, max-age=300')
      expect(page.headers.get('vary'), path).toContain('cookie')
    }
  })

  test('whoever has signed in gets a page of their own, which nobody may keep', async () => {
    const page = await fetch(`${world.address}/es/rights/${right}`, { headers: { cookie: editor } })
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain(`href="/es/desk/rights/${right}"`)
    expect((await open(world, `/es/rights/${right}`)).html).not.toContain('/es/desk/rights')
  })

  test('the list is searched by a plain form; what was looked for stands in it, harmless', async () => {
    const found = await open(world, '/es/rights?q=PERMISO+de+residencia&place=ysapy')
    expect(found.html).toContain(`/es/rights/${right}"`)
    expect(found.html).not.toContain('/es/rights/br.')
    const odd = await open(world, `/es/rights?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}&kind=x&place=%00`)
    expect(odd.status).toBe(200)
    expect(odd.html).not.toContain('<img')
  })

  test('as data: the file as read, its country and the facts that it names', async () => {
    const answer = await fetch(`${world.address}/es/rights/${right}.json`)
    expect(answer.headers.get('content-type')).toContain('application/json')
    const taken = (await answer.json()) as { procedure: { conditions: { feel: string }[] }; facts: Record<string, unknown> }
    expect(taken.procedure.conditions[0]?.feel).toBe('entry_date <= date("2026-06-30")')
    expect(Object.keys(taken.facts)).toContain('entry_date')
    const list = (await (await fetch(`${world.address}/es/rights.json`)).json()) as { procedures: { id: string }[] }
    expect(list.procedures.map((one) => one.id)).toContain(right)
  })

  test('what does not exist is a page that says so', async () => {
    for (const path of ['/es/rights/nothing', '/es/rights/nothing.json', '/es/rights/__proto__', '/es/rights/constructor.json'])
      expect((await open(world, path)).status, path).toBe(404)
  })
})

describe('an editor tries a change', () => {
  test('at the page: what would change is shown, what was typed stays, and the law is as it was', async () => {
    const page = await open(world, trialAt, editor)
    const text = file.replace('date("2026-06-30")', 'date("2026-07-01")')
    const tried = await send(world, page, { with: 'name="text"', fields: { text: text.replaceAll('\n', '\r\n') } })
    expect(tried.status).toBe(200)
    expect(tried.html).toContain('came too late')
    expect(tried.html).toContain('date(&quot;2026-07-01&quot;)')
    expect(tried.html, 'who gets a yes').toMatch(/✕ .*No se cumple.*✓ /s)
    const after = await world.read<{ text: string }>('procedures/show-file', { procedureId: right })
    expect(after.text).toBe(file)
    expect((await open(world, `/es/rights/${right}`)).html).toContain('date(&quot;2026-06-30&quot;)')
  })

  test('what is typed is shown as text, in a fault as in the field', async () => {
    const evil = file.replace('procedure: ysapy', '"</textarea><script>alert(1)</script>": 1\nprocedure: ysapy')
    const tried = await send(world, await open(world, trialAt, editor), { with: 'name="text"', fields: { text: evil } })
    expect(tried.html).toContain('has no field')
    expect(tried.html).not.toContain('<script>alert')
  })

  test('the changed file is taken along as a file, never shown as a page', async () => {
    const page = await open(world, trialAt, editor)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const take = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${world.address}${trialAt}/file`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
        headers: { cookie: editor, 'sec-fetch-site': 'same-origin', ...headers },
      })
    const taken = await take({ _csrf: csrf, text: '<script>alert(1)</script>\r\n' })
    expect(taken.headers.get('content-disposition')).toBe('attachment; filename="regularisation.yaml"')
    expect(taken.headers.get('content-type')).toContain('application/yaml')
    expect(taken.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await taken.text()).toBe('<script>alert(1)</script>\n')
    expect((await take({ _csrf: csrf, text: 'x'.repeat(300_000) })).status).toBe(413)
    expect((await take({ _csrf: 'made-up', text: 'x' })).status).toBe(403)
    expect((await take({ _csrf: csrf, text: 'x' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  test('a text that is too long is refused by name, at the page and at the API, and does not come back', async () => {
    const long = `# ${'ñ'.repeat(131_072)}`
    expect(await tryIt(long, '198.51.100.1')).toMatchObject({
      status: 413,
      body: { refusals: [{ code: 'procedures/text-too-large' }] },
    })
    const tried = await send(world, await open(world, trialAt, editor), { with: 'name="text"', fields: { text: long } })
    expect(tried.html).toContain('256 kilobytes')
    expect(tried.html).not.toContain('ññññ')
  })

  test('a form from elsewhere, or without the hidden token, tries nothing', async () => {
    const post = (headers: Record<string, string>, fields: Record<string, string>) =>
      fetch(`${world.address}${trialAt}`, { method: 'POST', body: new URLSearchParams({ text: file, ...fields }), headers })
    expect((await post({ cookie: editor, 'sec-fetch-site': 'same-origin' }, {})).status).toBe(403)
    expect((await post({ cookie: editor, 'sec-fetch-site': 'cross-site' }, {})).status).toBe(403)
  })

  test('while two trials run, a third is asked to wait, and nothing else is held up', async () => {
    await readAsOwner(world.database.ownerUrl, async (tx) => {
      for (const place of [0, 1]) await tx.first(sql`select pg_advisory_xact_lock(7213911, ${place})`)
      expect(await tryIt(file, '198.51.100.2')).toMatchObject({
        status: 429,
        body: { refusals: [{ code: 'procedures/trial-busy' }] },
      })
      expect((await open(world, '/es/rights')).status).toBe(200)
    })
    expect((await tryIt(file, '198.51.100.2')).status).toBe(200)
  })

  test('whoever tries again and again is stopped, however they write the address', async () => {
    const from = '203.0.113.9'
    for (let trial = 0; trial < 20; trial += 1) expect((await tryIt('', from, { token: undefined })).status).toBe(401)
    expect((await tryIt('', from)).status).toBe(429)
    for (const path of [
      trialAt,
      `${trialAt}/`,
      `${trialAt}?x`,
      '/es/DESK/rights/ysapy.regularisation',
      '/es/desk/r%69ghts/x',
      `${trialAt}.data`,
    ]) {
      const headers = { cookie: editor, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from }
      expect(
        (await fetch(`${world.address}${path}`, { method: 'POST', body: new URLSearchParams({ text: '' }), headers })).status,
        path,
      ).toBe(429)
    }
    expect((await fetch(`${world.address}/es/rights`, { headers: { 'x-forwarded-for': from } })).status).toBe(200)
  })
})

test('nobody but an editor sees the file or tries a change', async () => {
  const { decider } = world.ours
  await world.prepare('accounts/change-member', { memberId: decider.actor.memberId, roles: ['adjudicator', 'planner'] })
  const call = { token: decider.token }
  expect((await world.post('procedures/show-file', { procedureId: right }, call)).status).toBe(403)
  expect((await tryIt(file, '198.51.100.3', call)).status).toBe(403)
  expect((await tryIt(file, '198.51.100.3', { token: undefined })).status).toBe(401)
  const session = await sessionOf(world, decider)
  expect((await open(world, trialAt, session)).status).toBe(403)
  const own = /name="_csrf" value="([^"]+)"/.exec((await open(world, '/es/desk/account', session)).html)?.[1] ?? ''
  for (const path of [trialAt, `${trialAt}/file`]) {
    const body = new URLSearchParams({ _csrf: own, text: file })
    const headers = { cookie: session, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '198.51.100.3' }
    expect((await fetch(`${world.address}${path}`, { method: 'POST', body, headers })).status, path).toBe(403)
  }
  const stranger = await fetch(`${world.address}${trialAt}`, { redirect: 'manual' })
  expect(stranger.headers.get('location')).toBe('/es/sign-in')
})
