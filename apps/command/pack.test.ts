import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { convive } from './testing/convive.ts'

const jurisdictions = join(import.meta.dirname, '../../jurisdictions')
/** One right is enough here. */
const isWanted = (from: string): boolean => !from.includes('procedures') || !/(?<!regularisation)\.yaml$/u.test(from)
let scratch = ''
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'packs-'))
  cpSync(join(jurisdictions, 'ysapy'), join(scratch, 'ysapy'), { recursive: true, filter: isWanted })
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

test('a pack in order says so in the language asked for and ends with 0', async () => {
  const pack = join(scratch, 'ysapy')
  expect(await convive('pack', 'check', pack)).toMatchObject({
    said: expect.stringContaining('1 procedure with'),
    warned: '',
    code: 0,
  })
  expect((await convive('pack', 'check', pack, '--language', 'ht')).said).toContain('tout bagay an lòd')
})

test('a fault is shown under its word and ends with 1', async () => {
  const file = join(scratch, 'ysapy/procedures/regularisation.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('feel: entry_date <=', 'feel: entri_date <='))
  const { warned, said, code } = await convive('pack', 'check', join(scratch, 'ysapy'), '--language', 'pt')
  expect([said, code]).toEqual(['', 1])
  const [first = '', line = '', mark = '', last] = warned.split('\n')
  expect(first).toContain('no fact is called entri_date; did you mean entry_date? [rules/unknown-fact]')
  expect(line).toContain('feel: entri_date <= date(')
  expect(mark.trimEnd()).toBe(
    `${' '.repeat(line.indexOf('|'))}|${' '.repeat(line.indexOf('entri_date') - line.indexOf('|') - 1)}${'^'.repeat(10)}`,
  )
  expect(last).toBe('Há 1 erro. Nada é usado até que seja corrigido.')
})

test('a call that names no folder, or one that is not there, ends with 2', async () => {
  expect(await convive('pack', 'check')).toMatchObject({ warned: expect.stringContaining('pack check DIR'), code: 2 })
  expect(await convive('pack', 'look', scratch)).toMatchObject({ code: 2 })
  expect(await convive('pack', 'check', join(scratch, 'none'))).toMatchObject({
    warned: expect.stringContaining('[no-folder]'),
    code: 2,
  })
})
