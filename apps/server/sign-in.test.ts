import { readAsOwner, sql } from '@convive/database'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, codeAt, herself, memberSecrets, type World } from './testing/index.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const minutes = (count: number): void => {
  world.clock.now = new Date(world.clock.now.getTime() + count * 60_000)
}

type Page = {
  readonly status: number
  readonly text: string
  readonly location: string | null
  readonly cookies: readonly string[]
}

async function page(
  path: string,
  given: { readonly cookie?: string; readonly body?: Record<string, string> } = {},
): Promise<Page> {
  const response = await fetch(`${world.address}${path}`, {
    redirect: 'manual',
    method: given.body === undefined ? 'GET' : 'POST',
    ...(given.body === undefined ? {} : { body: new URLSearchParams(given.body).toString() }),
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(given.cookie === undefined ? {} : { cookie: given.cookie }),
      ...(given.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  })
  const { status, headers } = response
  return { status, text: await response.text(), location: headers.get('location'), cookies: headers.getSetCookie() }
}

/** Signs in at the page and returns the session's cookie, as a browser would send it. */
async function signIn(signInName = world.ours.officer.signInName, cookie?: string): Promise<string> {
  minutes(1)
  const browser = cookie === undefined ? {} : { cookie }
  const token = hidden((await page('/es/sign-in', browser)).text, '_csrf')
  const code = codeAt(memberSecrets.totpSecret, world.clock.now)
  const answered = await page('/es/sign-in', {
    ...browser,
    body: { signInName, password: memberSecrets.password, code, _csrf: token },
  })
  expect(answered).toMatchObject({ status: 302, location: '/es/desk' })
  return sessionIn(answered)
}

function sessionIn({ cookies }: Page): string {
  return cookies.find((one) => one.startsWith('session='))?.split(';')[0] ?? ''
}

function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
}

describe('a session', () => {
  test('is kept as a digest only, in a cookie that no script reads and no other site sends', async () => {
    minutes(1)
    const body = {
      signInName: world.ours.officer.signInName,
      password: memberSecrets.password,
      code: codeAt(memberSecrets.totpSecret, world.clock.now),
    }
    const answered = await page('/es/sign-in', { body })
    const set = answered.cookies.find((one) => one.startsWith('session='))
    expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    const secret = sessionIn(answered).slice('session='.length)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    const stored = await readAsOwner(world.database.ownerUrl, (tx) =>
      tx.rows(
        sql<{ hash: string; row: string }>`select encode(session_hash, 'hex') as hash, s::text as row from accounts.session s`,
      ),
    )
    expect(stored.map((one) => one.hash)).toContain(createHash('sha256').update(secret).digest('hex'))
    expect(JSON.stringify(stored)).not.toContain(secret)
  })

  test('is never one that somebody brought along, and signing in again ends the one before', async () => {
    const planted = `session=${'A'.repeat(43)}`
    const first = await signIn(world.ours.officer.signInName, planted)
    expect(first).not.toBe(planted)
    expect((await page('/es/desk', { cookie: planted })).status).toBe(302)
    const second = await signIn(world.ours.officer.signInName, first)
    expect((await page('/es/desk', { cookie: second })).status).toBe(200)
    expect(await page('/es/desk', { cookie: first })).toMatchObject({ status: 302, location: '/es/sign-in' })
  })

  test('ends after half an hour without a request, lives on with them, and ends after twelve hours whatever happens', async () => {
    const idle = await signIn()
    minutes(31)
    expect((await page('/es/desk', { cookie: idle })).status).toBe(302)
    const busy = await signIn()
    for (let passed = 0; passed < 12 * 60 - 25; passed += 25) {
      minutes(25)
      expect((await page('/es/desk', { cookie: busy })).status).toBe(200)
    }
    minutes(25)
    expect((await page('/es/desk', { cookie: busy })).status).toBe(302)
  })

  test('of a person with code and PIN opens their own pages and none of the desk', async () => {
    const { cookie } = await herself(world)
    expect((await page('/es/my', { cookie })).status).toBe(200)
    expect((await page('/es/desk/find', { cookie })).status).toBe(403)
    minutes(16)
    expect((await page('/es/my', { cookie })).status, 'idle for a quarter of an hour').toBe(302)
  })

  test('ends when signing out, for the cookie too', async () => {
    const cookie = await signIn()
    const shown = await page('/es/sign-out', { cookie })
    const left = await page('/es/sign-out', {
      cookie,
      body: { _csrf: hidden(shown.text, '_csrf'), _key: hidden(shown.text, '_key') },
    })
    expect(left.cookies.find((one) => one.startsWith('session='))).toMatch(/session=;.*Max-Age=0/)
    expect((await page('/es/desk', { cookie })).status).toBe(302)
  })

  test('that ends in the middle of a form loses nothing typed', async () => {
    const cookie = await signIn()
    const form = await page('/es/desk/organisation', { cookie })
    const typed = { name: 'Persona «de prueba» <&>', signInName: 'persona@ysapy.example', roles: 'planner' }
    minutes(31)
    const asked = await page('/es/desk/organisation', {
      cookie,
      body: { ...typed, _csrf: hidden(form.text, '_csrf'), _key: 'form-0001' },
    })
    expect(asked.text).not.toContain('persona@ysapy.example')
    const resume = hidden(asked.text, 'resume')
    minutes(1)
    const code = codeAt(memberSecrets.totpSecret, world.clock.now)
    const wrong = { signInName: world.ours.officer.signInName, password: 'not this one', code, resume }
    const again = await page('/es/sign-in', { body: wrong })
    const body = { ...wrong, password: memberSecrets.password, resume: hidden(again.text, 'resume') }
    const back = await page('/es/sign-in', { body })
    expect(back.text).toContain('value="Persona «de prueba» &lt;&amp;&gt;"')
    const sent = await page('/es/desk/organisation', {
      cookie: sessionIn(back),
      body: { ...typed, _csrf: hidden(back.text, '_csrf'), _key: hidden(back.text, '_key') },
    })
    expect(sent).toMatchObject({ status: 302, location: '/es/desk/organisation' })
    const list = await page('/es/desk/organisation', { cookie: sessionIn(back) })
    expect(list.text).toContain('persona@ysapy.example')
  })
})

