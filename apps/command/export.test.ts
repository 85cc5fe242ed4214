import { aThirdForm } from '@convive/exchange/testing'
import { aHousehold } from '@convive/registry/testing'
import { aWorld, type World } from '@convive/server/testing'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
let folder = ''
beforeAll(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'convive-export-'))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

async function convive(...parameters: readonly string[]) {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_URL: world.address, CONVIVE_TOKEN: world.ours.officer.token, LANG: 'en' }
  const exit = await run(parameters, { environment, say: (line) => said.push(line), warn: (line) => warned.push(line) })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

test('a household goes out in the form once everybody agreed, only its owner reads the file, and it comes in again elsewhere', async () => {
  const { householdId } = await world.prepare<{ householdId: string }>('registry/register-household', aHousehold())
  const out = join(folder, 'case.xml')
  const without = await convive('export', 'rrf', householdId, '--version', '4.1', '--out', out)
  expect(without).toMatchObject({ exit: 1 })
  expect(without.warned).toContain('exchange/agreement-needed')
  const made = await convive('export', 'rrf', householdId, '--version', '4.1', '--everyone-agreed', '--out', out)
  expect(made).toMatchObject({ exit: 0, said: out })
  expect(made.warned).toMatch(/Ejemplina .*: is not in it/)
  expect(made.warned).toContain('ReligionCode')
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect(readFileSync(out, 'utf8')).toContain('<GivenName>Ejemplina</GivenName>')
  // Nobody's file is overwritten.
  expect(await convive('export', 'rrf', householdId, '--version', '4.1', '--everyone-agreed', '--out', out)).toMatchObject({
    exit: 2,
  })
  expect((await convive('import', 'rrf', out, '--dry-run')).said).toContain('4 persons in 1 households could be registered')
})

test('a household that came in 3.1 goes out in 3.1 with the same number', async () => {
  const file = join(folder, 'third.xml')
  writeFileSync(file, aThirdForm([{ FamilyName: 'Vuelta' }]))
  expect(await convive('import', 'rrf', file)).toMatchObject({ exit: 0 })
  const { persons } = await world.read<{ persons: { householdId: string }[] }>('registry/find-persons', {
    text: 'Ejemplina Vuelta',
  })
  const out = join(folder, 'third-out.xml')
  const householdId = persons[0]?.householdId ?? ''
  expect(await convive('export', 'rrf', householdId, '--version', '3.1', '--everyone-agreed', '--out', out)).toMatchObject({
    exit: 0,
  })
  expect(readFileSync(out, 'utf8')).toContain('<IndividualID>900-00000000</IndividualID>')
})

test.each([[['rrf']], [['rrf', 'X']], [['csv', 'X', '--version', '4.1']], [['rrf', 'X', '--version', '4.1', '--quick', 'y']]])(
  '%j is not understood',
  async (parameters) => {
    expect(await convive('export', ...parameters)).toMatchObject({ exit: 2 })
  },
)
