import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { convive } from './testing/convive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-command-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function people(name: string): string {
  const file = join(folder, name)
  const lines = Array.from({ length: 80 }, (_, n) => `${n},Ana${n % 40},Pe${(n % 40) * 7}rez,19${10 + (n % 40)}-01-02`)
  writeFileSync(file, `${['id,nombre,apellido,nacimiento', ...lines, '81,x'].join('\n')}\n`)
  return file
}

test('what was made and what to know before using it is said in the language that was asked for', async () => {
  const { code, said, warned } = await convive('match', people('a.csv'), '--out', join(folder, 'out'), '--language', 'es')
  expect(code).toBe(0)
  expect(warned.split('\n')).toContain('1 línea no se pudo leer y quedó fuera.')
  // How long is left is only said where it is a second or more.
  expect(warned).toMatch(/^pares comparados(, quedan unos \d+:\d\d)?$/m)
  expect(said).toMatch(/^80 registros/m)
})

test.each([
  [['--within'], 'two files'],
  [['--one-to-one'], 'two files'],
  [['--refine'], '--decided'],
  [['--twice'], 'not understood'],
])('%j with one file is refused', async (flags, why) => {
  const { code, warned } = await convive('match', people('a.csv'), '--out', join(folder, 'out'), ...flags)
  expect([code, warned]).toEqual([2, expect.stringContaining(why)])
})

test('one to one and within exclude each other', async () => {
  const two = [people('a.csv'), people('b.csv')]
  const { code, warned } = await convive('match', ...two, '--out', join(folder, 'out'), '--within', '--one-to-one')
  expect([code, warned]).toEqual([2, expect.stringContaining('--one-to-one')])
})

test('why two are held to be one person is said in words, and a stranger is named', async () => {
  const out = join(folder, 'out')
  await convive('match', people('a.csv'), '--out', out)
  const explain = async (...typed: readonly string[]) => convive('match', 'explain', ...typed)
  const { code, said } = await explain('--out', out, '0', '40', '--language', 'pt')
  expect([code, said.split('\n').at(-1)]).toEqual([0, expect.stringContaining('No total')])
  expect(said).toContain('nacimiento: igual')
  expect(await explain('--out', out, '0', '999')).toEqual({ code: 1, said: '', warned: 'No record is called 999.' })
  expect((await explain('--out', folder, '0', '1')).warned).toContain('there is nothing')
  for (const wrong of [
    ['0', '1'],
    ['--out', out, '0'],
    ['--out', out, '0', '1', '2'],
    ['--out', out, '0', '1', '--why'],
  ])
    expect(await explain(...wrong)).toMatchObject({ code: 2, warned: expect.stringContaining('convive match explain') })
  expect((await explain('--out', out, '0', '0', '--language', 'es')).warned).toContain('dos identificadores distintos')
  writeFileSync(join(out, 'levels.parquet'), 'cut off')
  expect(await explain('--out', out, '0', '1', '--language', 'fr')).toMatchObject({
    code: 1,
    warned: expect.stringContaining('n’est pas un fichier Parquet'),
  })
  rmSync(join(out, 'clusters.csv'))
  expect((await explain('--out', out, '0', '1')).warned).toContain('there is nothing')
})

test('a match that was killed goes on from the last stage that was whole, to the same end', async () => {
  const file = people('a.csv')
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')]
  await convive('match', file, '--out', whole)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'match', file, '--out', killed], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.on('data', (piece: Buffer) => {
    if (piece.toString().includes('pairs looked for')) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'exit')
  expect([signal, existsSync(join(killed, 'pairs.csv'))]).toEqual(['SIGKILL', false])
  const { warned } = await convive('match', file, '--out', killed)
  expect(warned).toContain('pairs looked for (from before)')
  for (const name of ['pairs.csv', 'clusters.csv', 'review.csv'])
    expect(readFileSync(join(killed, name), 'utf8')).toBe(readFileSync(join(whole, name), 'utf8'))
  expect(readdirSync(killed).filter((name) => name.startsWith('.'))).toEqual([])
})
