import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decision, input, literal, now, text } from '../testing/models.ts'
import { writeFolder, type SuiteCase } from '../testing/suite.ts'
import { runSuite } from './run-suite.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'dmn-tck')
const hasData = existsSync(data)
if (!hasData) console.warn(`skipped: no data at ${data}`)

const scratch = mkdtempSync(join(tmpdir(), 'convive-suite-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const folder = (): string => mkdtempSync(join(scratch, 'f-'))
const reasons = (directory: string): readonly string[] => runSuite(directory, now).map(({ reason }) => reason)

/** A model whose every literal is an argument, and what it must answer, worked out by other means. */
type Literals = { readonly factor: number; readonly added: number; readonly limit: number; readonly word: string }
const literals = fc.record({
  factor: fc.integer({ min: -999, max: 999 }),
  added: fc.integer({ min: -99_999, max: 99_999 }),
  limit: fc.integer({ min: -500, max: 500 }),
  word: fc.stringMatching(/^[a-z]{1,8}$/),
})

function elementsOf({ factor, added, limit, word }: Literals): readonly string[] {
  const rule = (cell: string, result: string): string =>
    `<rule><inputEntry>${text(cell)}</inputEntry><outputEntry>${text(result)}</outputEntry></rule>`
  const table = `<decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>
    ${rule(`< ${limit}`, `"${word}"`)}${rule(`>= ${limit}`, `"${word}" + "!"`)}</decisionTable>`
  return [
    input('n', 'number'),
    input('who', 'string'),
    decision('sum', literal(`n * ${factor} + ${added}`), ['i-n']),
    decision('word', table, ['i-n']),
    decision('all', literal('{sum: sum, text: who + word, twice: [sum, sum]}'), ['i-who', 'd-sum', 'd-word']),
  ]
}

function caseOf({ factor, added, limit, word }: Literals, n: number, who: string): SuiteCase {
  const sum = n * factor + added
  const said = n < limit ? word : `${word}!`
  return { given: { n, who }, expected: { sum, word: said, all: { sum, text: who + said, twice: [sum, sum] } } }
}

const numbers = [-501, -1, 0, 1, 499, 12_345]

describe('folders of the layout of the suite', () => {
  test('whatever the literals are, the results follow them; literals of another model fail', () => {
    fc.assert(
      fc.property(literals, literals, (own, other) => {
        const [right, wrong] = [folder(), folder()]
        const model = elementsOf(own).join('')
        writeFolder(right, { name: 'made', model, cases: numbers.map((n) => caseOf(own, n, 'Ana')) })
        expect(reasons(right).filter((reason) => reason !== '')).toEqual([])
        fc.pre(own.added !== other.added && own.factor === own.factor)
        writeFolder(wrong, { name: 'made', model, cases: [caseOf({ ...own, added: other.added }, 7, 'Ana')] })
        expect(reasons(wrong)[0]).toMatch(/^sum: expected .*; all: expected /)
      }),
      { numRuns: 40, seed: 20_261_126 },
    )
  })

  test('elements, inputs and cases may stand in any order', () => {
    fc.assert(
      fc.property(literals, fc.infiniteStream(fc.nat()), (own, chance) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, place: chance.next().value }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ item }) => item)
        const directory = folder()
        const cases = shuffled(numbers.map((n) => caseOf(own, n, 'Luz'))).map(({ given, expected }) => ({
          given: Object.fromEntries(shuffled(Object.entries(given))),
          expected: Object.fromEntries(shuffled(Object.entries(expected))),
        }))
        writeFolder(directory, { name: 'made', model: shuffled(elementsOf(own)).join(''), cases })
        expect(reasons(directory)).toEqual(numbers.map(() => ''))
      }),
      { numRuns: 40, seed: 20_261_126 },
    )
  })

  test('an error must be null and said', () => {
    const directory = folder()
    const model = `${decision('silent', literal('null'))}${decision('loud', literal('1 / 0'))}`
    writeFolder(directory, {
      name: 'made',
      model,
      cases: [
        { given: {}, expected: { silent: undefined } },
        { given: {}, expected: { loud: undefined } },
      ],
    })
    expect(reasons(directory)).toEqual(['silent: an error is expected, none was reported', ''])
  })

  test('an empty folder has no cases; a model that is not there is named', () => {
    const [empty, lost] = [folder(), folder()]
    writeFolder(lost, { name: 'made', model: '', modelName: 'gone.dmn', cases: [{ given: {}, expected: { a: 1 } }] })
    expect(reasons(empty)).toEqual([])
    expect(reasons(lost)).toEqual(['gone.dmn:1:1 dmn/no-model the model that these cases name is not in their folder (gone.dmn)'])
  })

  test('a file that is no XML fails aloud', () => {
    const directory = folder()
    writeFileSync(join(directory, 'a-test-01.xml'), '<testCases><modelName>')
    expect(reasons(directory)[0]).toContain('a-test-01.xml:1:')
  })
})

