import { loadMessages } from '@convive/languages'
import { locales } from '@convive/kernel'
import { matchingRefusals } from '@convive/matching'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'match-refusals-'))
  const people = Array.from({ length: 60 }, (_, n) => `${n},Ana${n % 30},Perez${n % 30},19${10 + (n % 30)}-01-02`)
  const files: Readonly<Record<string, string | Buffer>> = {
    'good.csv': `${['id,nombre,apellido,nacimiento', ...people].join('\n')}\n`,
    'other.csv': `${['clave,first_name,surname', ...people.map((one) => one.split(',', 3).join(','))].join('\n')}\n`,
    'empty.csv': '',
    'header.csv': 'id,nombre\n',
    'one.csv': 'id,nombre\n1,Ana\n',
    'page.csv': '<html>\n<p>Ana</p>\n',
    'book.xlsx': Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
    'bad.parquet': 'PAR1 and then it was cut off',
    'twice.csv': 'id,Nombre,nombre\n1,Ana,Eva\n2,Eva,Ana\n',
    'only-id.csv': `id\n${Array.from({ length: 30 }, (_, n) => n).join('\n')}\n`,
    'open.yaml': 'columns:\n  nombre: given\n  apellido: {family',
    'open.json': '{"columns": {"nombre": "given",',
    'list.yaml': 'nombre',
    'kind.yaml': 'columns: {nombre: person}',
    'column.yaml': 'columns: {nombres: given, apellido: family}',
    'said.csv': 'a,b,decision\n1,2,same\n',
    'answer.csv': 'id_a,id_b,decision\n1,2,same\n3,4,Ana Perez\n',
    'decided.csv': 'id_a,id_b,decision\n1,2,same\n',
    'model.json': '{',
  }
  for (const [name, written] of Object.entries(files)) writeFileSync(join(folder, name), written)
  mkdirSync(join(folder, 'folder'))
  await typed(['good.csv', '--out', 'learnt'], 'en')
  const learnt = readFileSync(join(folder, 'learnt', 'model.json'), 'utf8')
  writeFileSync(join(folder, 'old.json'), learnt.replace(/"version": \d+/, '"version": 1'))
  writeFileSync(join(folder, 'refined.json'), learnt.replace('{', '{ "refined": { "outcome": "used" },'))
  writeFileSync(join(folder, 'strange.json'), learnt.replaceAll('nacimiento', 'birth'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function typed(
  parameters: readonly string[],
  language: string,
): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const said: string[] = []
  const say = (line: string): unknown => said.push(line)
  const words = parameters.map((one) =>
    one.startsWith('--') || one === 'match' || /^\d+MB$/.test(one) ? one : join(folder, one),
  )
  const code = await run(['match', ...words, '--language', language], { environment: {}, say, warn: say })
  return { code, said }
}

const { messages } = loadMessages(join(import.meta.dirname, '../..'))

/** What a refusal says, whatever its values are. */
function saying(code: string, language: (typeof locales)[number]): RegExp {
  const words = messages.get(`refusal.matching/${code}`)?.[language] ?? 'there is no such text'
  const parts = words.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}

const cases: readonly (readonly [code: string, asked: readonly string[]])[] = [
  ['no-file', ['none.csv']],
  ['folder-given', ['folder']],
  ['empty-file', ['empty.csv']],
  ['no-records', ['header.csv']],
  ['one-record', ['one.csv']],
  ['not-a-table', ['page.csv']],
  ['workbook', ['book.xlsx']],
  ['bad-parquet', ['bad.parquet']],
  ['column-twice', ['twice.csv']],
  ['no-columns', ['only-id.csv']],
  ['no-shared-columns', ['good.csv', 'other.csv']],
  ['no-file', ['good.csv', '--config', 'none.yaml']],
  ['config-unreadable', ['good.csv', '--config', 'open.yaml']],
  ['config-unreadable', ['good.csv', '--config', 'open.json']],
  ['config-unreadable', ['good.csv', '--config', 'list.yaml']],
  ['config-wrong', ['good.csv', '--config', 'kind.yaml']],
  ['config-column', ['good.csv', '--config', 'column.yaml']],
  ['decided-column', ['good.csv', '--decided', 'said.csv']],
  ['decided-answer', ['good.csv', '--decided', 'answer.csv']],
  ['model-broken', ['good.csv', '--model', 'model.json']],
  ['model-version', ['good.csv', '--model', 'old.json']],
  ['model-columns', ['good.csv', '--model', 'strange.json']],
  ['refined-before', ['good.csv', '--model', 'refined.json', '--decided', 'decided.csv', '--refine']],
  ['out-closed', ['good.csv', '--out', 'good.csv']],
  ['out-closed', ['good.csv', '--out', 'good.csv/within']],
  ['more-memory', ['good.csv', '--memory', '1MB']],
]

test.each(cases.map((one, at) => [...one, locales[at % locales.length] ?? 'en'] as const))(
  '%s is told in one line, without a value of anybody: %j in %s',
  async (code, asked, language) => {
    const whole = asked.includes('--out') ? asked : [...asked, '--out', 'out']
    const { code: exit, said } = await typed(whole, language)
    expect([exit, said.at(-1)]).toEqual([1, expect.stringMatching(saying(code, language))])
    expect(said.join(' ')).not.toMatch(/Ana|Error|duckdb|\n/i)
    // A mistake in a file of decisions is told before anything was done.
    const never = code.startsWith('decided') ? '.work/fold.json' : 'pairs.csv'
    expect(existsSync(join(folder, 'out', never))).toBe(false)
    rmSync(join(folder, 'out'), { recursive: true, force: true })
  },
)

test('every refusal is given here, but for those that need a full disk or a strange model', () => {
  const elsewhere = ['matching/disk-full', 'matching/model-too-wide']
  const given = new Set([...elsewhere, ...cases.map(([code]) => `matching/${code}`)])
  expect(Object.keys(matchingRefusals).filter((code) => !given.has(code))).toEqual([])
})
