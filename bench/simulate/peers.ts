import { DuckDBInstance } from '@duckdb/node-api'
import { epochDay } from '@convive/kernel'
import { buildPopulation, factsReadBy, simulate, sqlFor, treeOfRuleset, type Threads } from '@convive/rules'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from '../figures.ts'
import { makePeople, statesOf } from '../rules/people.ts'
import { peers, plainOf } from '../rules/peers.ts'
import { catalogue, theRuleset, today } from '../rules/the-rule.ts'

const target = '(peer)'

/** One rule of eight conditions, complete people: ours, DuckDB on the SQL we print, and engines of others. All must count the same yes. */
export async function measurePeers(threads: Threads, count: number): Promise<void> {
  const people = makePeople(count, 7)
  const ruleset = theRuleset()
  const builder = buildPopulation({ count, today, facts: factsReadBy([ruleset], catalogue), dimensions: [] })
  for (const person of people) builder.add({ facts: statesOf(person), in: {} })
  const population = builder.finish()
  const ours = await best(async () => {
    const found = await simulate(population, [{ id: 'rule', before: ruleset }], { runner: threads })
    return found.finished ? (found.results[0]?.before.least ?? -1) : -1
  })
  print(`simulation: one rule, ${count} complete people, ours on 2 threads`, told(ours.seconds, count), '–')
  const inDuck = await duck(people)
  report('DuckDB on our SQL', { seconds: inDuck.seconds, yes: inDuck.yes }, ours, count)
  const plain = people.map(plainOf)
  for (const { name, people: most, isYes } of peers()) {
    const some = plain.slice(0, most)
    const found = await best(() => Promise.resolve(some.filter(isYes).length))
    const asMany = { seconds: (found.seconds * count) / some.length, yes: some.length === count ? found.yes : ours.yes }
    report(name, asMany, ours, count)
  }
}

type Timed = { readonly seconds: number; readonly yes: number }

function report(name: string, found: Timed, ours: Timed, count: number): void {
  if (found.yes !== ours.yes) {
    print(`simulation: ${name}`, `counts ${found.yes} yes instead of ${ours.yes}`, target)
    process.exitCode = 1
    return
  }
  print(
    `simulation: ${name}`,
    `${told(found.seconds, count)}, ours ${(found.seconds / ours.seconds).toFixed(1)} × as fast`,
    target,
  )
}

function told(seconds: number, count: number): string {
  return `${(seconds * 1000).toFixed(1)} ms (${(count / seconds / 1e6).toFixed(1)} M/s)`
}

async function best(run: () => Promise<number>): Promise<Timed> {
  let [seconds, yes] = [Number.POSITIVE_INFINITY, 0]
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now()
    yes = await run()
    seconds = Math.min(seconds, (performance.now() - began) / 1000)
  }
  return { seconds, yes }
}

async function duck(people: ReturnType<typeof makePeople>): Promise<Timed> {
  const written = sqlFor({ tree: treeOfRuleset(theRuleset()), today: epochDay(today), dialect: 'duckdb' })
  if (!written.ok) throw new Error(written.faults.map(({ message }) => message).join('; '))
  const folder = mkdtempSync(join(tmpdir(), 'convive-simulate-'))
  try {
    const file = join(folder, 'people.json')
    writeFileSync(file, people.map((one) => JSON.stringify(one)).join('\n'))
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
    const columns = `{nationality: 'varchar', in_country: 'boolean', entry_date: 'date', birth_date: 'date', with_guardian: 'boolean',
      documents: 'varchar[]', criminal_record: 'boolean', fee_paid: 'boolean', income: 'double', household_size: 'double'}`
    await connection.run(
      `create table people as select * from read_json('${file}', format = 'newline_delimited', columns = ${columns})`,
    )
    return await best(async () => {
      const reader = await connection.runAndReadAll(`select count(*)::int as n from people where ${written.value.where}`)
      return Number(reader.getRows()[0]?.[0] ?? -1)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
