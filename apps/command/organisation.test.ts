import { readAsOwner, sql } from '@convive/database'
import { aWorld, type World } from '@convive/server/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const second = {
  '--name': 'Ventanilla Segunda',
  '--country': 'BRA',
  '--time-zone': 'America/Manaus',
  '--prefix': 'SEG',
  '--administrator': 'Segunda Muestra',
  '--sign-in-name': 'Segunda-Admin',
}
const third = { ...second, '--name': 'Ventanilla Tercera', '--prefix': 'TER', '--sign-in-name': 'tercera-admin' }

async function convive(...parameters: readonly string[]) {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_HOME: world.home }
  const exit = await run(parameters, { environment, say: (line) => said.push(line), warn: (line) => warned.push(line) })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

const found = (fields: Readonly<Record<string, string>>) => convive('organisation', 'found', ...Object.entries(fields).flat())

const count = async () =>
  readAsOwner(world.database.ownerUrl, (tx) => tx.rows(sql<{ name: string }>`select name from accounts.organisation`))

test('a second organisation is founded at the machine; its administrator can join, and its journal notes who founded it', async () => {
  const { exit, said, warned } = await found(second)
  expect([exit, warned]).toEqual([0, ''])
  const code = /One-time code for segunda-admin: ([0-9A-Z]{16})$/m.exec(said)?.[1]
  expect(await world.post('accounts/show-invitation', { code })).toMatchObject({
    status: 200,
    body: { signInName: 'segunda-admin' },
  })
  expect(await convive('journal', 'verify')).toMatchObject({ exit: 0 })
  const noted = await readAsOwner(world.database.ownerUrl, (tx) =>
    tx.rows(
      sql<{ body: string }>`select convert_from(e.body, 'utf8') as body from journal.entry e
        join accounts.organisation o on o.organisation_id = e.stream_id where o.name = 'Ventanilla Segunda'`,
    ),
  )
  expect(noted.filter(({ body }) => body.includes('"command":"accounts/found-organisation"'))).toHaveLength(1)
})

test.each([
  ['a name that is taken, however it is written', { '--name': 'VENTANILLA ours' }, 'has this name already'],
  ['a prefix that is taken', { '--prefix': 'YS' }, 'has this prefix already'],
  ['a sign-in name of somebody elsewhere', { '--sign-in-name': 'Officer-Ours' }, 'signs in under this name already'],
  ['a country that nobody knows', { '--country': 'QQQ' }, 'list of countries'],
])('%s founds nothing', async (_, wrong, words) => {
  const before = await count()
  expect(await found({ ...third, ...wrong })).toEqual({ exit: 1, said: '', warned: expect.stringContaining(words) })
  expect(await count()).toEqual(before)
})

test.each([
  ['--time-zone', 'Luna/Mar', 'America/Bogota'],
  ['--prefix', 'Y1', 'capital letters'],
  ['--name', ' ', '--name lacks its value'],
  ['--sign-in-name', 'ab', 'three letters'],
  ['--colour', 'blue', '--colour is not a field'],
])('%s %s is answered with what to write', async (field, value, words) => {
  expect(await found({ ...third, [field]: value })).toMatchObject({ exit: 2, warned: expect.stringContaining(words) })
})

test('other words are answered with the whole line to write', async () => {
  for (const words of [['organisation'], ['organisation', 'close'], ['organisation', 'found']])
    expect(await convive(...words)).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('convive organisation found --name'),
    })
})
