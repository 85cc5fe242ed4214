import { ok, type Result } from '@convive/kernel'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { concealedRefusals } from '../refusals.ts'
import { heading, madeUpPeople } from '../testing/made-up-people.ts'
import { conceal, type ConcealAsked, type ConcealReport } from './conceal.ts'
import { matchConcealed, type MatchConcealedReport } from './match-concealed.ts'
import { newSecret, readSecret } from './secret.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concealed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const secret = Uint8Array.from({ length: 32 }, (_, at) => at * 5 + 3)
const given = new Set<string>()

/** Every refusal that any test here sees is noted: at the end all that are declared must have been given. */
function refusalOf(result: Result<unknown>): string {
  const code = result.ok ? 'none' : result.refusals[0].code
  given.add(code)
  return code
}

/** The 300 made-up people, those who are there twice with one record at each office. */
function offices(): readonly [readonly string[], readonly string[]] {
  const lines = madeUpPeople()
  const isSecond = (line: string): boolean => line.split(',')[0]?.endsWith('b') ?? false
  const alone = lines.filter((line) => !isSecond(line))
  return [alone.slice(0, 200), [...lines.filter(isSecond), ...alone.slice(200)]]
}

type Office = Partial<Omit<ConcealAsked, 'files' | 'out'>>

