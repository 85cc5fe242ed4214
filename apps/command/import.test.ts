import { aThirdForm } from '@convive/exchange/testing'
import { aWorld, fileOf, type World } from '@convive/server/testing'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
let folder = ''
beforeAll(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'convive-import-'))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

async function convive(parameters: readonly string[], changed: Readonly<Record<string, string>> = {}) {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_URL: world.address, CONVIVE_TOKEN: world.ours.officer.token, LANG: 'en', ...changed }
  const exit = await run(parameters, { environment, say: (line) => said.push(line), warn: (line) => warned.push(line) })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

function written(name: string, bytes: Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

test('a file is checked, then imported, each fault told by line, name and reason; the report has every row', async () => {
  const file = written(
    'list.csv',
    fileOf('1,focal_point,Ejemplina,Entra,F,1990,VEN,Centro', '2,focal_point,"=cmd|x",Fuera,F,31/2/1990,VEN,Centro'),
  )
  const dry = await convive(['import', 'households', file, '--dry-run'])
  expect(dry).toMatchObject({ exit: 1, said: '1 persons in 1 households could be registered; nobody is yet; 1 rows stay out.' })
  const report = join(folder, 'report.csv')
  const real = await convive(['import', 'households', file, '--report', report])
  expect(real).toMatchObject({ exit: 1, said: '1 persons in 1 households registered; 1 rows stay out.' })
  expect(real.warned).toContain('line 3, =cmd|x Fuera, birth_date: We cannot read this date.')
  const [heading, first, second] = readFileSync(report, 'utf8').split('\r\n')
  expect(heading).toBe('\uFEFFRow,Line,Household,Person,Result,Registration number,Column,Why,Look again')
  expect(first).toMatch(/^1,2,1,,registered,YS-[^,]+,,,$/)
  expect(second).toMatch(/^2,3,2,'=cmd\|x Fuera,stays out,,Birth date,/)
  const again = await convive(['import', 'households', file], { LANG: 'es_CO.UTF-8' })
  expect(again.said).toBe('0 persons in 0 households registered; 1 rows were there already; 1 rows stay out.')
  expect(again.warned).toContain('line 3')
})

test('a resettlement form is checked and imported, each fault told by element, what is not kept by name', async () => {
  const good = written('case.xml', aThirdForm([{ ReligionCode: 'CAT' }, { relation: 'HAB', GivenName: 'Luis', SexCode: 'M' }]))
  const dry = await convive(['import', 'rrf', good, '--dry-run'])
  expect(dry).toMatchObject({ exit: 0, said: '2 persons in 1 households could be registered; nobody is yet; 0 rows stay out.' })
  expect(dry.warned).toMatch(/Not kept: .*ReligionCode/)
  expect(dry.warned).toContain('look again, RelationshipToPrincipalRepresentative: This relation is kept in a wider word')
  expect(await convive(['import', 'rrf', good])).toMatchObject({
    exit: 0,
    said: '2 persons in 1 households registered; 0 rows stay out.',
  })
  expect((await convive(['import', 'rrf', good])).said).toContain('2 rows were there already')
  const bad = await convive(['import', 'rrf', written('two.xml', aThirdForm([{}, { GivenName: 'Leszek123' }]))])
  expect(bad).toMatchObject({ exit: 1, said: '0 persons in 0 households registered; 2 rows stay out.' })
  expect(bad.warned).toContain('Leszek123 Prueba, GivenName: The name has digits in it')
  expect(bad.warned).toContain('RelationshipToPrincipalRepresentative: The case has more than one principal applicant')
})

test('the template comes as CSV and as a workbook, and filled in it is taken', async () => {
  for (const name of ['template.csv', 'template.xlsx']) {
    expect(await convive(['import', 'template', join(folder, name)], { LANG: 'ht' })).toMatchObject({ exit: 0 })
    // Nobody's work is overwritten.
    expect(await convive(['import', 'template', join(folder, name)])).toMatchObject({ exit: 2 })
  }
  const headings = readFileSync(join(folder, 'template.csv'), 'utf8').slice(1).trim().split(',')
  const row = headings.map((heading) => filled[heading] ?? '')
  const file = written('filled.csv', Buffer.from(`${headings.join(';')}\n${row.join(';')}\n`))
  expect(await convive(['import', 'households', file])).toMatchObject({
    exit: 0,
    said: '1 persons in 1 households registered; 0 rows stay out.',
  })
})

/** In Kreyòl, as whoever took the template in that language fills it in. */
const filled: Readonly<Record<string, string>> = {
  Relasyon: 'Moun referans kay la',
  Non: 'Guerline',
  'Premye siyati': 'Gèlin',
  Sèks: 'F',
  'Dat nesans': 'apeprè 1987',
  'Peyi kote l soti': 'Ayiti',
  'Kote yo rete kounye a': 'Puerto Ysapy',
  'Èske l bezwen yon bagay espesyal?': 'nou pa konnen',
  'Dakò: kontak': 'wi',
  'Dakò: sèvis': 'non',
  'Dakò: lòt biwo': 'non',
  'Dakò: foto': 'non',
}

test.each([
  ['no file', ['import', 'households'], 2, 'Say which file'],
  ['a file that is not there', ['import', 'households', '/nowhere.csv'], 2, 'There is no file /nowhere.csv'],
  ['an unknown word', ['import', 'households', 'x.csv', '--quick'], 2, '"--quick" is not understood'],
  ['an unknown verb', ['import', 'persons', 'x.csv'], 2, 'convive import knows'],
  ['an import that is not there', ['import', 'show', '01900000-0000-7000-8000-000000000001'], 1, 'exchange/import-not-found'],
  ['a picture', ['import', 'households', 'PICTURE'], 1, 'exchange/file-type: This is not a table'],
])('%s', async (_, parameters, exit, words) => {
  const picture = written('picture.csv', Buffer.from('89504e470d0a1a0a', 'hex'))
  const answer = await convive(parameters.map((one) => (one === 'PICTURE' ? picture : one)))
  expect(answer.exit).toBe(exit)
  expect(answer.warned).toContain(words)
})
