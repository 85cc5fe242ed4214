import { Validator } from '@seriousme/openapi-schema-validator'
import { commonRefusals } from '@convive/commands'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from './modules.ts'
import { aWorld, type World } from './testing/index.ts'

const definitions = modules.flatMap((room) => [...room.commands, ...room.queries])
let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const json = { 'content-type': 'application/json' }
const send = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${world.address}${path}`, { redirect: 'manual', ...init })
const form = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  send(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  })

/** What a browser says of a request that another site made, or an old one that says nothing. */
const foreign: readonly Readonly<Record<string, string>>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  {},
]

/** What may never stand in an answer to a mistake: a trace, a name of ours, a word of the database, what was typed. */
const telltale = /\.ts\b|node_modules|at \w+ \(|FST_|SQLSTATE|invalid byte|syntax for type|Moreno/

describe('the API', () => {
  test('is described as OpenAPI 3.1, and the description is valid', async () => {
    const text = await (await send('/api/openapi.json')).text()
    const { valid, errors } = await new Validator().validate(JSON.parse(text))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0' })
  })

  test.each(definitions.map((one) => [one.name, one] as const))(
    'describes %s with who may, its input and each refusal',
    async (name, one) => {
      const { paths } = (await (await send('/api/openapi.json')).json()) as Description
      const post = paths[`/api/${name}`]?.post
      expect(post).toMatchObject({ summary: one.about, description: expect.stringMatching(/^Who may: .+/) })
      expect(post?.requestBody.content['application/json'].schema).toMatchObject({ type: 'object' })
      const said = Object.values(post?.responses ?? {}).flatMap((response) =>
        (response.description ?? '').replace('Refused: ', '').split(', '),
      )
      expect(said).toEqual(expect.arrayContaining([...one.refusals]))
      const always = [
        'commands/invalid-input',
        'commands/choose-one',
        'commands/not-allowed',
        'commands/too-large',
        'commands/too-many',
        'commands/out-of-order',
      ]
      expect(said).toEqual(expect.arrayContaining(always))
      const once = one.kind === 'command' && one.repeat !== 'anytime'
      const headers = (post?.parameters ?? []).map((parameter) => parameter.name)
      expect([headers.includes('idempotency-key'), said.includes('commands/key-reused')]).toEqual([once, once])
    },
  )

  type Description = {
    readonly paths: Readonly<
      Record<
        string,
        {
          readonly post?: {
            readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: unknown } } }
            readonly responses: Readonly<Record<string, { readonly description?: string }>>
            readonly parameters?: readonly { readonly name: string }[]
          }
        }
      >
    >
  }

  test.each([
    ['a body that is no JSON', { method: 'POST', headers: json, body: '{"text":"Moreno' }, 400],
    ['an empty body', { method: 'POST', headers: json }, 400],
    ['a forged prototype', { method: 'POST', headers: json, body: '{"__proto__":{"roles":["administrator"]}}' }, 400],
    [
      'another content type',
      { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<text>Moreno</text>' },
      415,
    ],
    ['a form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'text=Moreno' }, 415],
    ['text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"code":"Moreno","pin":"1"}' }, 422],
    ['a list', { method: 'POST', headers: json, body: '["Moreno"]' }, 422],
    ['a NUL character', { method: 'POST', headers: json, body: JSON.stringify({ code: 'Moreno\0', pin: '1' }) }, 422],
    ['brackets without end', { method: 'POST', headers: json, body: `{"code":${'['.repeat(40_000)}${']'.repeat(40_000)}}` }, 422],
    ['30 megabytes', { method: 'POST', headers: json, body: JSON.stringify({ code: 'a'.repeat(30_000_000) }) }, 413],
    ['reading instead of posting', { method: 'GET' }, 405],
    ['asking what is allowed', { method: 'OPTIONS' }, 405],
  ] as const)('refuses %s by name and tells nothing more', async (_what, init, status) => {
    const response = await send('/api/registry/enter', init)
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(JSON.parse(text)).toMatchObject({
      refusals: [{ code: expect.stringMatching(/^commands\//), text: expect.any(String) }],
    })
    expect(text).not.toMatch(telltale)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('lets only what takes a file have more than a megabyte, and none 30', async () => {
    const token = world.ours.officer.token
    for (const { name, ...one } of definitions) {
      const takesFile = one.takesFile === true
      for (const megabytes of takesFile ? [30] : [2]) {
        const answer = await world.post(name, { text: 'a'.repeat(megabytes * 1024 * 1024) }, { token, key: 'large-0001' })
        expect(answer, name).toMatchObject({
          status: 413,
          body: { refusals: [{ code: 'commands/too-large', text: expect.stringMatching(/./) }] },
        })
      }
      if (!takesFile) continue
      const fits = await world.post(name, { text: 'a'.repeat(13 * 1024 * 1024) }, { token, key: 'large-0002' })
      expect(fits.status, name).toBe(422)
    }
  })

  test('refuses a NUL character in any text of any command, never as an outage', async () => {
    for (const { name } of definitions) {
      const answer = await world.post(
        name,
        { a: 'x', nested: [{ b: 'a\0' }] },
        { token: world.ours.officer.token, key: 'nul-00001' },
      )
      expect([401, 403, 422], name).toContain(answer.status)
    }
  })

  test('does not know a command that nobody defined', async () => {
    expect(await world.post('registry/drop-tables', {})).toMatchObject({
      status: 404,
      body: { refusals: [{ code: 'commands/not-found' }] },
    })
  })

  test('believes no purpose it does not know, and no reason that cannot be read', async () => {
    const call = (headers: Record<string, string>) =>
      world.post('registry/list-households', {}, { token: world.ours.officer.token, headers })
    expect(await call({ 'convive-purpose': 'curiosity' })).toMatchObject({ status: 422 })
    expect(await call({ 'convive-purpose': 'statistics' })).toMatchObject({ status: 403 })
    expect(await call({ 'convive-reason': '%E0%A4%A' })).toMatchObject({ status: 422 })
    expect(await call({ 'convive-reason': 'x'.repeat(301) })).toMatchObject({ status: 422 })
    expect(await call({ 'convive-reason': encodeURIComponent('visita, año 2') })).toMatchObject({ status: 200 })
  })

  test('takes no token that it did not issue, and a session’s cookie only from its own pages', async () => {
    const stolen = { token: `convive_${'a'.repeat(43)}` }
    expect(await world.post('registry/list-households', {}, stolen)).toMatchObject({ status: 401 })
    for (const headers of foreign) {
      const cookie = { ...json, ...headers, cookie: 'session=anything' }
      expect((await send('/api/registry/code-lists', { method: 'POST', body: '{}', headers: cookie })).status).toBe(403)
    }
  })
})

describe('every answer', () => {
  test.each([
    '/',
    '/es',
    '/ht/interview',
    '/es/desk',
    '/es/nowhere',
    '/xx/nowhere',
    '/look.css',
    '/health',
    '/api/openapi.json',
    '/api/nowhere',
  ])('%s carries what protects the browser, also for HEAD', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await send(path, { method })
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*form-action 'self'.*base-uri 'none'.*frame-ancestors 'none'/)
      expect(policy).not.toMatch(/unsafe|\*/)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(response.headers.get('server')).toBeNull()
      expect(response.headers.get('x-powered-by')).toBeNull()
      if (method === 'HEAD') expect(await response.text()).toBe('')
    }
  })

  test.each([
    ['an address that cannot be read', '/es/%E0%A4%A', 400],
    ['an unknown page', '/es/Moreno', 404],
    ['an unknown language', '/zz', 404],
    ['a page in an unknown language', '/zz/sign-in', 404],
    ['a very long address', `/es/${'a'.repeat(5000)}`, 404],
  ] as const)('%s is a page in the reader’s language that tells nothing', async (_what, path, status) => {
    const response = await send(path, { headers: { 'accept-language': 'ht' } })
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(text).toMatch(/<html lang="(ht|es)"/)
    expect(text.replaceAll('/es/Moreno', '').replaceAll(/\/(pt|en|fr|ht)\/Moreno/g, '')).not.toMatch(telltale)
  })
})

describe('forms', () => {
  test('that come from elsewhere, or do not say where from, are refused before they are read', async () => {
    for (const headers of foreign) {
      const urlencoded = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
      const body = 'signInName=x&password=y&code=1'
      expect((await send('/es/sign-in', { method: 'POST', body, headers: urlencoded })).status).toBe(403)
    }
    expect((await form('/es/sign-in', 'signInName=x&password=y&code=1')).status).toBe(200)
  })

  test('of a kind no browser sends are refused as a page', async () => {
    const response = await send('/es/sign-in', { method: 'POST', body: 'x', headers: { 'content-type': 'image/png' } })
    expect(response.status).toBe(415)
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test.each([
    ['/en/desk/register', 41],
    ['/en/my/applications/x', 41],
    // Where nothing is attached, a form is text.
    ['/en/my', 30],
    ['/en/sign-in', 30],
    ['/en/interview', 2],
  ])('%s of %i megabytes are refused as a page in the reader’s language', async (path, megabytes) => {
    const body = `code=${'a'.repeat(megabytes * 1024 * 1024)}`
    const response = await form(path, body, { 'accept-language': 'ht' })
    expect(response.status).toBe(413)
    expect(await response.text()).toMatch(/This is too large/)
  })

  test('with a file reach the page where files belong', async () => {
    const body = `code=${'a'.repeat(30 * 1024 * 1024)}`
    expect((await form('/es/desk/register', body)).status).not.toBe(413)
  })
})

test('more requests a minute than anybody makes are refused at both doors, the sender’s alone', async () => {
  const small = await aWorld({ mostPerMinute: 5 })
  try {
    const statuses = []
    for (let request = 0; request < 7; request += 1) statuses.push((await fetch(`${small.address}/es`)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    const refused = await small.post('registry/code-lists', {})
    expect(refused).toMatchObject({ status: 429, body: { refusals: [{ code: 'commands/too-many' }] } })
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
  } finally {
    await small.close()
  }
})

test('a body that never ends does not keep others waiting', async () => {
  const { port } = new URL(world.address)
  const slow = connect(Number(port), '127.0.0.1')
  await new Promise<void>((done) => slow.once('connect', () => done()))
  slow.write('POST /api/registry/enter HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{')
  expect((await send('/es')).status).toBe(200)
  slow.destroy()
})

test('each refusal that any call can give has a status', () => {
  expect(Object.values(commonRefusals).every((status) => status >= 400 && status < 600)).toBe(true)
})
