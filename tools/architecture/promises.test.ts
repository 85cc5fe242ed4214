import { describe, expect, test } from 'vitest'
import { commands } from './rules/commands.ts'
import { keyDiscipline } from './rules/key-discipline.ts'
import { refusals } from './rules/refusals.ts'
import { planted } from './testing/planted.ts'

const door = { 'modules/registry/index.ts': "import { recordNeed } from './commands/record-need.ts'" }
const path = 'modules/registry/commands/record-need.ts'
const whole =
  "export const recordNeed = command({ name: 'registry/record-need', about: 'x', input: y, may: z, refusals: [], async run(work) {} })"

describe('commands', () => {
  const tested = { [path.replace('.ts', '.access.test.ts')]: '' }

  test('a whole command, listed and tested, passes; the written table may stand for the test', () => {
    expect(planted(commands, { ...door, ...tested, [path]: whole })).toEqual([])
    expect(planted(commands, { ...door, 'apps/server/access-table.test.ts': '', [path]: whole })).toEqual([])
  })

  test.each(['may: z, ', 'refusals: [], ', "about: 'x', ", 'input: y, '])('without %s it is caught', (piece) => {
    expect(planted(commands, { ...door, ...tested, [path]: whole.replace(piece, '') })).toHaveLength(1)
  })

  test('not listed at the door, or not tested for access, it is caught', () => {
    expect(planted(commands, { ...tested, [path]: whole, 'modules/registry/index.ts': '' })).toHaveLength(1)
    expect(planted(commands, { ...door, [path]: whole })).toHaveLength(1)
  })
})

describe('refusals', () => {
  const told = { 'modules/registry/messages/refusals.yaml': textIn('es', 'pt', 'en', 'fr', 'ht') }
  const table = { 'modules/registry/refusals.ts': "export const refusals = { 'registry/need-already-open': 409 }" }
  const given = { 'modules/registry/domain/decide-need.ts': "return refuse('registry/need-already-open')" }

  test('declared, told in five languages and given: nothing to say', () => {
    expect(planted(refusals, { ...told, ...table, ...given })).toEqual([])
  })

  test('given but not declared', () => {
    const lines = [
      "refuse('registry/unheard-of')",
      "refuse({ code: 'registry/unheard-of', at: 'name' })",
      "z.string().min(1, 'registry/unheard-of')",
    ]
    for (const line of lines)
      expect(planted(refusals, { ...told, ...table, ...given, 'modules/registry/domain/a.ts': line })).toHaveLength(1)
  })

  test('declared but never given', () => {
    expect(planted(refusals, { ...told, ...table })).toHaveLength(1)
  })

  test('not told in Haitian Kreyòl', () => {
    const found = planted(refusals, {
      ...table,
      ...given,
      'modules/registry/messages/refusals.yaml': textIn('es', 'pt', 'en', 'fr'),
    })
    expect(found).toEqual(['modules/registry/refusals.ts:1 has no text refusal.registry/need-already-open in ht'])
  })

  test('told but not declared', () => {
    const more = textIn('es', 'pt', 'en', 'fr', 'ht').replace('need-already-open', 'need-forgotten')
    const found = planted(refusals, { ...told, ...table, ...given, 'modules/registry/messages/more.yaml': more })
    expect(found).toEqual([
      'modules/registry/messages/more.yaml: tells refusal.registry/need-forgotten, which no refusals.ts declares',
    ])
  })

  test('given by a command that does not list it', () => {
    const body = "command({ name: 'registry/record-need', refusals: [], run() { return refuse('registry/need-already-open') } })"
    expect(planted(refusals, { ...told, ...table, ...given, [path]: body })).toHaveLength(1)
    expect(
      planted(refusals, { ...told, ...table, ...given, [path]: body.replace('[]', "['registry/need-already-open']") }),
    ).toEqual([])
  })

  function textIn(...languages: readonly string[]): string {
    return `refusal.registry/need-already-open:\n${languages.map((one) => `  ${one}: ${one}\n`).join('')}`
  }
})

describe('migrations', () => {
  const first = '-- Needs of persons; locks nothing.\n'
  const table =
    "create table registry.need (\n  person_id uuid not null,\n  need text check (need in ('a', 'b,c')),\n  primary key (person_id, need)\n);\n"
  const closed = [
    'alter table registry.need enable row level security;',
    'alter table registry.need force row level security;',
    'create policy maintenance on registry.need to convive_owner, convive_lookup using (true) with check (true);',
  ]
  const migration = (text: string): readonly string[] =>
    planted(keyDiscipline, { 'modules/registry/migrations/0001-needs.sql': text })

  test('a person’s table that begins with the person and is closed passes', () => {
    expect(migration(first + table + closed.join('\n'))).toEqual([])
  })

  test('a loop over names closes tables as well', () => {
    const loop =
      "do $$ begin foreach name in array array['need'] loop execute format('alter table registry.%I enable row level security', name); execute format('alter table registry.%I force row level security', name); execute format('create policy maintenance on registry.%I to convive_owner, convive_lookup using (true)', name); end loop; end $$;"
    expect(migration(first + table + loop)).toEqual([])
  })

  test.each([0, 1, 2])('each of the three statements that close a table is missed (%i)', (left) => {
    expect(migration(first + table + closed.filter((_, n) => n !== left).join('\n'))).toHaveLength(1)
  })

  test('a statement that is only a comment closes nothing', () => {
    expect(migration(first + table + closed.map((line) => `-- ${line}`).join('\n'))).toHaveLength(3)
  })

  test('a key that does not begin with the person is caught', () => {
    expect(migration(first + table.replace('(person_id, need)', '(need, person_id)') + closed.join('\n'))).toHaveLength(1)
    expect(migration(first + table.replace(',\n  primary key (person_id, need)', '') + closed.join('\n'))).toHaveLength(1)
  })

  test('a first line that does not speak of locks, or a gap in the numbers, is caught', () => {
    expect(migration('-- Needs of persons.\n' + table + closed.join('\n'))).toHaveLength(1)
    expect(planted(keyDiscipline, { 'modules/registry/migrations/0002-needs.sql': first })).toHaveLength(1)
  })
})
