import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { recordsA } from './errors-a.ts'
import { generate } from './generate.ts'
import { heardAs } from './hearing.ts'
import { chanceOf, householdAt } from './population.ts'
import { fields, type Made } from './records.ts'
import { machineReadable, romanisedAnew, scanned } from './scanning.ts'
import { readTruth, truePairs } from './truth.ts'
import { recordsB } from './visits-b.ts'

const folder = mkdtempSync(join(tmpdir(), 'convive-generators-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const households = 3000
const made = (make: typeof recordsA): readonly Made[] => Array.from({ length: households }, (_, n) => make(5, n)).flat()

describe('the population', () => {
  const families = Array.from({ length: households }, (_, n) => householdAt(5, n))

  test('has twins, sons of one name with their father, and telephones that many households give', () => {
    const twins = families.filter((family) => new Set(family.map((one) => JSON.stringify(one.birth))).size < family.length)
    const namesakes = families.filter((family) =>
      family.some((a) => family.some((b) => a !== b && a.given === b.given && a.family === b.family)),
    )
    const phones = Map.groupBy(families, ([head]) => head?.phone ?? '')
    expect(twins.length).toBeGreaterThan(households / 200)
    expect(namesakes.length).toBeGreaterThan(households / 200)
    expect([...phones.values()].filter((some) => some.length > 1).length).toBeGreaterThan(1)
  })

  test('is the same whichever part is made, and another from another seed', () => {
    expect(householdAt(5, 77)).toEqual(families[77])
    expect(householdAt(6, 77)).not.toEqual(families[77])
  })
})

describe.each([
  ['A', recordsA],
  ['B', recordsB],
] as const)('generator %s', (generator, make) => {
  const all = made(make)

  test('writes people down again, mostly otherwise than before', () => {
    const groups = [...Map.groupBy(all, ({ person }) => person.entity).values()].filter((some) => some.length > 1)
    const names = (one: Made | undefined): string => `${one?.row.given_names} ${one?.row.family_names}`
    const changed = groups.filter(([first, second]) => names(first) !== names(second))
    expect(groups.length).toBeGreaterThan(500)
    expect(changed.length / groups.length).toBeGreaterThan(0.4)
  })

  test('puts no sign into a cell that a plain table cannot hold', () => {
    for (const { row } of all) for (const name of fields) expect(row[name]).not.toMatch(/[,"\n_]/)
  })

  test('writes the same bytes from the same seed, one record and one truth each', async () => {
    const order = { generator, records: 500, seed: 9 } as const
    const paths = (n: number): { input: string; truth: string } => ({
      input: join(folder, `${generator}${n}.csv`),
      truth: join(folder, `${generator}${n}.truth.csv`),
    })
    await generate(order, paths(1))
    await generate(order, paths(2))
    expect(readFileSync(paths(1).input, 'utf8')).toBe(readFileSync(paths(2).input, 'utf8'))
    const truth = await readTruth(paths(1).truth)
    const ids = readFileSync(paths(1).input, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0])
    expect(ids).toEqual([...truth.place.keys()])
    expect(ids).toHaveLength(500)
    expect([...truePairs(truth)].length).toBeGreaterThan(50)
    expect([...truth.groups.keys()]).toEqual(['origin', 'sex', 'age'])
  })
})

test('generator B leaves out more of those who carry fewer papers', () => {
  const filled = (origin: string): number => {
    const some = made(recordsB).filter(({ person }) => person.origin === origin)
    return some.filter(({ row }) => row.document !== '').length / some.length
  }
  expect(filled('HTI')).toBeLessThan(filled('COL') - 0.1)
})

describe('how a name changes in an office', () => {
  const variants = (word: string, tongue: 'spanish' | 'english' | 'french', origin: 'HTI' | 'VEN'): Set<string> =>
    new Set(Array.from({ length: 40 }, (_, n) => heardAs(word, { origin, tongue, chance: chanceOf(3, n, 0) })))

  test('by ear, as the officer writes the sounds', () => {
    expect(variants('Desrosiers', 'spanish', 'HTI')).toContain('Desrosie')
    expect(variants('Chávez', 'french', 'VEN')).toContain('Tchabés')
    expect(variants('Jiménez', 'english', 'VEN')).toContain('Himenes')
  })

  test('in the machine-readable zone of a passport', () => {
    expect(machineReadable('María José', "Núñez D'Ávila")).toEqual({ given: 'MARIA JOSE', family: 'NUNEZ DAVILA' })
    expect(machineReadable('Ana', 'Abcdefghij Klmnopqrst Uvwxyzabcd Efghijklmn').family).toHaveLength(36)
  })

  test('under a scanner and under another transliteration', () => {
    expect(scanned('8', 1, chanceOf(1, 1, 1))).toBe('3')
    expect(scanned('8', 0, chanceOf(1, 1, 1))).toBe('8')
    expect(['Muhammad', 'Mohamed', 'Mohammed', 'Mohamad', 'Muhammed']).toContain(romanisedAnew('Mohammad', chanceOf(1, 1, 1)))
  })
})
