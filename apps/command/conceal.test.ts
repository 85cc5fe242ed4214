import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { convive } from './testing/convive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conceal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function path(name: string): string {
  return join(folder, name)
}

/** People of whom each third is at both offices, with another letter at the second. */
function writeOffices(): void {
  const person = (n: number, ending: string): string =>
    [
      `${ending}${n}`,
      `nombre${(n * 7919) % 9973}`,
      `apellido${(n * 104_729) % 9949}${ending}`,
      `19${50 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}`,
      `x${(n * 15_485_863) % 999_983}`,
    ].join(',')
  const file = (numbers: readonly number[], ending: string): string =>
    `${['id,nombres,apellidos,nacimiento,documento', ...numbers.map((n) => person(n, ending))].join('\n')}\n`
  const all = Array.from({ length: 300 }, (_, n) => n)
  writeFileSync(path('a.csv'), file(all.slice(0, 200), 'a'))
  writeFileSync(path('b.csv'), file(all.slice(140), 'e'))
}

test('two organisations conceal with one secret, and a third finds who is at both', async () => {
  writeOffices()
  expect(await convive('conceal', '--new-secret', path('secret'), '--language', 'pt')).toMatchObject({
    said: expect.stringContaining('segredo novo'),
    code: 0,
  })
  expect(statSync(path('secret')).mode & 0o777).toBe(0o600)
  for (const one of ['a', 'b']) {
    const given = ['--secret', path('secret'), '--project', 'ysapy', '--out', path(one), '--language', 'es']
    const { said, warned, code } = await convive('conceal', path(`${one}.csv`), ...given)
    expect([warned, code]).toEqual(['', 0])
    expect(said).toContain('nacimiento: fecha (por su nombre)')
    expect(said).toMatch(/Valor de control: [0-9a-f]{32}\./)
    expect(said.includes('nombre0')).toBe(false)
  }
  const asked = ['match-concealed', path('a/send/concealed.clk'), path('b/send/concealed.clk'), '--out', path('out')]
  const { said, code } = await convive(...asked, '--one-to-one', '--language', 'fr')
  expect(code).toBe(0)
  expect(said).toMatch(/200 et 160 enregistrements.; 60 paires/u)
  expect(readFileSync(path('out/pairs.csv'), 'utf8').trim().split('\n').length).toBe(61)
})

test('a refusal is told in the language asked for and ends with 1', async () => {
  writeOffices()
  writeFileSync(path('weak'), 'clave', { mode: 0o600 })
  const given = ['--project', 'ysapy', '--out', path('a')]
  const weak = await convive('conceal', path('a.csv'), '--secret', path('weak'), ...given, '--language', 'ht')
  expect(weak).toEqual({ said: '', warned: expect.stringContaining('32 bayt pa aza'), code: 1 })
  expect(existsSync(path('a'))).toBe(false)
  const folderGiven = await convive('match-concealed', folder, path('b.csv'), '--out', path('out'), '--language', 'fr')
  expect(folderGiven).toEqual({ said: '', warned: expect.stringContaining('est un dossier'), code: 1 })
  const strange = await convive('match-concealed', path('a.csv'), path('b.csv'), '--out', path('out'))
  expect(strange).toEqual({ said: '', warned: expect.stringContaining('no file concealed with'), code: 1 })
})

test.each([
  [['conceal', '--new-secret', 'x', '--project', 'p']],
  [['conceal', 'a.csv', '--secret', 's', '--out', 'o']],
  [['conceal', 'a.csv', '--secret', 's', '--project', ' ', '--out', 'o']],
  [['conceal', 'a.csv', '--name']],
  [['match-concealed', 'a', '--out', 'o']],
  [['match-concealed', 'a', 'b', 'c', '--out', 'o']],
])('%j is answered with how to write it and ends with 2', async (typed) => {
  const { warned, code } = await convive(...typed)
  expect(code).toBe(2)
  expect(warned).toContain(`convive ${typed[0]}`)
})

test('a configuration names columns and weights, and one that is wrong says where', async () => {
  writeOffices()
  await convive('conceal', '--new-secret', path('secret'))
  const given = ['--secret', path('secret'), '--project', 'ysapy', '--out', path('a'), '--config', path('columns.yaml')]
  writeFileSync(
    path('columns.yaml'),
    'columns: {nombres: {kind: given, name: first, weight: 5}, apellidos: family, nacimiento: date}',
  )
  const { said, code } = await convive('conceal', path('a.csv'), ...given)
  expect(code).toBe(0)
  expect(said).toMatch(/apellidos 41, first 102, nacimiento 61/)
  writeFileSync(path('columns.yaml'), 'columns: {nombres: {kind: names}}')
  const wrong = await convive('conceal', path('a.csv'), ...given)
  expect(wrong.code).toBe(1)
  expect(wrong.warned).toContain('columns.nombres')
})
