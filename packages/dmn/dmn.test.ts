import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { textOf } from '@convive/feel'
import { describe, expect, test } from 'vitest'
import { decideModel, readModel, runSuite } from './index.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'dmn-tck')
const hasData = existsSync(data)
if (!hasData) console.warn(`skipped: no data at ${data}`)
const now = { nanos: 0n, zone: { offset: 0 } }

function modelOf(inside: string, head = ''): Uint8Array {
  return Buffer.from(`${head}<definitions namespace="urn:ysapy" name="m">${inside}</definitions>`)
}

function answer(feel: string): string {
  const read = readModel(
    modelOf(
      `<decision name="d"><variable name="d"/><literalExpression><text><![CDATA[${feel}]]></text></literalExpression></decision>`,
    ),
  )
  if (!read.ok) return read.fault.code
  const { value, problems } = decideModel(read.value, 'd', { given: [], now })
  return problems[0]?.message ?? textOf(value)
}

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
    const read = readModel(modelOf('', '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))
    expect(read).toMatchObject({ ok: false, fault: { code: 'dmn/not-xml', message: 'a document type is not read' } })
  })

  test('a model that imports itself over another is refused by name', () => {
    const a = Buffer.from('<definitions namespace="a"><import namespace="b" name="b"/></definitions>')
    const b = Buffer.from('<definitions namespace="b"><import namespace="a" name="a"/></definitions>')
    expect(readModel(a, [a, b])).toMatchObject({ ok: false, fault: { code: 'dmn/cyclic-import' } })
  })
})

describe.runIf(hasData)('the DMN conformance suite', () => {
  test('passes at least as many cases as were reached', () => {
    const report = runSuite(data, now)
    expect(report.length).toBeGreaterThanOrEqual(2951)
    expect(report.filter(({ reason }) => reason === '').length).toBeGreaterThanOrEqual(2925)
  })
})
