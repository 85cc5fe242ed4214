import { describe, expect, test } from 'vitest'
import { checkBundle } from './rules/bundle.ts'
import { countries } from './rules/countries.ts'
import { fileShape, lengths } from './rules/file-shape.ts'
import { pureDomain } from './rules/pure-domain.ts'
import { sqlInStore } from './rules/sql-in-store.ts'
import { projectOf } from './project.ts'
import { readBundle } from './tree.ts'
import { planted } from './testing/planted.ts'

describe('pure domain', () => {
  const impure = [
    'export const today = () => new Date()',
    'export const now = () => Date.now()',
    'export const dice = () => Math.random()',
    'export const home = () => process.env.HOME',
    'export async function load() { await null }',
    "import { readFileSync } from 'node:fs'",
    "import { randomBytes } from 'node:crypto'",
    "import { insertPerson } from '../store/persons.ts'",
    "import { sql } from '@convive/database'",
    "export const ask = () => fetch('https://example.org')",
  ]
  test.each(impure)('%s', (line) => {
    expect(planted(pureDomain, { 'modules/registry/domain/decide-need.ts': line, 'packages/database/index.ts': '' })).not.toEqual(
      [],
    )
  })

  test('a date made from its parts, a type from storage and hashing in disclosure are pure', () => {
    const files = {
      'packages/kernel/calendar-date.ts': 'export const day = (ms: number) => new Date(ms).toISOString()',
      'modules/registry/domain/person.ts': "import type { Row } from '../store/persons.ts'",
      'packages/disclosure/cell-key.ts': "import { hash } from 'node:crypto'",
      'packages/facts/load-catalogue.ts': "import { readFileSync } from 'node:fs'",
      'modules/registry/store/persons.ts': 'export async function find() { await Date.now() }',
      'packages/rules/field.ts': 'export const shown = { process: 1 }.process',
    }
    expect(planted(pureDomain, files)).toEqual([])
  })

  test('hashing is not for the kernel', () => {
    expect(planted(pureDomain, { 'packages/kernel/ids.ts': "import { hash } from 'node:crypto'" })).toHaveLength(1)
  })
})

describe('SQL', () => {
  test('stands in store/ and in tests, nowhere else', () => {
    const line = "import { sql } from '@convive/database'"
    expect(planted(sqlInStore, { 'modules/registry/store/persons.ts': line, 'modules/registry/registry.test.ts': line })).toEqual(
      [],
    )
    expect(planted(sqlInStore, { 'modules/registry/commands/register.ts': line })).toHaveLength(1)
    expect(planted(sqlInStore, { 'modules/registry/queries/find.ts': "import pg from 'pg'" })).toHaveLength(1)
    expect(planted(sqlInStore, { 'apps/server/home.ts': 'export const q = given.sql`select 1`' })).toHaveLength(1)
  })
})

describe('files', () => {
  test('a file of 401 lines, a name that says nothing and broken code are caught', () => {
    const line = 'export const a = 1\n'
    expect(planted(fileShape, { 'packages/kernel/long.ts': line.repeat(401) })).toHaveLength(1)
    expect(planted(fileShape, { 'packages/kernel/long.ts': line.repeat(400) })).toEqual([])
    expect(planted(fileShape, { 'packages/kernel/date-utils.ts': line })).toHaveLength(1)
    expect(planted(fileShape, { 'packages/kernel/dates.ts': 'export const = 1' })).not.toEqual([])
    expect(planted(fileShape, { 'apps/server/home.tsx': line })).toHaveLength(1)
    expect(planted(fileShape, { 'jurisdictions/ysapy/rules.ts': line })).toHaveLength(1)
  })

  test('state in a module is caught, in a function or a test it is not', () => {
    expect(planted(fileShape, { 'packages/kernel/count.ts': 'let count = 0' })).toHaveLength(1)
    expect(planted(fileShape, { 'packages/kernel/count.ts': 'export let count = 0' })).toHaveLength(1)
    expect(planted(fileShape, { 'packages/kernel/count.ts': 'export function f() { let count = 0 }' })).toEqual([])
    expect(planted(fileShape, { 'packages/kernel/count.test.ts': 'let count = 0' })).toEqual([])
  })

  test('the middle and the ninetieth in a hundred', () => {
    const files = Array.from({ length: 10 }, (_, n): [string, string] => [`packages/kernel/f${n}.ts`, '//\n'.repeat(n + 1)])
    expect(lengths(projectOf(new Map(files)))).toEqual({ files: 10, median: 5, ninetieth: 9 })
  })
})

describe('countries', () => {
  const codes = Array.from(
    { length: 200 },
    (_, n) => `Q${String.fromCharCode(65 + (n % 26))}${String.fromCharCode(65 + Math.floor(n / 26))}: Land ${n}`,
  )
  const list = {
    'jurisdictions/common/codes/countries.yaml': `URY: { es: Uruguay, pt: Uruguai }\nHTI: { ht: Ayiti }\n${codes.join('\n')}\n`,
  }

  test('a code or a name of a country in code is caught, in data and tests it is not', () => {
    expect(planted(countries, { ...list, 'modules/procedures/domain/decide.ts': "if (country === 'URY') open()" })).toHaveLength(
      1,
    )
    expect(
      planted(countries, { ...list, 'modules/procedures/store/rows.ts': 'const a = `where name = Uruguay and ${b}`' }),
    ).toHaveLength(1)
    expect(planted(countries, { ...list, 'packages/rules/feel.ts': "const a = 'Ayitian'" })).toEqual([])
    expect(planted(countries, { ...list, 'modules/procedures/uruguay.test.ts': "const a = 'URY'" })).toEqual([])
  })

  test('without its list the rule fails instead of seeing nothing', () => {
    expect(planted(countries, {})).toHaveLength(1)
    expect(planted(countries, { 'jurisdictions/common/codes/countries.yaml': 'URY: Uruguay' })).toHaveLength(1)
  })
})

describe('the browser bundle', () => {
  const project = projectOf(
    new Map([
      [
        'modules/registry/store/persons.ts',
        'export const a = (tx) => tx.rows(sql`select person_id from registry.person where ${b}`)',
      ],
      ['modules/registry/commands/register.ts', "export const name = 'registry/register-household'"],
      ['modules/registry/pages/register.tsx', "export const action = () => dispatch('registry/register-household')"],
    ]),
  )
  const found = (text: string): readonly unknown[] => checkBundle(new Map([['apps/web/build/client/a.js', text]]), project)

  test('server code in it is caught by its texts, which no build can shorten', () => {
    expect(found('const a=x=>x.r(s`select person_id from registry.person where ${b}`)')).toHaveLength(1)
    expect(found('import a from "node:fs"')).toHaveLength(1)
  })

  test('where no script is seen nothing was looked at, which is no good news; our own is seen', () => {
    expect(checkBundle(new Map(), project)).toEqual([
      { path: 'apps/web/public', says: expect.stringContaining('holds no script') },
    ])
    expect([...readBundle(new URL('../..', import.meta.url).pathname).keys()]).toContain('apps/web/public/desk.js')
  })

  test('what pages say themselves may be there', () => {
    expect(found('const a=d("registry/register-household")')).toEqual([])
  })
})
