import { DuckDBInstance } from '@duckdb/node-api'
import type { FactState } from '@convive/facts'
import type { Rounding } from '@convive/kernel'
import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../day.ts'
import { environmentFor, judgeCondition, subjectOf, truthName } from '../../judge.ts'
import type { Truth } from '../../ruleset.ts'
import { aCatalogue, aRuleset, aView, feel } from '../../testing/builders.ts'
import { catalogue, hidden, hiding, life, sentence } from '../../testing/random-conditions.ts'
import type { FactView } from '../../index.ts'
import { layoutOf } from '../layout.ts'
import { packRow } from '../pack.ts'
import { treeOfRuleset } from '../ruleset-tree.ts'
import { dialects, identifier, quoted } from './dialect.ts'
import { sqlFor } from './sql.ts'
import { namedColumns } from './writer.ts'

type Name = keyof typeof dialects
type Answer = { readonly at: number; readonly truth: boolean | null; readonly invalid: boolean; readonly found: boolean }
type Database = { readonly run: (text: string) => Promise<void>; readonly ask: (text: string) => Promise<readonly Answer[]> }

const today = '2024-02-29'
const people = fc.sample(fc.tuple(life, hiding), { seed: 9, numRuns: 120 }).map(([full, hide]): FactView => hidden(full, hide))
const databases = new Map<Name, Database>()
const closing: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  const client = new pg.Client({ connectionString: process.env['CONVIVE_TEST_SUPERUSER_URL'] })
  await client.connect()
  closing.push(() => client.end())
  databases.set('postgresql', {
    run: async (text) => void (await client.query(text)),
    ask: async (text) => (await client.query<Answer>(text)).rows,
  })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  closing.push(() => connection.closeSync())
  databases.set('duckdb', {
    run: async (text) => void (await connection.run(text)),
    ask: async (text) => {
      const rows = (await connection.runAndReadAll(text)).getRowObjectsJS()
      return rows.map(({ at, truth, invalid, found }) => ({
        at: Number(at),
        truth: truth === null ? null : truth === true,
        invalid: invalid === true,
        found: found === true,
      }))
    },
  })
  for (const [name, database] of databases) await fill(name, database)
})
afterAll(async () => {
  for (const close of closing) await close()
})

const types: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  postgresql: { boolean: 'boolean', date: 'date', number: 'double precision', code: 'text', text: 'text', codes: 'text[]' },
  duckdb: { boolean: 'boolean', date: 'date', number: 'double', code: 'varchar', text: 'varchar', codes: 'varchar[]' },
}

async function fill(name: Name, database: Database): Promise<void> {
  const facts = [...catalogue.values()].filter((fact) => fact.derive === undefined)
  const columns = facts.flatMap(({ id, type }) => [
    `${identifier(id)} ${types[name][type]}`,
    `${identifier(`${id}_mark`)} smallint`,
  ])
  await database.run(`create temp table people ("at" integer, ${columns.join(', ')})`)
  const rows = people.map((view, at) => {
    const cells = facts.flatMap(({ id, type }) => literals(name, type, view.facts[id] ?? { state: 'unknown' }))
    return `(${at}, ${cells.join(', ')})`
  })
  await database.run(`insert into people values ${rows.join(', ')}`)
}

/** A value and its mark. A date known in part is not a date of a table: such a person is left out where it matters. */
function literals(name: Name, type: string, state: FactState): readonly [string, string] {
  if (state.state === 'none') return ['null', '2']
  if (state.state !== 'value') return ['null', '1']
  const { value } = state
  if (typeof value === 'object') return [dialects[name].setOf(value), '0']
  if (type === 'date' && String(value).length < 10) return ['null', '1']
  return [typeof value === 'string' ? quoted(value) : String(value), '0']
}

