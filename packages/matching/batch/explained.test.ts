import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { heading, madeUpPeople } from '../testing/made-up-people.ts'
import { explainPair } from './explained.ts'
import { runMatch } from './run-match.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explained-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** One person three times and their other writing, as `id,given,surname,birth,phone`. */
const odd = [
  'z1,rosalinda ines,quispe mamani,1987-05-03,0981123456,1',
  'z2,rosalinda ines,mamani quispe,1987-03-05,0981123465,1',
  'z3,rosalinda,quispe mamani,1987-05-04,981123456,1',
  'z4,rozalinda ines,quispe mamani,1988-05-03,,1',
]

test('how a pair compares is kept in words, without the records, and no value of anybody is in it', async () => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, `${[heading, ...madeUpPeople(), ...odd].join('\n')}\n`)
  const out = join(folder, 'out')
  await runMatch({ files: [file], out })
  rmSync(file)
  const wordsOf = async (a: string, b: string): Promise<readonly (string | undefined)[]> => {
    const { pairs } = await explainPair(out, [a, b])
    return pairs[0]?.fields.map(({ word }) => word) ?? []
  }
  expect(await wordsOf('z1', 'z2')).toEqual(['same', 'order-of-two', 'swapped', 'turned'])
  expect(await wordsOf('z3', 'z1')).toEqual(['part', 'same', 'digit', 'longer'])
  expect(await wordsOf('z1', 'z4')).toEqual(['sound', 'same', 'digit', undefined])
  const { pairs } = await explainPair(out, ['p0b', 'p0a'])
  const [pair] = pairs
  const bits = (pair?.before ?? 0) + (pair?.fields ?? []).reduce((sum, one) => sum + one.bits, 0)
  // What two who live together may share is taken off after the fields.
  expect(pair?.w ?? 0).toBeLessThanOrEqual(bits + 0.01)
  const kept = readFileSync(join(out, 'levels.parquet'), 'latin1')
  for (const value of ['rosalinda', 'quispe', '1987', '981123456']) expect(kept).not.toContain(value)
})

test('a pair that is not there is told from an id that is not', async () => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, `${[heading, ...madeUpPeople()].join('\n')}\n`)
  const out = join(folder, 'out')
  await runMatch({ files: [file], out })
  expect(await explainPair(out, ['p0a', 'p1a'])).toEqual({ pairs: [], known: [true, true] })
  expect(await explainPair(out, ["p0a'", 'p1a'])).toEqual({ pairs: [], known: [false, true] })
})