async function concealed(lines: readonly string[], name: string, others: Office = {}): Promise<Result<ConcealReport>> {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${[heading, ...lines].join('\n')}\n`)
  return conceal({ files: [file], out: join(folder, name), by: { secret, project: 'ysapy' }, ...others })
}

function sent(name: string): string {
  return join(folder, name, 'send/concealed.clk')
}

async function matched(name: string, others: { readonly oneToOne?: boolean } = {}): Promise<Result<MatchConcealedReport>> {
  return matchConcealed({ files: [sent('a'), sent('b')], out: join(folder, name), ...others })
}

function rows(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => line.split(','))
}

/** Likely pairs by the ids that each office knows its own pseudonyms by. */
function likely(name: string): readonly string[] {
  const ids = new Map(
    ['a', 'b'].flatMap((one) => rows(join(folder, one, 'keep/pseudonyms.csv')).map(([key = '', id = '']) => [key, id])),
  )
  return rows(join(folder, name, 'pairs.csv'))
    .filter(([, , p]) => Number(p) >= 0.5)
    .map(([a = '', b = '']) => `${ids.get(a)} ${ids.get(b)}`)
    .toSorted()
}

async function bothConcealed(others: Office = {}): Promise<void> {
  const [a, b] = offices()
  expect(await concealed(a, 'a', others)).toMatchObject({ ok: true })
  expect(await concealed(b, 'b', others)).toMatchObject({ ok: true })
}

describe('two offices and a neutral party', () => {
  test('whoever is at both is found, nobody else, and no value, id or order of rows travels', async () => {
    await bothConcealed()
    expect(await matched('out')).toMatchObject(ok({ records: [200, 200], threshold: expect.any(Number) }))
    expect(likely('out')).toEqual(Array.from({ length: 67 }, (_, n) => `p${3 * n}a p${3 * n}b`).toSorted())
    const text = readFileSync(sent('a'), 'utf8')
    const [id = '', first = '', last = '', , phone = ''] = offices()[0][0]?.split(',') ?? []
    for (const value of [first, last, phone, `"${id}"`, 'a.csv']) expect(text.includes(value)).toBe(false)
    const listed = rows(join(folder, 'a/keep/pseudonyms.csv')).map(([, one]) => one)
    expect(listed).not.toEqual(offices()[0].map((line) => line.split(',')[0]))
    expect(listed.length).toBe(200)
  })

  test('pseudonyms are new each time, keys are not', async () => {
    const [a] = offices()
    await concealed(a, 'a')
    await concealed(a, 'b')
    const [one, other] = ['a', 'b'].map((name) => readFileSync(sent(name), 'utf8').trim().split('\n').slice(1))
    const parts = (lines: readonly string[] = [], at: number): readonly string[] =>
      lines.map((line) => line.split(' ')[at] ?? '').toSorted()
    expect(parts(one, 1)).toEqual(parts(other, 1))
    expect(parts(one, 0).some((name) => parts(other, 0).includes(name))).toBe(false)
  })

  test('rows and lines in another order give the same pairs to the last digit', async () => {
    await bothConcealed()
    await matched('out')
    for (const name of ['a', 'b']) {
      const [first = '', ...lines] = readFileSync(sent(name), 'utf8').trim().split('\n')
      writeFileSync(sent(name), [first, ...lines.toReversed(), ''].join('\r\n'))
    }
    await matched('again')
    expect(readFileSync(join(folder, 'again/pairs.csv'), 'utf8')).toBe(readFileSync(join(folder, 'out/pairs.csv'), 'utf8'))
    const before = likely('out')
    for (const name of ['a', 'b']) rmSync(join(folder, name), { recursive: true })
    const [a, b] = offices()
    await concealed(a.toReversed(), 'a')
    await concealed(b.toReversed(), 'b')
    await matched('turned')
    expect(likely('turned')).toEqual(before)
  })

  test('the year of birth as salt keeps years apart, and whoever has none is told', async () => {
    const [a, b] = offices()
    const later = b.map((line) =>
      line.replace(/,(\d{4})-(\d\d-\d\d),/, (_, year: string, day: string) => `,${Number(year) + 1}-${day},`),
    )
    await concealed([...a, 'px,ana,perez,,0981222333,9'], 'a', { salt: 'date_of_birth' })
    await concealed(later, 'b', { salt: 'date_of_birth' })
    expect(await matched('out')).toMatchObject(ok({ likely: 0 }))
    rmSync(join(folder, 'b'), { recursive: true })
    await concealed(b, 'b', { salt: 'date_of_birth' })
    await matched('right')
    expect(likely('right').length).toBeGreaterThanOrEqual(60)
    rmSync(join(folder, 'a'), { recursive: true })
    const unsalted = await concealed([...a, 'px,ana,perez,,0981222333,9'], 'a', { salt: 'date_of_birth' })
    expect(unsalted).toMatchObject(ok({ unsalted: 1, records: 201 }))
  })

  test('one to one leaves nobody two partners', async () => {
    const [a, b] = offices()
    const again = b.slice(0, 20).map((line) => line.replace(/^p/, 'q').replace(/,0981\d+,/, ',,'))
    await concealed(a, 'a')
    await concealed([...b, ...again], 'b')
    await matched('out')
    await matched('single', { oneToOne: true })
    const firsts = (name: string): readonly string[] => likely(name).map((one) => one.split(' ')[0] ?? '')
    expect(new Set(firsts('out')).size).toBeLessThan(firsts('out').length)
    expect(new Set(firsts('single')).size).toBe(firsts('single').length)
  })

  test('records of whom nearly nothing is known are left out and told', async () => {
    const [a] = offices()
    const report = await concealed([...a, 'px,ana,,,,1', 'py,,,,0981,1'], 'a')
    expect(report).toMatchObject(ok({ records: 200, sparse: 2 }))
  })

  test('what stays at home lies apart from what is sent, and only its owner reads it', async () => {
    await bothConcealed()
    expect(readdirSync(join(folder, 'a')).toSorted()).toEqual(['keep', 'send'])
    for (const file of ['a/keep/pseudonyms.csv', 'a/send/concealed.clk'])
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
  })

  test('columns that are called otherwise meet under one name', async () => {
    const [a, b] = offices()
    const columns = { given_name: 'given', surname: 'family', date_of_birth: 'date' } as const
    const said = (rename: (column: string) => string) => ({
      id: 'rec_id',
      columns: Object.fromEntries(
        Object.entries(columns).map(([column, kind]) => [column, { kind, name: rename(column), weight: 2 }]),
      ),
    })
    await concealed(a, 'a', { config: said((one) => one) })
    await concealed(b, 'b', { config: said((one) => one.toUpperCase()) })
    expect(refusalOf(await matched('out'))).toBe('matching/other-fields')
    rmSync(join(folder, 'b'), { recursive: true })
    await concealed(b, 'b', { config: said((one) => one) })
    await matched('out')
    expect(likely('out').length).toBeGreaterThanOrEqual(60)
  })
})

describe('what is refused', () => {
  test('files of different secrets, projects or salts', async () => {
    const [a, b] = offices()
    await concealed(a, 'a')
    const others: readonly (readonly [Office, string])[] = [
      [{ by: { secret: secret.map((byte) => byte ^ 1), project: 'ysapy' } }, 'matching/other-secret'],
      [{ by: { secret, project: 'ysapy 2' } }, 'matching/other-project'],
      [{ salt: 'date_of_birth' }, 'matching/other-fields'],
      [{ hardening: 'folded' }, 'matching/other-fields'],
    ]
    for (const [how, code] of others) {
      await concealed(b, 'b', how)
      expect(refusalOf(await matched('out'))).toBe(code)
      rmSync(join(folder, 'b'), { recursive: true })
    }
  })

  test.each([
    ['another file', () => 'id,name\n1,ana\n', 'matching/not-concealed'],
    ['an empty file', () => '', 'matching/not-concealed'],
    ['a line of ten million letters', () => 'x'.repeat(1e7), 'matching/not-concealed'],
    [
      'a key that goes on for ten million letters',
      (text: string) => text.replace(/\n(\w{16}) /, `\n$1 ${'A'.repeat(1e7)}`),
      'matching/line-altered',
    ],
    ['a key that is too short', (text: string) => text.replace(/ \S{8}/, ' '), 'matching/line-altered'],
    ['a pseudonym twice', (text: string) => text.replace(/\n(\w{16} \S+)\n/, '\n$1\n$1\n'), 'matching/pseudonym-twice'],
    [
      'a file that ends too soon',
      (text: string) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
      'matching/cut-off',
    ],
    [
      'a heading alone',
      (text: string) => `${text.split('\n')[0]?.replace(/"records":\d+/, '"records":0')}\n`,
      'matching/no-records',
    ],
    ['another version', (text: string) => text.replace('"version":1', '"version":2'), 'matching/other-version'],
    ['a heading with bits that no key has', (text: string) => text.replace('"bits":1024', '"bits":7'), 'matching/not-concealed'],
    [
      'a heading with fields of no kind',
      (text: string) => text.replace('"kind":"date"', '"kind":"day"'),
      'matching/not-concealed',
    ],
  ])('%s', async (_, altered, code) => {
    const [a, b] = offices()
    await concealed(a, 'a')
    await concealed(b, 'b')
    writeFileSync(sent('b'), altered(readFileSync(sent('b'), 'utf8')))
    expect(refusalOf(await matched('out'))).toBe(code)
  })

  test('records that are all the same, a file that is not there, an answer that is there already', async () => {
    const same = Array.from({ length: 300 }, (_, n) => `r${n},ana,perez,1990-01-01,0981234567,1`)
    await concealed(same, 'a')
    await concealed(same, 'b')
    expect(refusalOf(await matched('out'))).toBe('matching/all-alike')
    expect(refusalOf(await matchConcealed({ files: [sent('a'), sent('nobody')], out: join(folder, 'out') }))).toBe(
      'matching/no-file',
    )
    rmSync(join(folder, 'b'), { recursive: true })
    rmSync(join(folder, 'a'), { recursive: true })
    await bothConcealed()
    await matched('out')
    expect(refusalOf(await matched('out'))).toBe('matching/pairs-before')
  })

  test('too few columns, a salt that is no date, two columns of one name, a folder that is used, nobody known', async () => {
    const [a] = offices()
    const two = { id: 'rec_id', columns: { given_name: { kind: 'given' }, date_of_birth: { kind: 'date' } } } as const
    expect(refusalOf(await concealed(a, 'a', { config: two }))).toBe('matching/few-fields')
    expect(refusalOf(await concealed(a, 'a', { salt: 'surname' }))).toBe('matching/salt-no-date')
    expect(refusalOf(await concealed(a, 'a', { salt: 'nothing' }))).toBe('matching/salt-no-date')
    const double = { columns: { ...two.columns, surname: { kind: 'family', name: 'given_name' } } } as const
    expect(refusalOf(await concealed(a, 'a', { config: double }))).toBe('matching/field-twice')
    expect(refusalOf(await concealed(['p1,,,,0981,1'], 'a'))).toBe('matching/few-fields')
    const all = { columns: { ...two.columns, surname: { kind: 'family' } } } as const
    expect(refusalOf(await concealed(['p1,,,1990-01-01,,'], 'a', { config: all }))).toBe('matching/nothing-concealed')
    await concealed(a, 'a')
    expect(refusalOf(await concealed(a, 'a'))).toBe('matching/concealed-before')
    expect(refusalOf(await conceal({ files: [join(folder, 'no.csv')], out: folder, by: { secret, project: 'p' } }))).toBe(
      'matching/no-file',
    )
  })

  test('secrets that could be guessed or that others can read', () => {
    const file = join(folder, 'secret')
    expect(refusalOf(readSecret(file))).toBe('matching/no-file')
    expect(newSecret(file)).toMatchObject({ ok: true })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const made = readSecret(file)
    expect(made).toMatchObject(ok({ length: 32 }))
    expect(refusalOf(newSecret(file))).toBe('matching/secret-not-written')
    expect(readSecret(file)).toEqual(made)
    const write = (text: string, mode = 0o600): string => {
      rmSync(file)
      writeFileSync(file, text, { mode })
      return refusalOf(readSecret(file))
    }
    expect(write('0123456789abcdef0123456789abcdef')).toBe('matching/secret-short')
    expect(write('a sentence of thirty letters  \n')).toBe('matching/secret-short')
    expect(write('ab'.repeat(40))).toBe('matching/secret-weak')
    expect(write('f1e2d3c4b5a69788796a5b4c3d2e1f00'.repeat(2), 0o644)).toBe('matching/secret-open-to-others')
    expect(write('a sentence of more than thirty-two different letters\n')).toBe('none')
  })

  test('every refusal that is declared was given here', () => {
    expect(Object.keys(concealedRefusals).filter((code) => !given.has(code))).toEqual([])
  })
})

test('concealing that is stopped writes nothing', async () => {
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(concealed(offices()[0], 'a', { signal: stop.signal })).rejects.toThrow('enough')
  expect(readdirSync(join(folder, 'a'))).toEqual([])
})
