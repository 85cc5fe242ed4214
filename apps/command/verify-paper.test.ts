import { endOf, issuePaper, makeSigningKey, makeStatusList, softwareSigner } from '@convive/credentials'
import { calendarDate } from '@convive/kernel'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

const made = makeSigningKey()
const signer = softwareSigner(made.keyId, made.privateKey)
let folder = ''
const at = (name: string): string => join(folder, name)
const paper = (changed: object = {}): string =>
  issuePaper(
    {
      issuer: 'Dirección de Ysapy',
      number: 'PGA0-B0GY',
      fullName: 'Wilfredo Hernández',
      mayWork: true,
      issuedAt: Date.parse('2026-05-04') / 1000,
      expires: endOf(calendarDate('2999-12-31')),
      statusIndex: 7,
      ...changed,
    },
    signer,
  )

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'convive-verify-'))
  const key = { kid: made.keyId, alg: 'ES256', x: made.x, y: made.y, from: '2026-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' }
  writeFileSync(at('keys.json'), JSON.stringify({ issuer: 'convive', keys: [key] }))
  writeFileSync(at('status.json'), JSON.stringify({ made: '2026-06-01T10:00:00.000Z', ...makeStatusList(1024, [8]) }))
  writeFileSync(at('broken.json'), JSON.stringify({ made: 'yesterday', bits: 1, lst: 'x' }))
  writeFileSync(at('paper.txt'), `${paper()}\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The command line without network: no server runs in this test. */
async function verify(
  given: string,
  {
    status,
    lang = 'es',
    more = [],
  }: { readonly status?: string; readonly lang?: string; readonly more?: readonly string[] } = {},
) {
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const parameters = [
    'verify',
    given,
    '--keys',
    at('keys.json'),
    ...(status === undefined ? [] : ['--status', at(status)]),
    ...more,
  ]
  return { exit: await run(parameters, { environment: { LANG: lang }, say, warn: say }), said: said.join('\n') }
}

test('a paper is verified without network, from its text or from a file, in the language of the terminal', async () => {
  const spanish = await verify(at('paper.txt'), { status: 'status.json' })
  expect(spanish.exit).toBe(0)
  expect(spanish.said).toMatch(/^✓ Vale\n/)
  expect(spanish.said).toContain('Wilfredo Hernández')
  expect(spanish.said).toContain('31 de diciembre de 2999')
  expect(spanish.said).toContain('1 de junio de 2026')
  const kreyol = await verify(paper(), { lang: 'ht_HT.UTF-8' })
  expect(kreyol.said).toMatch(/^✓ Li bon\n/)
  expect(kreyol.said).toContain('--status')
})

test('in a terminal that names none of our languages it speaks English, as the rest of the line, or what --language says', async () => {
  for (const lang of ['', 'C.UTF-8', 'de_DE.UTF-8']) expect((await verify(paper(), { lang })).said).toMatch(/^✓ Valid\n/)
  expect((await verify(paper(), { lang: 'C', more: ['--language', 'fr'] })).said).toMatch(/^✓ Valable\n/)
  const wrong = await verify(paper(), { more: ['--language', 'de'] })
  expect(wrong.exit).toBe(2)
  expect(wrong.said).toContain('es, pt, en, fr, ht')
})

test.each([
  ['a revoked paper', () => paper({ statusIndex: 8 }), 'status.json', 'papers/revoked', 1],
  ['a position beyond the list', () => paper({ statusIndex: 5000 }), 'status.json', 'papers/revoked', 1],
  ['an expired paper', () => paper({ expires: endOf(calendarDate('2026-05-05')) }), undefined, 'papers/expired', 1],
  ['a text that is no paper', () => 'hello', undefined, 'papers/not-base45', 1],
  ['a broken status list', paper, 'broken.json', 'status list', 2],
  ['a status list that is not there', paper, 'nowhere.json', 'nowhere.json', 2],
] as const)('%s ends with its name', async (_, text, status, expected, exit) => {
  const answer = await verify(text(), status === undefined ? {} : { status })
  expect(answer.exit).toBe(exit)
  expect(answer.said).toContain(expected)
})
