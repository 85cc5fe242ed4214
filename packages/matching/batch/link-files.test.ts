import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { heading, madeUpPeople } from '../testing/made-up-people.ts'
import { runMatch, type MatchAsked } from './run-match.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'link-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const people = madeUpPeople()
const once = people.filter((line) => /^p\d+a/.test(line))
const again = people.filter((line) => /^p\d+b/.test(line))
/** Somebody who is in the second file twice, to the letter. */
const copy = (again[0] ?? '').replace('p0b', 'p0c')

async function linked(first: readonly string[], second: readonly string[], asked: Partial<MatchAsked> = {}) {
  const files = [first, second].map((lines, at) => {
    const file = join(folder, `${at}.csv`)
    writeFileSync(file, `${[heading, ...lines].join('\n')}\n`)
    return file
  })
  const out = join(folder, 'out')
  const report = await runMatch({ files, out, ...asked })
  const rows = (name: string): readonly (readonly string[])[] =>
    readFileSync(join(out, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','))
  const likely = rows('pairs.csv')
    .slice(1)
    .filter(([, , p]) => Number(p) >= 0.5)
  return { report, rows, likely: likely.map(([a, b]) => `${a} ${b}`) }
}

test('of two files only pairs between them are looked at, and those are all found', async () => {
  const { likely, report } = await linked(once, [...again, copy])
  expect(likely).toEqual(expect.arrayContaining(again.map((line) => line.replace(/^(p\d+)b.*/, '$1a $1b'))))
  expect(likely).not.toContain('p0b p0c')
  // Of the pairs between the files, 101 of 300 × 101 are one person.
  expect(report.model.share).toBeGreaterThan(0.5 / 300)
})

test('with “within” those who are in one file twice are found too', async () => {
  const { likely } = await linked(once, [...again, copy], { within: true })
  expect(likely).toEqual(expect.arrayContaining(['p0a p0b', 'p0a p0c', 'p0b p0c', 'p3a p3b']))
})

test('one to one: whoever is twice in the second file is joined once, and the other choice is told', async () => {
  const { rows, report } = await linked(once, [...again, copy], { oneToOne: true })
  const cluster = new Map(rows('clusters.csv').map(([id, name]) => [id, name]))
  expect(['p0b', 'p0c', 'p3b'].map((id) => cluster.get(id))).toEqual(['p0a', 'p0c', 'p3a'])
  const told = rows('review.csv').map(([a, b, , why]) => `${a} ${b} ${why}`)
  expect(told).toEqual(expect.arrayContaining(['p0a p0b tied', 'p0a p0c tied']))
  expect(report.review.tied).toBe(2)
  await expect(linked(once, again, { oneToOne: true, within: true })).rejects.toThrow('one to one')
})

test('one to one: a decision comes first, and whoever it joined is free for nobody else', async () => {
  const decided = join(folder, 'decided.csv')
  writeFileSync(decided, 'id_a,id_b,decision\np0a,p0c,same\np3a,p3b,different\n')
  const { rows } = await linked(once, [...again, copy], { oneToOne: true, decided })
  const cluster = new Map(rows('clusters.csv').map(([id, name]) => [id, name]))
  expect(['p0b', 'p0c', 'p3b'].map((id) => cluster.get(id))).toEqual(['p0b', 'p0a', 'p3b'])
  const told = rows('review.csv').map(([a, b, , why]) => `${a} ${b} ${why}`)
  expect(told).toContain('p0a p0b taken')
  expect(told.filter((one) => one.startsWith('p3a p3b'))).toEqual([])
})

test('ids that both files hold are told apart by file, and name no cluster by themselves', async () => {
  const renamed = again.map((line) => line.replace(/^(p\d+)b/, '$1a'))
  const { rows, report } = await linked(once, renamed)
  expect(report.clashing).toBe(again.length)
  expect(rows('pairs.csv')[0]).toEqual(['id_a', 'id_b', 'probability', 'weight', 'file_a', 'file_b'])
  expect(
    rows('pairs.csv')
      .find(([a, b]) => a === 'p0a' && b === 'p0a')
      ?.slice(4),
  ).toEqual(['1', '2'])
  const clusters = rows('clusters.csv').filter(([id]) => id === 'p0a')
  expect(clusters).toEqual([
    ['p0a', 'p0a:1', '1'],
    ['p0a', 'p0a:1', '2'],
  ])
})

test('an id that stands twice for two people gives two clusters, and whoever has none is given one', async () => {
  const other = 'p1a,xoxoxo,zazazaza,1999-09-09,0981555555,9'
  const file = join(folder, 'one.csv')
  writeFileSync(file, `${[heading, ...people, other, ',ninini,rurururu,1991-02-03,0981777777,9'].join('\n')}\n`)
  const report = await runMatch({ files: [file], out: join(folder, 'one') })
  expect([report.twice, report.nameless]).toEqual([1, 1])
  const lines = readFileSync(join(folder, 'one/clusters.csv'), 'utf8').trim().split('\n')
  expect(lines.filter((line) => line.startsWith('p1a,')).map((line) => line.split(',')[1])).toEqual(['p1a:1', 'p1a:2'])
  expect(lines.filter((line) => line.startsWith('?'))).toHaveLength(1)
})