test.each(['postgresql', 'duckdb'] as const)(
  '%s says what the first engine says',
  async (name) => {
    const database = databases.get(name)
    if (database === undefined) throw new Error('is open')
    const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
    const count = { taken: 0, refused: 0 }
    for (const text of fc.sample(sentence, { seed: 77, numRuns: 240 })) {
      const ruleset = aRuleset(catalogue, { one: text })
      const tree = treeOfRuleset(ruleset)
      const written = sqlFor({ tree, today: dayOf(aView(today).today), dialect: name, columnOf: namedColumns(true) })
      count[written.ok ? 'taken' : 'refused'] += 1
      if (!written.ok) continue
      const { where, truth, invalid } = written.value
      const answers = await database.ask(
        `select "at", ${truth} as truth, ${invalid} as invalid, coalesce(${where}, false) as found from people order by "at"`,
      )
      const [layout, subject, [condition]] = [layoutOf([tree]), subjectOf(ruleset), ruleset.conditions]
      if (condition === undefined) continue
      for (const [at, view] of people.entries()) {
        if (!packRow(layout, view).ok) continue
        const expected = truthName(judgeCondition(condition, environmentFor(subject, view)))
        const answer = answers[at]
        told[expected] += 1
        expect([text, at, answer === undefined ? undefined : wordOf(answer)]).toEqual([text, at, expected])
        expect([text, at, answer?.found]).toEqual([text, at, expected === 'yes'])
      }
    }
    expect(Math.min(told.yes, told.no, told.unknown, told.invalid)).toBeGreaterThan(200)
    expect(count.refused).toBeLessThan(count.taken)
  },
  120_000,
)

function wordOf({ truth, invalid }: Answer): Truth {
  if (truth !== null) return truth ? 'yes' : 'no'
  return invalid ? 'invalid' : 'unknown'
}

test.each(['postgresql', 'duckdb'] as const)('%s rounds steps by months as the procedure says', async (dialect) => {
  const facts = aCatalogue({ start: 'date', end: 'date' })
  const days = { start: '2024-01-31', end: '2024-02-29' } as const
  const say = async (text: string, rounding: Rounding): Promise<unknown> => {
    const { tree } = feel(text, facts, { rounding }).inside
    if (tree.type !== 'boolean') throw new Error('a condition')
    const columnOf = (fact: string) => ({ value: `date '${fact === 'start' ? days.start : days.end}'` })
    const written = sqlFor({ tree, today: 0, dialect, columnOf })
    if (!written.ok) return written.faults[0]?.code
    const { where, truth, invalid } = written.value
    return (
      await databases.get(dialect)?.ask(`select 0 as "at", ${truth} as truth, ${invalid} as invalid, ${where} as found`)
    )?.[0]?.truth
  }
  const by = 'start + duration("P1M") <= end'
  const of = 'years and months duration(start, end) >= duration("P1M")'
  expect([await say(by, 'down'), await say(by, 'up'), await say(by, 'error')]).toEqual([true, false, 'rules/not-in-backend'])
  expect([await say(of, 'down'), await say(of, 'up'), await say(of, 'error')]).toEqual([true, false, 'rules/not-in-backend'])
})

test('a step by months of one date is one look at it, so that an index serves', () => {
  const tree = treeOfRuleset(
    aRuleset(aCatalogue({ born: 'date', ill: 'boolean' }), { adult: 'born + duration("P18Y") <= today or ill' }),
  )
  const written = sqlFor({ tree, today: dayOf(aView(today).today), dialect: 'postgresql' })
  expect(written.ok && written.value.where).toContain(`"born" <= date '2006-02-28'`)
})

test('words of a pack are quoted, names of columns too', () => {
  const wicked = `x'; drop table people; --`
  const tree = treeOfRuleset(aRuleset(aCatalogue({ word: 'text' }), { one: `word = ${JSON.stringify(wicked)} or word = "b"` }))
  const columnOf = () => ({ value: identifier('odd "name') })
  const written = sqlFor({ tree, today: 0, dialect: 'duckdb', columnOf })
  expect(written.ok && written.value.where).toContain(`"odd ""name"`)
  expect(written.ok && written.value.where).toContain(`'x''; drop table people; --'`)
})

test('what SQL would not work out as the first engine does is refused by name', () => {
  const sketch = { a: ['number', { decimals: 0, min: -9, max: 9 }], b: ['number', { decimals: 0, min: -9, max: 9 }] } as const
  const tree = treeOfRuleset(aRuleset(aCatalogue(sketch), { one: 'a / b < 2' }))
  const written = sqlFor({ tree, today: 0, dialect: 'postgresql' })
  expect(written.ok ? [] : written.faults.map((fault) => fault.code)).toContain('rules/not-in-backend')
})
