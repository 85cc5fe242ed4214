import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guessColumns, hasHeading } from './guess-columns.ts'
import { heading, madeUpPeople as people } from '../testing/made-up-people.ts'
import { runMatch } from './run-match.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function matched(lines: readonly string[], name: string) {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const report = await runMatch({ files: [file], out: join(folder, name) })
  const read = (of: string): string => readFileSync(join(folder, name, of), 'utf8')
  return { report, pairs: read('pairs.csv'), clusters: read('clusters.csv'), model: read('model.json') }
}

describe('a file of people', () => {
  test('whoever is there twice is found, nobody else, and every record has a cluster', async () => {
    const { pairs, clusters, report } = await matched([heading, ...people()], 'a')
    const likely = pairs
      .trim()
      .split('\n')
      .slice(1)
      .filter((line) => Number(line.split(',')[2]) >= 0.5)
    expect(likely.map((line) => line.split(',').slice(0, 2).join(' ')).toSorted()).toEqual(
      Array.from({ length: 100 }, (_, n) => `p${3 * n}a p${3 * n}b`).toSorted(),
    )
    expect(clusters.trim().split('\n').length - 1).toBe(report.records)
    expect(report.clusters).toBe(300)
    expect(pairs.split('\n')[0]).toBe('id_a,id_b,probability,weight')
  })

  test('those who live together are not one person, though surname, phone and mother are the same', async () => {
    const head = 'rec_id,given_name,surname,date_of_birth,phone,mother_name'
    const lines = people().flatMap((line, n) => {
      const [id = '', first = '', last = '', born = '', phone = ''] = line.split(',')
      const sister = [
        `${id}s`,
        `${first.slice(2)}mi`,
        last,
        `${1940 + ((n * 17) % 70)}${born.slice(4, 7)}-11`,
        phone,
        `madre ${last}`,
      ]
      return [[id, first, last, born, phone, `madre ${last}`].join(','), sister.join(',')]
    })
    const { pairs, report } = await matched([head, ...lines], 'families')
    const apartShare = report.model.others.reduce((sum, { share }) => sum + share, 0)
    expect(apartShare).toBeGreaterThan(report.model.share / 4)
    const likely = pairs
      .trim()
      .split('\n')
      .slice(1)
      .filter((line) => Number(line.split(',')[2]) >= 0.5)
    const apart = likely.filter((line) => {
      const [a = '', b = ''] = line.split(',')
      return a.endsWith('s') !== b.endsWith('s')
    })
    expect(apart).toEqual([])
    expect(likely.length).toBeGreaterThan(150)
  })

  test('rows in another order and answers of another kind give the same to the last digit', async () => {
    const before = await matched([heading, ...people()], 'a')
    const turned = people()
      .toReversed()
      .map((line) => line.replace(/\d+$/, (n) => String(Number(n) % 2)))
    const after = await matched([heading, ...turned], 'b')
    expect(after.pairs).toBe(before.pairs)
    expect(after.clusters).toBe(before.clusters)
    // The record of what a model was learnt from names the very bytes.
    const learnt = (model: string): string => model.replace(/"files": "[0-9a-f]+"/, '')
    expect(learnt(after.model)).toBe(learnt(before.model))
  })
})

test('the report is one page without script that shows ids and levels and no value of anybody', async () => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, `${[heading, ...people()].join('\n')}\n`)
  const words = { t: (key: string) => `[${key}]`, language: 'es' }
  await runMatch({ files: [file], out: join(folder, 'out'), words })
  const page = readFileSync(join(folder, 'out/report.html'), 'utf8')
  expect(page).toContain('<html lang="es">')
  expect(page).toMatch(/p\d+a · p\d+b/)
  expect(page.match(/<script|https?:|<img|url\(/g)).toBeNull()
  // Four columns of numbers fit a telephone.
  expect(page).toContain('<table class="numbered"><caption class="aloud">')
  const [, first = '', last = '', born = ''] = people()[0]?.split(',') ?? []
  for (const value of [first, last, born, '0981']) expect(page.includes(`>${value}`)).toBe(false)
})

test('columns are guessed by name and value, and what looks like an answer never counts', () => {
  const values = Array.from({ length: 30 }, (_, n) => String(n))
  const guessed = guessColumns([
    { name: 'unique_id', values },
    { name: 'Apellidos', values: ['Pérez'] },
    { name: 'cluster', values },
    { name: 'match_label', values: ['1'] },
    { name: 'blocking_number', values },
    { name: 'x1', values: ['19080419', '19991231'] },
    { name: 'x3', values: ['1999-12-31 00:00:00', '1908-04-19T00:00:00Z'] },
    { name: 'x2', values: ['a@b.example'] },
    { name: 'empty', values: ['', ' '] },
  ])
  expect(guessed.map(({ kind }) => kind)).toEqual([
    'id',
    'family',
    'ignored',
    'ignored',
    'ignored',
    'date',
    'date',
    'email',
    'ignored',
  ])
})

test.each([
  [['rec_id', 'given_name'], true],
  [['rec-7880-org', 'liam', '12', '19271005'], false],
  [['id', 'id'], false],
])('%j names its columns: %s', (first, expected) => {
  expect(hasHeading(first)).toBe(expected)
})

test('ragged lines are counted and left out, ids that stand twice are told, days that never were are unknown', async () => {
  const odd = ['p1a,ana,perez,0000-00-00,,1', 'x,y', 'p9z,"Ñandú 🌻",محمد,2019-02-30,+595,7']
  const { report } = await matched([heading, ...people(), ...odd], 'odd')
  expect(report.rejected).toBe(1)
  expect(report.twice).toBe(1)
  expect(report.records).toBe(people().length + 2)
})

