import { describeDataFault } from '@convive/facts'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkPackFolders } from './store/check-folders.ts'

const jurisdictions = join(import.meta.dirname, '../../jurisdictions')
/** One right is enough here. */
const isWanted = (from: string): boolean => !from.includes('procedures') || !/(?<!regularisation)\.yaml$/u.test(from)
const law = 'procedures/regularisation.yaml'
let [scratch, pack] = ['', '']

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'packs-'))
  pack = join(scratch, 'ysapy')
  cpSync(join(jurisdictions, 'ysapy'), pack, { recursive: true, filter: isWanted })
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

/** Faults without the folder in front: `procedures/x.yaml:3:5 …`. */
function told(): readonly string[] {
  return checkPackFolders([pack]).faults.map((one) => describeDataFault(one).replace(`${pack}/`, ''))
}

function change(from: string, to: string, file = law): void {
  const text = readFileSync(join(pack, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(pack, file), text.replace(from, to))
}

/** Line and column, from 1, of the first place where a text stands. */
function place(of: string, file = law): string {
  const before = readFileSync(join(pack, file), 'utf8').split(of)[0] ?? ''
  const lines = before.split('\n')
  return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`
}

const stay = 'entry_date + duration("P90D") <= today'

test('a pack in order, alone and with others', () => {
  expect(checkPackFolders([pack])).toMatchObject({ faults: [], procedures: 1 })
  const all = checkPackFolders(['common', 'pe', 'uy', 'ysapy'].map((name) => join(jurisdictions, name)))
  expect(all.faults).toEqual([])
  expect(all).toMatchObject({ procedures: 6 })
  expect(all.cases).toBeGreaterThan(60)
}, 120_000)

describe('what is wrong is told with the word it stands at', () => {
  test('a fact that nobody knows, and the one that was meant', () => {
    change(stay, 'entri_date + duration("P90D") <= today')
    expect(told()).toEqual([`${place('entri_date')} no fact is called entri_date; did you mean entry_date? [rules/unknown-fact]`])
  })

  test('a comparison of a day with a number', () => {
    change(stay, 'entry_date > 5')
    expect(told()).toEqual([expect.stringMatching(/^procedures\/regularisation\.yaml:\d+:11 .*\[rules\/wrong-type\]$/u)])
  })

  test('a condition that names no source', () => {
    change('    cite: { source: law, article: "art. 5" }\n', '')
    expect(told()).toEqual([expect.stringContaining('needs cite: say where the law says so')])
  })

  test('a source that is misspelt', () => {
    change('{ source: law, article: "art. 6" }', '{ source: lax, article: "art. 6" }')
    expect(told()).toEqual([
      `${place('lax,')} lax is not among the sources: a condition needs a source; did you mean law? [unknown-source]`,
    ])
  })

  test('a decree that stops a clock of which no procedure speaks, or ends before it begins', () => {
    const words = '{ es: x, pt: x, en: x, fr: x, ht: x }'
    const decree = (days: string): string =>
      `fictional: true\nsuspensions:\n  - { ${days}, of: [ysapy.regularisation/decid], words: ${words}, cite: Decreto 1, status: fictional }`
    const file = 'jurisdiction.yaml'
    change('fictional: true', decree('from: "2026-11-02", until: "2026-11-13"'), file)
    expect(told()).toEqual([
      `${place('ysapy.regularisation/decid', file)} no deadline here is called ysapy.regularisation/decid; did you mean ysapy.regularisation/decide? [unknown-deadline]`,
    ])
    change('until: "2026-11-13"', 'until: "2026-11-01"', file)
    expect(told()).toEqual([expect.stringContaining('ends before it begins')])
  })

  test('a key written twice', () => {
    change('eligible_when:', 'version: again\neligible_when:')
    expect(told()).toEqual([`${place('version: again')} this key is written twice [duplicate-id]`])
  })

  test('aliases that would grow into gigabytes', () => {
    writeFileSync(join(pack, law), `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`)
    expect(told()).toEqual([`${law}:2:8 an alias (*a) is not allowed here: write it out [unreadable]`])
  })

  test('a worked case that comes out otherwise', () => {
    change('today: "2026-07-30"', 'today: "2026-07-29"')
    expect(told()).toEqual([
      `${place('the 90th day')} the case “the 90th day” comes out otherwise: answer is no, not yes [case-differs]`,
    ])
  })

  test('a condition that everybody meets, one that nobody does, two that exclude each other', () => {
    change(stay, `${stay} or entry_date + duration("P90D") > today or age >= 0 or age < 0`)
    expect(told()).toContainEqual(expect.stringMatching(/:11 min_stay is met by everybody.* \[rules\/always-yes\]$/u))
    change(`${stay} or entry_date + duration("P90D") > today or age >= 0 or age < 0`, 'age < 10 and age > 12')
    expect(told()).toContainEqual(expect.stringContaining('[rules/always-no]'))
  })

  test('an absence that a condition did not think of', () => {
    change(stay, 'asylum_claim_date + duration("P90D") <= today')
    expect(told()).toContainEqual(expect.stringContaining('asylum_claim_date may be none, and then min_stay has no meaning'))
  })

  test('a window that closes before it opens', () => {
    change('in_force: { from: "2026-01-15" }', 'in_force: { from: "2026-01-15", applications_until: "2026-01-14" }')
    expect(told()).toContainEqual(expect.stringContaining('the window closes before it opens [never-open]'))
  })

  test('rules of a fact that are idle or at odds, and what is always so with a word that nobody knows', () => {
    mkdirSync(join(pack, 'facts'))
    const own = [
      'allowance:',
      '  type: number',
      '  class: 1',
      '  cost: 0',
      '  label: { es: x, pt: x, en: x, fr: x, ht: x }',
      '  always: ["allowance >= 0", "alowance < 9"]',
      '  cases:',
      '    - { is: "1" }',
      '    - { is: "2", when: "age < 18", rank: 1 }',
      '    - { is: "3", when: "criminal_record", rank: 1 }',
      '    - { is: "4", when: "age < 12", rank: 0 }',
      '    - { is: "5", when: "age < 21", rank: 2 }',
    ]
    writeFileSync(join(pack, 'facts/own.yaml'), own.join('\n'))
    expect(told()).toEqual([expect.stringMatching(/^facts\/own.yaml:6:31 no fact is called alowance/u)])
    writeFileSync(join(pack, 'facts/own.yaml'), own.toSpliced(5, 1, '').join('\n'))
    expect(told()).toEqual([
      expect.stringMatching(/^facts\/own.yaml:9:7 .*never gives the value \[rules\/case-unreachable\]$/u),
      expect.stringMatching(/^facts\/own.yaml:11:7 .*never gives the value \[rules\/case-unreachable\]$/u),
    ])
    writeFileSync(join(pack, 'facts/own.yaml'), own.toSpliced(10, 2).toSpliced(5, 1).join('\n'))
    expect(told()).toEqual([expect.stringMatching(/^facts\/own.yaml:9:7 .*give one a higher rank \[rules\/cases-overlap\]$/u)])
  })

  test('facts that are computed from each other', () => {
    mkdirSync(join(pack, 'facts'))
    const said = '{ es: x, pt: x, en: x, fr: x, ht: x }'
    const fact = (id: string, derive: string): string =>
      `${id}:\n  type: number\n  class: 1\n  cost: 0\n  derive: ${derive}\n  label: ${said}\n`
    writeFileSync(join(pack, 'facts/own.yaml'), `${fact('first', 'second + 1')}${fact('second', 'first + 1')}`)
    expect(told()).toEqual([
      'facts/own.yaml:5:11 first → second → first goes in a circle [rules/derive-cycle]',
      'facts/own.yaml:11:11 second → first → second goes in a circle [rules/derive-cycle]',
    ])
  })
})

describe('what cannot be read', () => {
  test('a folder that is not there or holds no pack', () => {
    expect(checkPackFolders([join(scratch, 'none')]).faults.map((one) => one.code)).toEqual(['no-folder'])
    mkdirSync(join(scratch, 'empty'))
    expect(checkPackFolders([join(scratch, 'empty')]).faults.map((one) => one.code)).toEqual(['empty-pack'])
  })

  test('a folder where a file should be, and bytes that are no text', () => {
    mkdirSync(join(pack, 'procedures/other.yaml'))
    writeFileSync(join(pack, 'codes/more.yaml'), Buffer.from([0x61, 0xff, 0xfe]))
    expect(told()).toEqual([
      'codes/more.yaml:1:1 is not UTF-8 text [unreadable]',
      'procedures/other.yaml:1:1 cannot be read: EISDIR [unreadable]',
    ])
  })

  test('a file that nobody reads', () => {
    writeFileSync(join(pack, 'procedures/second.yml'), 'a: 1\n')
    expect(told()).toEqual([expect.stringContaining('procedures/second.yml:1:1 nobody reads this file')])
  })
})

test('NO is a country and a day is a text: nothing is guessed from how a value looks', () => {
  change('country: XYS', 'country: NO', 'jurisdiction.yaml')
  expect(told()).toEqual([`${place('country: NO', 'jurisdiction.yaml')} NO is not in the list of countries [unknown-country]`])
  change('country: NO', 'country: XYS', 'jurisdiction.yaml')
  change('in_force: { from: "2026-01-15" }', 'in_force: { from: 2026-01-15 }')
  expect(told()).toEqual([])
})