describe('forged forms', () => {
  test('without the session’s hidden token, or with that of another session, change nothing', async () => {
    const [mine, other] = [await signIn(), await signIn(world.theirs.officer.signInName)]
    const form = await page('/es/desk/organisation', { cookie: mine })
    const foreign = hidden((await page('/es/desk/organisation', { cookie: other })).text, '_csrf')
    const body = { name: 'Intrusa', signInName: 'intrusa@ysapy.example', roles: 'administrator', _key: 'forged-0001' }
    const tokens: readonly Record<string, string>[] = [
      {},
      { _csrf: '' },
      { _csrf: foreign },
      { _csrf: hidden(form.text, '_csrf').slice(1) },
    ]
    for (const token of tokens)
      expect((await page('/es/desk/organisation', { cookie: mine, body: { ...body, ...token } })).status).toBe(403)
    expect((await page('/es/desk/organisation', { cookie: mine })).text).not.toContain('intrusa')
  })
})

describe('one-time codes', () => {
  test('open once: not again in the same half minute, and not from half a minute before', async () => {
    minutes(2)
    const code = codeAt(memberSecrets.totpSecret, world.clock.now)
    const body = { signInName: world.ours.decider.signInName, password: memberSecrets.password, code }
    expect((await page('/es/sign-in', { body })).status).toBe(302)
    expect((await page('/es/sign-in', { body })).status, 'the same code').toBe(200)
    const older = codeAt(memberSecrets.totpSecret, new Date(world.clock.now.getTime() - 30_000))
    expect((await page('/es/sign-in', { body: { ...body, code: older } })).status, 'an older code').toBe(200)
    minutes(2)
    expect((await page('/es/sign-in', { body: { ...body, code } })).status, 'long past').toBe(200)
    const early = codeAt(memberSecrets.totpSecret, new Date(world.clock.now.getTime() + 120_000))
    expect((await page('/es/sign-in', { body: { ...body, code: early } })).status, 'not yet').toBe(200)
  })

  test('a wrong name, a wrong password and a wrong code are answered in the same words', async () => {
    const texts = []
    for (const wrong of [{ signInName: 'nadie' }, { password: 'otra cosa larga' }, { code: '000000' }]) {
      const right = { signInName: world.theirs.decider.signInName, password: memberSecrets.password, code: '123456' }
      const { text } = await page('/es/sign-in', { body: { ...right, ...wrong } })
      texts.push(/<div class="summary".*?<\/div>/s.exec(text)?.[0])
    }
    expect(texts[0]).toContain('no son correctos')
    expect(new Set(texts).size).toBe(1)
  })
})

