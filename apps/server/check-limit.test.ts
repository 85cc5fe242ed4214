import { locales } from '@convive/kernel'
import { createTranslators } from '@convive/languages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAllMessages } from './load-messages.ts'
import { aWorld, type World } from './testing/index.ts'

/** What stands in `counted-apart.ts`: whoever tries out papers meets it, a busy counter does not. */
const mostChecks = 60
const translators = createTranslators(loadAllMessages())
let world: World
// Addresses are told by a proxy on this machine, as in an office.
beforeAll(async () => (world = await aWorld({ trustedProxies: ['127.0.0.1'] })))
afterAll(() => world.close())

const checkAtPage = (from: string, { page = '/es/check', language = 'es' } = {}): Promise<Response> =>
  fetch(`${world.address}${page}`, {
    method: 'POST',
    body: new URLSearchParams({ text: 'HC1:no-paper' }),
    headers: { 'sec-fetch-site': 'same-origin', 'accept-language': language, 'x-forwarded-for': from },
  })
const checkAtApi = (from: string, language = 'es') =>
  world.post(
    'papers/check-paper',
    { text: 'HC1:no-paper' },
    { headers: { 'accept-language': language, 'x-forwarded-for': from } },
  )

async function useUp(network: string): Promise<void> {
  for (let check = 0; check < mostChecks; check += 2) {
    expect((await checkAtPage(network)).status, `check ${check}`).toBe(200)
    expect((await checkAtApi(network)).status, `check ${check}`).not.toBe(429)
  }
}

test('whoever tries out papers is stopped at page and API alike, and nobody else is', async () => {
  const [guesser, bank] = ['203.0.113.7', '198.51.100.20']
  await useUp(guesser)
  const refused = await checkAtPage(guesser)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await checkAtApi(guesser)).toMatchObject({ status: 429, body: { refusals: [{ code: 'commands/too-many' }] } })
  // A slash, a question or what a script asks for is the same page.
  for (const page of ['/pt/check', '/es/check/', '/es/check?again=1', '/es/check.data', '/es/CHECK', '/es/ch%65ck'])
    expect((await checkAtPage(guesser, { page })).status, page).toBe(429)

  expect((await checkAtPage(bank)).status).toBe(200)
  expect((await checkAtApi(bank)).status).not.toBe(429)
  const page = await fetch(`${world.address}/es/check`, { headers: { 'x-forwarded-for': guesser } })
  expect(page.status, 'everything else stays open to them').toBe(200)
})

test('the refusal is said in the language of the page, and at the API in that of the caller', async () => {
  const guesser = '203.0.113.8'
  await useUp(guesser)
  for (const locale of locales) {
    const t = translators(locale)
    const said = await checkAtPage(guesser, { page: `/${locale}/check`, language: locale === 'en' ? 'es' : 'en' })
    expect(said.status).toBe(429)
    expect(await said.text(), locale).toContain(t('server.too-many.help'))
    expect(await checkAtApi(guesser, locale)).toMatchObject({ body: { refusals: [{ text: t('refusal.commands/too-many') }] } })
  }
})

test('an IPv6 network is one, however many addresses it has', async () => {
  await useUp('2001:db8:1:1::a')
  expect((await checkAtPage('2001:db8:1:1:ffff::b')).status).toBe(429)
  expect((await checkAtPage('2001:db8:1:2::a')).status).toBe(200)
})
