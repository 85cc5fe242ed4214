import { writeWorkbook } from '@convive/files'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { convive } from './testing/convive.ts'

let scratch = ''
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'forms-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

test('a form of a procedure goes out and comes back without a question lost', async () => {
  const file = join(scratch, 'form.xlsx')
  const out = await convive(
    'export',
    'form',
    '--procedure',
    'ysapy.regularisation',
    '--facts',
    'phone,gender_identity',
    '--out',
    file,
  )
  expect(out).toMatchObject({ code: 0, warned: expect.stringContaining('gender_identity: it is restricted') })
  const [report, json] = [join(scratch, 'report.csv'), join(scratch, 'form.json')]
  const back = await convive('import', 'form', file, '--report', report, '--out', json, '--language', 'es')
  expect(back).toMatchObject({ code: 0, said: expect.stringMatching(/^\d+ preguntas, \d+ de ellas son datos del catálogo/) })
  expect(readFileSync(report, 'utf8')).toContain('survey')
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ id: 'convive_ysapy_regularisation' })
  expect((await convive('export', 'form', '--facts', 'phone', '--out', file)).code).toBe(2)
})

test('a form from elsewhere: what it lacks here is told with sheet, row and column', async () => {
  const file = join(scratch, 'kobo.xlsx')
  writeFileSync(
    file,
    writeWorkbook([
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label', 'relevant'],
          ['date', 'birthdate', 'Born?', ''],
          ['audio', 'voice', 'Say it', ''],
          ['text', 'town', 'Where?', "pulldata('towns', 'a', 'b', 'c') = 1"],
        ],
      },
    ]),
  )
  const { warned, code } = await convive('import', 'form', file)
  expect(code).toBe(0)
  expect(warned.split('\n')).toEqual([
    'survey, 3, type: Left out. The type “audio” has no equivalent here. The question was not taken.',
    'survey, 4, relevant: Left out. The function “pulldata” has no equivalent here. The formula was left out.',
    'birthdate: no fact has that name. Is it birth_date?',
    expect.stringMatching(/^town: no fact/),
  ])
})

test('what cannot be read says what to do, and writes nothing', async () => {
  const [file, out] = [join(scratch, 'form.xlsx'), join(scratch, 'form.json')]
  writeFileSync(file, 'type,name\ntext,t\n')
  expect(await convive('import', 'form', file, '--out', out)).toMatchObject({
    code: 1,
    warned: 'The file is no Excel workbook (.xlsx). Save it as .xlsx and try again.',
  })
  writeFileSync(
    file,
    writeWorkbook([
      {
        name: 'survey',
        rows: [
          ['type', 'name'],
          ['begin_repeat', 'r'],
          ['text', 't'],
        ],
      },
    ]),
  )
  const open = await convive('import', 'form', file, '--out', out, '--language', 'fr')
  expect([open.code, open.warned.split('\n')[0]?.replaceAll(/[\u00a0\u202f]/gu, ' '), existsSync(out)]).toEqual([
    1,
    'survey, 2, type: Ne peut pas être lu ainsi. Ce groupe n’est pas fermé. Ajoutez une ligne « end_repeat » à la fin.',
    false,
  ])
  expect((await convive('import', 'form', join(scratch, 'none.xlsx'))).code).toBe(2)
  expect((await convive('export', 'form', '--procedure', 'no.such', '--out', out)).code).toBe(1)
})