describe('without demonstration data', () => {
  test('there are no sample accounts, and no page says there are', async () => {
    expect((await world.post('accounts/demo-members', {})).body).toEqual({ members: [] })
    for (const path of ['/es', '/es/sign-in', '/es/interview']) expect((await page(path)).text).not.toContain('class="demo"')
  })
})

describe('with demonstration data in the database', () => {
  test('every page says so, however the server was started', async () => {
    const demo = await aWorld({ isDemo: true })
    try {
      for (const path of ['/es', '/es/sign-in', '/ht/interview'])
        expect(await (await fetch(`${demo.address}${path}`)).text()).toContain('class="demo"')
    } finally {
      await demo.close()
    }
  })
})

describe('tries from elsewhere', () => {
  const wrong = { signInName: 'officer-theirs', password: 'a wrong guess', code: '000000' }
  const right = () => ({ ...wrong, password: memberSecrets.password, code: codeAt(memberSecrets.totpSecret, world.clock.now) })
  const from = (address: string, input: unknown, device?: string) =>
    world.running.installation.dispatcher.dispatch('accounts/sign-in', input, {
      actor: { kind: 'public' },
      source: { address, device },
    })
  const tooMany = { ok: false, refusals: [{ code: 'accounts/too-many-tries' }] }

  test('an IPv6 network is one place, however many addresses it has', async () => {
    for (let at = 0; at < 8; at += 1) await from(`2001:db8:7:7::${at}`, wrong)
    expect(await from('2001:db8:7:7:aaaa::1', wrong)).toMatchObject(tooMany)
    expect(await from('2001:db8:7:8::1', wrong)).not.toMatchObject(tooMany)
    minutes(61)
  })

  test('do not lock out a browser from which somebody signed in, also after a colleague used it', async () => {
    minutes(1)
    const body = { signInName: world.theirs.officer.signInName, password: memberSecrets.password }
    const deviceOf = (answered: Page): string => answered.cookies.find((one) => one.startsWith('device='))?.split(';')[0] ?? ''
    const mine = deviceOf(
      await page('/es/sign-in', { body: { ...body, code: codeAt(memberSecrets.totpSecret, world.clock.now) } }),
    )
    const colleague = {
      ...body,
      signInName: world.theirs.decider.signInName,
      code: codeAt(memberSecrets.totpSecret, world.clock.now),
    }
    const shared = deviceOf(await page('/es/sign-in', { cookie: mine, body: colleague }))
    expect(shared).not.toBe(mine)
    for (let network = 0; network < 6; network += 1) for (let at = 0; at < 8; at += 1) await from(`198.51.100.${network}`, wrong)
    minutes(1)
    expect(await from('203.0.113.9', right())).toMatchObject(tooMany)
    expect(await from('203.0.113.9', right(), shared.slice('device='.length))).toMatchObject({ ok: true })
  })

  test('do not keep out somebody who was handed a new code: the browser they use it from is known', async () => {
    const invited = { name: 'Nueva', signInName: 'nueva-a-mano@ysapy.example', roles: ['registrar'] }
    const { memberId } = await world.prepare<{ memberId: string }>('accounts/invite-member', invited)
    const { code } = await world.read<{ code: string }>('accounts/show-invitation-code', { memberId })
    const first = await page('/es/join', { body: { code } })
    const totpSecret = /class="code">([A-Z2-7 ]+)</.exec(first.text)?.[1]?.replaceAll(' ', '') ?? ''
    const oneTimeCode = codeAt(totpSecret, world.clock.now)
    const joined = await page('/es/join', {
      body: { sealed: hidden(first.text, 'sealed'), password: memberSecrets.password, oneTimeCode },
    })
    const device = joined.cookies
      .find((one) => one.startsWith('device='))
      ?.split(';')[0]
      ?.slice('device='.length)
    const guess = { signInName: invited.signInName, password: 'a wrong guess', code: '000000' }
    for (let network = 0; network < 6; network += 1) for (let at = 0; at < 8; at += 1) await from(`198.51.100.${network}`, guess)
    minutes(1)
    const own = { ...guess, password: memberSecrets.password, code: codeAt(totpSecret, world.clock.now) }
    expect(await from('203.0.113.9', own)).toMatchObject(tooMany)
    expect(await from('203.0.113.9', own, device)).toMatchObject({ ok: true })
  })
})
