import type { Actor } from '@convive/access'
import { purposes, readAsOwner, sql } from '@convive/database'
import { verifyJournal } from '@convive/commands'
import { loadFacts } from '@convive/registry'
import {
  attestations,
  chanceFrom,
  makeDemoHere,
  makePopulation,
  openInstallation,
  openOffices,
  readConfig,
  toInput,
  type Installation,
} from '@convive/server'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nightly } from './checks/nightly.ts'
import { openLoop, percentile, print } from './figures.ts'

/**
 * A registry of so many made-up persons (20,000 unless a number is given) of two organisations, the second with a thousandth of them:
 * list, search and duplicate check as the application role, journal, size, and every fact read once. `CONVIVE_BENCH_HOME` names an
 * installation that `convive demo --people N --share 0.001` has made: nobody is made then.
 */
const people = Number(process.argv[2] ?? 20_000)
const share = 0.001
const seed = 1
const kept = process.env['CONVIVE_BENCH_HOME']
const home = kept ?? mkdtempSync(join(tmpdir(), 'convive-bench-'))
mkdirSync(home, { recursive: true })
chmodSync(home, 0o755)
const environment = { ...process.env, CONVIVE_HOME: home }

if (kept === undefined) await make()
const installation = await openInstallation(readConfig([], environment))
try {
  const config = readConfig([], environment)
  const [north, south] = await openOffices(installation, { country: config.country, timeZone: config.timeZone })
  await measureReading('the large office', north.as('registrar'))
  await measureReading('one with a thousandth of the persons', south.as('registrar'))
  await measureDuplicates(north.as('registrar'))
  await nightly(installation, north.as('administrator'), Number.POSITIVE_INFINITY)
  await measureWhole()
} finally {
  await installation.close()
  if (kept === undefined) rmSync(home, { recursive: true, force: true })
}

async function make(): Promise<void> {
  const made = await makeDemoHere({ people, share, seed, environment, progress: () => {}, signal: new AbortController().signal })
  if ('fault' in made) throw new Error('people are registered here for real')
  print(
    `${made.persons} made-up persons through the ordinary command, in batches`,
    `${(made.persons / made.seconds).toFixed(0)} persons/s`,
    '(reported)',
  )
}

type Sample = { readonly names: readonly string[]; readonly documents: readonly string[]; readonly phones: readonly string[] }

/** What officers type, of people who are there: a given name and a surname, a document, a telephone. */
function samples(): Sample {
  const inputs = firstHouseholds(1500).flatMap((household) => household.members)
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    names: inputs
      .map((one) => `${text(one.given)} ${Array.isArray(one.family) ? (one.family[0] ?? '') : ''}`.trim())
      .filter((one) => one.length > 2),
    documents: inputs.flatMap((one) => (Array.isArray(one.documents) ? one.documents.map(({ number }) => number) : [])),
    phones: inputs.map((one) => text(one.phone)).filter((one) => one.length > 5),
  }
}

function firstHouseholds(count: number): readonly ReturnType<typeof toInput>[] {
  const population = makePopulation(count, {
    chance: chanceFrom(seed),
    year: new Date().getUTCFullYear(),
    places: ['Puerto Ysapy'],
    second: { places: ['Villa Serena'], share },
  })
  return [...population].map(toInput)
}

async function timed(count: number, work: (n: number) => Promise<void>): Promise<readonly number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n += 1) {
    const from = performance.now()
    await work(n)
    times.push(performance.now() - from)
  }
  return times
}

function told(times: readonly number[]): string {
  return `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`
}

async function measureReading(whose: string, actor: Actor): Promise<void> {
  const ask = async (name: string, input: unknown): Promise<void> => {
    const answer = await installation.dispatcher.query(name, input, { actor })
    if (!answer.ok) throw new Error(`${name}: ${answer.refusals[0].code}`)
  }
  const { names, documents, phones } = samples()
  const find = (texts: readonly string[]) => (n: number) =>
    ask('registry/find-persons', { text: texts[(n * 7) % texts.length] ?? 'Maria' })
  await timed(50, find(names))
  const target = 'p95 ≤ 20 ms'
  print(`${whose}: newest households, a page of 25`, told(await timed(300, () => ask('registry/list-households', {}))), target)
  print(`${whose}: search by name and surname, count to 1,000`, told(await timed(400, find(names))), target)
  print(`${whose}: search by one frequent name`, told(await timed(100, find(['Maria', 'Jose', 'Ana', 'Luis']))), target)
  print(`${whose}: search by document`, told(await timed(300, find(documents))), target)
  print(`${whose}: search by telephone`, told(await timed(300, find(phones))), target)
}

async function measureDuplicates(actor: Actor): Promise<void> {
  const people = firstHouseholds(2500).flatMap((household) =>
    household.members.slice(0, 1).map((one) => ({ ...household, members: [one] })),
  )
  const check = async (n: number): Promise<void> => {
    const answer = await installation.dispatcher.query('registry/check-duplicates', people[n % people.length], { actor })
    if (!answer.ok) throw new Error(answer.refusals[0].code)
  }
  await timed(100, check)
  for (const rate of [100, 200]) {
    const times = await openLoop(rate, 10, check)
    print(
      `duplicate check of one person, ${rate} a second, open loop`,
      `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
      rate === 200 ? 'p99 ≤ 15 ms' : '(reported)',
    )
  }
}

async function measureWhole(): Promise<void> {
  const owner = installation.credentials.ownerUrl
  const [count] = await readAsOwner(owner, (tx) =>
    tx.rows(sql<{ persons: number; bytes: string; keys: string }>`select (select count(*)::int from registry.person) as persons,
      pg_database_size(current_database()) as bytes, pg_total_relation_size('registry.search_key') as keys`),
  )
  const persons = count?.persons ?? 0
  const kilobytes = (bytes: string | undefined): string => (Number(bytes) / persons / 1024).toFixed(1)
  print(
    'disk, everything',
    `${kilobytes(count?.bytes)} KB a person, of which search keys ${kilobytes(count?.keys)}`,
    '≤ 8 KB a person',
  )
  const began = performance.now()
  const report = await readAsOwner(owner, (tx) => verifyJournal(tx, { attests: attestations() }))
  const rate = persons / ((performance.now() - began) / 1000)
  print(
    'journal verified, every digest compared',
    `${rate.toFixed(0)} persons/s, ${report.faults.length} faults`,
    '≥ 20,000 persons/s',
  )
  print(...(await readEverything(installation, persons)))
}

/** Every fact of everybody, opened: what a simulation would need. */
async function readEverything({ vault, credentials }: Installation, persons: number): Promise<[string, string, string]> {
  const began = performance.now()
  let read = 0
  await readAsOwner(credentials.ownerUrl, async (tx) => {
    await tx.run(sql`select set_config('app.purpose', ${String(purposes.protection)}, true)`)
    for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
      const page = await tx.rows(
        sql<{
          id: string
        }>`select person_id as id from registry.person where person_id > ${last}::uuid order by person_id limit 2000`,
      )
      const next = page.at(-1)
      if (next === undefined) return
      read += (await loadFacts(tx, vault, { persons: page.map(({ id }) => id), upTo: 2 })).size
      last = next.id
    }
  })
  const seconds = (performance.now() - began) / 1000
  return ['facts of everybody read and opened', `${read} of ${persons} in ${seconds.toFixed(1)} s`, '≤ 30 s for 500,000']
}