/** A copy of the suite with each of its files changed. */
function changed(change: (name: string, content: string) => string): string {
  const directory = folder()
  cpSync(data, directory, { recursive: true })
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(dmn|xml)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    writeFileSync(path, change(entry.name, readFileSync(path, 'utf8')))
  }
  return directory
}

const cases = /<((?:\w+:)?)testCase(?=\s)(?:[^>]*[^/])?>[^]*?<\/\1testCase>/g
const expectedBlocks = /<((?:\w+:)?)expected>[^]*?<\/\1expected>/g
const values = /(<(?:\w+:)?value [^>]*type="(?:\w+:)?)(\w+)("[^>]*>)([^<]+)(<)/g

function otherValue(type: string, value: string): string {
  if (['decimal', 'double', 'integer'].includes(type)) return String(Number(value) === 0 ? 1e-6 : Number(value) * 1.000_001)
  if (type === 'boolean') return value.trim() === 'true' ? 'false' : 'true'
  return type === 'string' ? `${value}~` : value.replace(/\d(?=\D*$)/, (digit) => (digit === '0' ? '1' : '0'))
}

describe.runIf(hasData)('the conformance suite, changed', () => {
  test('other expected literals are told from the right ones', () => {
    const marked = new Set<string>()
    const directory = changed((name, content) =>
      content.replaceAll(cases, (one) =>
        one.replaceAll(expectedBlocks, (block) =>
          block.replaceAll(values, (_whole, before: string, type: string, middle: string, value: string, after: string) => {
            marked.add(`${name} ${/ id="([^"]*)"/.exec(one)?.[1] ?? ''}`)
            return `${before}${type}${middle}${otherValue(type, value)}${after}`
          }),
        ),
      ),
    )
    const report = runSuite(directory, now).filter(({ file, id }) => marked.has(`${file}.xml ${id}`))
    const passed = report.filter(({ reason }) => reason === '')
    expect(report.length).toBeGreaterThan(1500)
    expect(passed.map(({ folder: where, id }) => `${where} ${id}`)).toEqual([])
  })

  test('elements and inputs turned around pass as well', () => {
    const turned = (written: string, pattern: RegExp): string => {
      const content = written.replaceAll(/<!--[^]*?-->/g, '')
      const blocks = [...content.matchAll(pattern)].map(([block]) => block)
      return content.replaceAll(pattern, () => blocks.pop() ?? '')
    }
    const directory = changed((name, content) =>
      name.endsWith('.dmn')
        ? turned(
            content,
            /<((?:\w+:)?)(decision|inputData|businessKnowledgeModel|itemDefinition)(?=\s)(?:[^>]*[^/])?>[^]*?<\/\1\2>/g,
          )
        : turned(content, cases),
    )
    const report = runSuite(directory, now)
    expect(report.filter(({ reason }) => reason !== '')).toEqual([])
    expect(report.length).toBeGreaterThanOrEqual(2951)
  })
})