test.each([
  ['latin1', 'apellido_año', 'latin-1'],
  ['latin1', 'apellido', 'latin-1'],
  ['utf16le', 'apellido_año', 'utf-16'],
] as const)('a file in %s with %s keeps everybody whose name has an accent', async (how, family, encoding) => {
  const file = join(folder, `${how}.csv`)
  const lines = [
    `persona,nombre,${family},nacimiento`,
    ...people().map((line) => line.split(',').slice(0, 4).join(',')),
    'x1,José,Muñoz,1990-01-02',
  ]
  writeFileSync(file, Buffer.from(`${how === 'utf16le' ? '\uFEFF' : ''}${lines.join('\n')}\n`, how))
  const report = await runMatch({ files: [file], out: join(folder, how) })
  expect([report.records, report.rejected, report.encodings]).toEqual([lines.length - 1, 0, [encoding]])
  expect(report.columns.map(({ column }) => column)).toContain(family)
})

test('letters that were read wrongly before are put right and told', async () => {
  const { report } = await matched(
    [heading, ...people(), 'x1,JosÃ©,MuÃ±oz,1990-01-02,,1', 'x2,José,Muñoz,1990-01-02,,1'],
    'twice-read',
  )
  expect(report.repaired).toBe(2)
})

test('what people decided binds the clusters, and what contradicts itself goes to review', async () => {
  const file = join(folder, 'people.csv')
  const decided = join(folder, 'decided.csv')
  writeFileSync(file, `${[heading, ...people()].join('\n')}\n`)
  const said = ['p0a,p0b,different', 'p3b,p5a,SAME', 'p6a,p7a,same', 'p7a,p6a,different', 'p9a,p9b,unsure', 'p9a,nobody,same']
  writeFileSync(decided, `${['id_a,id_b,decision', ...said].join('\n')}\n`)
  const out = join(folder, 'decided')
  const report = await runMatch({ files: [file], out, decided })
  const lines = readFileSync(join(out, 'clusters.csv'), 'utf8').trim().split('\n')
  const of = new Map(lines.map((line) => [line.split(',')[0], line.split(',')[1]]))
  expect(['p0b', 'p3b', 'p5a', 'p7a', 'p9b'].map((id) => of.get(id))).toEqual(['p0b', 'p3a', 'p3a', 'p7a', 'p9a'])
  const review = readFileSync(join(out, 'review.csv'), 'utf8').trim().split('\n').slice(1)
  expect(review[0]).toBe('p6a,p7a,,contradiction,0.0')
  expect(report.review).toEqual({ contradiction: 1, bridge: 0, taken: 0, tied: 0, doubt: review.length - 1 })
  expect(report.decided).toEqual({ same: 2, different: 2, unknown: 1 })
  writeFileSync(decided, 'id_a,id_b,decision\np0a,p0b,maybe\n')
  await expect(runMatch({ files: [file], out, decided })).rejects.toThrow(/matching\/decided-answer .*"line":2/)
})

test.each(['fold', 'candidates', 'compare', 'score'])(
  'a run that is stopped after %s goes on from there to the same end',
  async (last) => {
    const file = join(folder, 'people.csv')
    writeFileSync(file, `${[heading, ...people()].join('\n')}\n`)
    const [whole, again] = [join(folder, 'whole'), join(folder, `again-${last}`)]
    await runMatch({ files: [file], out: whole })
    const stop = new AbortController()
    const stopped = runMatch({ files: [file], out: again, signal: stop.signal }, (step) => {
      if (step.stage === last) stop.abort(new Error('enough'))
    })
    await expect(stopped).rejects.toThrow('enough')
    const kept: string[] = []
    const { seconds } = await runMatch({ files: [file], out: again }, (step) => step.kept && kept.push(step.stage))
    const order = ['read', 'fold', 'plan', 'candidates', 'compare']
    expect(kept).toEqual(last === 'score' ? order : order.slice(0, 1 + order.indexOf(last)))
    expect(Object.keys(seconds)).toEqual([...order, 'learn', 'score', 'cluster', 'report'])
    for (const name of ['pairs.csv', 'clusters.csv', 'model.json'])
      expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(whole, name), 'utf8'))
    expect(readdirSync(again).filter((name) => name.startsWith('.'))).toEqual([])
  },
)

test('what was kept of other files, or of the same with other columns, is not used', async () => {
  const file = join(folder, 'people.csv')
  const out = join(folder, 'other')
  const stopAt = async (lines: readonly string[]): Promise<void> => {
    writeFileSync(file, `${[heading, ...lines].join('\n')}\n`)
    const stop = new AbortController()
    const run = runMatch({ files: [file], out, signal: stop.signal }, (step) => {
      if (step.stage === 'compare') stop.abort(new Error('enough'))
    })
    await expect(run).rejects.toThrow('enough')
  }
  await stopAt(people())
  writeFileSync(file, `${[heading, ...people().slice(1)].join('\n')}\n`)
  expect((await runMatch({ files: [file], out })).records).toBe(people().length - 1)
  await stopAt(people())
  const config = { id: 'rec_id', columns: { given_name: 'given', date_of_birth: 'date' } } as const
  expect((await runMatch({ files: [file], out, config })).model.fields.length).toBe(2)
})

test('records that are all the same make no more pairs than a crowd may', async () => {
  const same = Array.from({ length: 400 }, (_, n) => `r${n},ana,perez,1990-01-01,0981234567,1`)
  const { report } = await matched([heading, ...same], 'same')
  expect(report.candidates.count).toBe(0)
  expect(report.keys).toEqual([])
})
