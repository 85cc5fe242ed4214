import { sql, type Session, type Transaction } from '@convive/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorld, samples, type World } from './testing/index.ts'

type Prepared = { readonly name: string; readonly statement: string; readonly parameters: number }
/** By the name of an index, which two schemas may share. */
type FirstColumns = ReadonlyMap<string, readonly { readonly first: string }[]>
type Plan = { readonly statement: string; readonly text: string; readonly scanned: readonly string[] }

/** As many as the server opens. */
const connections = 12

let world: World
let plans: readonly Plan[] = []

beforeAll(async () => {
  world = await aWorld()
  for (const [name, sample] of Object.entries(samples)) {
    const { call, input } = await sample(world)
    await world.post(name, input, { ...call, key: `plan-${name}` })
  }
  // Every connection knows the statements that went over it: all are held at once, so that none is asked twice.
  let arrived = 0
  const { promise: all, resolve } = Promise.withResolvers<void>()
  const plansOf = await Promise.all(
    Array.from({ length: connections }, () =>
      world.running.installation.database.transaction(session(), async (tx) => {
        arrived += 1
        if (arrived === connections) resolve()
        await all
        return explainAll(tx)
      }),
    ),
  )
  plans = [...new Map(plansOf.flat().map((plan) => [plan.statement, plan])).values()]
})
afterAll(() => world.close())

/** Reads a plan: which tables it goes through from beginning to end, by scanning or along an index whose first column is not asked for. */
function readPlan(plan: unknown, firstColumns: FirstColumns): { readonly text: string; readonly scanned: readonly string[] } {
  const scanned: string[] = []
  const text = JSON.stringify(plan, (_key, node: unknown) => {
    if (isNode(node) && goesThroughAll(node, firstColumns)) scanned.push(String(node['Relation Name'] ?? node['Index Name']))
    return node
  })
  return { text, scanned }
}

function session(): Session {
  const { memberId, organisationId } = world.ours.officer.actor
  return { actor: memberId, grantee: organisationId, organisation: organisationId, purpose: 'registration' }
}

/** The plan, as the server uses it, of each statement that this connection knows; published counts have a role of their own. */
async function explainAll(tx: Transaction): Promise<readonly Plan[]> {
  const known = await tx.rows(sql<Prepared>`select name, statement, coalesce(array_length(parameter_types, 1), 0) as parameters
    from pg_prepared_statements where statement ~* '^\s*(select|insert|update|delete|with)' and statement !~ 'statistics.frozen'`)
  const indexes = await tx.rows(sql<{ name: string; first: string }>`select c.relname as name, a.attname as first from pg_index i
    join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`)
  const firstColumns = Map.groupBy(indexes, (index) => index.name)
  const made: Plan[] = []
  for (const { name, statement, parameters } of known) {
    const given = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'null').join(',')})`
    const [row] = await tx.rows(sql<{ 'QUERY PLAN': unknown }>`explain (format json) execute ${sql.id(name)}${sql.raw(given)}`)
    made.push({ statement, ...readPlan(row?.['QUERY PLAN'], firstColumns) })
  }
  return made
}

function isNode(node: unknown): node is Readonly<Record<string, unknown>> {
  return node !== null && typeof node === 'object' && 'Node Type' in node
}

function goesThroughAll(node: Readonly<Record<string, unknown>>, firstColumns: FirstColumns): boolean {
  const kind = String(node['Node Type'])
  if (kind === 'Seq Scan') return true
  if (!/^(?:Bitmap )?Index/.test(kind)) return false
  const columns = firstColumns.get(String(node['Index Name'])) ?? []
  const condition = typeof node['Index Cond'] === 'string' ? node['Index Cond'] : ''
  return !columns.some(({ first }) => new RegExp(`\\b${first}\\b`).test(condition))
}

test('there is a plan of every statement that the commands and queries made', () => {
  expect(plans.length).toBeGreaterThan(80)
})

test('no statement goes through a whole table or index', () => {
  const whole = plans.flatMap(({ statement, scanned }) =>
    scanned.map((table) => `${table}: ${statement.replaceAll(/\s+/g, ' ').slice(0, 600)}`),
  )
  expect(whole).toEqual([])
})

test('no statement makes a list of everybody whom the organisation serves', () => {
  expect(plans.filter((plan) => /hashed SubPlan/.test(plan.text)).map((plan) => plan.statement)).toEqual([])
})
