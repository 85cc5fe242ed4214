import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readModel, runSuite } from './index.ts'
import { answer, modelFile, now } from './testing/models.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'dmn-tck')
const hasData = existsSync(data)
if (!hasData) console.warn(`skipped: no data at ${data}`)
describe('a model', () => {
  test('a third of one has thirty-four digits, and three of them are not one', () => {
    expect(answer('1 / 3')).toBe('0.3333333333333333333333333333333333')
    expect(answer('1 / 3 * 3 = 1')).toBe('false')
  })

  test.each([
    ['an expression nested ten thousand deep', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`, 'nested more than'],
    ['a hundred thousand characters', `1${' + 1'.repeat(25_000)}`, 'an expression may have'],
    ['a chain of five thousand sums', `1${' + 1'.repeat(5000)}`, 'operations in a row'],
    ['a number of a hundred thousand digits', '1'.repeat(60_000), 'a number may have'],
    ['a loop over a thousand million', 'for i in 1..1000000000 return i', 'takes too long'],
    ['an unknown name', 'birth + 1', 'unknown name: birth'],
  ])('%s gets an answer that says so', (_name, feel, says) => {
    expect(answer(feel)).toContain(says)
  })

  test('a document type is refused, and with it what it would fetch', () => {
    const head = '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    expect(readModel(modelFile('', { head }))).toMatchObject({
      ok: false,
      fault: { code: 'dmn/document-type', message: 'a document type is not read', file: 'm.dmn', line: 1, word: 'DOCTYPE' },
    })
  })

  test('a model that imports itself over another is refused by name', () => {
    const a = modelFile('<import namespace="b" name="b"/>', { name: 'a.dmn', namespace: 'a' })
    const b = modelFile('\n<import namespace="a" name="a"/>', { name: 'b.dmn', namespace: 'b' })
    const fault = { code: 'dmn/cyclic-import', file: 'b.dmn', line: 2, word: 'a' }
    expect(readModel(a, [a, b])).toMatchObject({ ok: false, fault })
  })
})

describe.runIf(hasData)('the DMN conformance suite', () => {
  test('every case passes, and of those few only to the digits of a literal that was cut', () => {
    const report = runSuite(data, now)
    expect(report.length).toBeGreaterThanOrEqual(2951)
    expect(report.filter(({ reason }) => reason !== '')).toEqual([])
    expect(report.filter(({ asWritten }) => asWritten).length).toBeLessThanOrEqual(16)
  })
})
