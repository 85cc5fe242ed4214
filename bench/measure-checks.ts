import type { Actor } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import { dayIn } from '@convive/kernel'
import { openInstallation, openOffices, readConfig } from '@convive/server'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { askInSteps, phases, type Asked, type Found } from '../modules/registry/testing/ask-in-steps.ts'
import { storeMany } from '../modules/registry/testing/store-many.ts'
import { goFirst, goWithOthers } from './checks/first.ts'
import { keepSome, madeUp, type Again, type Population } from './checks/made-up.ts'
import { asInput, visitsOf } from './checks/visits.ts'
import { openLoop, percentile, print } from './figures.ts'
import { nightly } from './checks/nightly.ts'

/**
 * "Have we met?" in a registry of so many made-up persons (20,000 unless a number is given): of generator A, or B with `CONVIVE_BENCH_GENERATOR=B`. Second
 * visits with errors and new people arrive at a fixed rate whatever the answers do. `CONVIVE_BENCH_HOME` names a folder that keeps what was made, for
 * another run. Above five million the rate is that of a quarter. `CONVIVE_BENCH_FIRST=yes` lets questions and answers go before whatever else runs here.
 */
const persons = Number(process.argv[2] ?? 20_000)
const generator = process.env['CONVIVE_BENCH_GENERATOR'] === 'B' ? 'B' : 'A'
const kept = process.env['CONVIVE_BENCH_HOME']
/** Measured: what a person takes on disk at the end, and while the keys are made and what was replaced is still there. */
const bytesEach = { after: 7500, meanwhile: 9500 }
const personsASecond = 2000
const rate = persons > 5_000_000 ? { perSecond: 50, target: 'p99 ≤ 50 ms' } : { perSecond: 200, target: 'p99 ≤ 15 ms' }
const recallTarget = persons > 5_000_000 ? '≥ .975' : '≥ .985'

const home = kept ?? mkdtempSync(join(tmpdir(), 'convive-bench-'))
mkdirSync(home, { recursive: true })
chmodSync(home, 0o755)
const made = join(home, `made-up-${generator}-${persons}`)
if (!existsSync(made)) refuseWithoutRoom()
const installation = await openInstallation(readConfig(['--empty'], { ...process.env, CONVIVE_HOME: home }))
try {
  const { country, timeZone } = readConfig([], { ...process.env, CONVIVE_HOME: home })
  const [north, south] = await openOffices(installation, { country, timeZone })
  const offices = [north.organisationId, south.organisationId] as const
  const population: Population = { generator, seed: 1, persons, offices }
  const again = await fill(population)
  const fresh = Array.from({ length: 2000 }, (_, n) => visitsOf(generator, 2, n)[0] ?? []).filter((one) => one.length > 0)
  await measureSize()
  const first = process.env['CONVIVE_BENCH_FIRST'] === 'yes'
  if (first) {
    goFirst()
    print(
      'questions and answers go before everything else on the machine',
      `load ${(loadavg()[0] ?? 0).toFixed(1)}`,
      '(reported)',
    )
  }
  const registrar = north.as('registrar')
  await measureFinding(registrar, again)
  await measureAnswers(registrar, again, fresh)
  print('memory of the process', `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`, '(reported)')
  if (first) goWithOthers()
  await nightly(installation, north.as('administrator'))
} finally {
  await installation.close()
  if (kept === undefined) rmSync(home, { recursive: true, force: true })
}

function refuseWithoutRoom(): void {
  const { bavail, bsize } = statfsSync(home)
  const needed = persons * bytesEach.meanwhile
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`
  process.stdout.write(
    `${persons} persons take ${gigabytes(needed)} of disk while they are stored, ${gigabytes(persons * bytesEach.after)} afterwards, and about ${Math.ceil(persons / personsASecond / 60)} minutes\n`,
  )
  if (bavail * bsize * 0.9 >= needed) return
  process.stderr.write(`There are ${gigabytes(bavail * bsize)} free in ${home}: too few. Nothing was made.\n`)
  process.exit(2)
}

function storing() {
  const { credentials, database, vault, clock, timeZone } = installation
  return { ownerUrl: credentials.ownerUrl, database, vault, now: clock(), today: dayIn(clock(), timeZone) }
}

/** Stores everybody, or only says again who they are where an earlier run stored them. */
async function fill(population: Population): Promise<readonly Again[]> {
  const later = keepSome<Again>(persons * 0.1, 4000)
  const households = madeUp(population, (one) => later.offer(one))
  if (existsSync(made)) for (const _ of households);
  else {
    const began = performance.now()
    await storeMany(storing(), households, (what) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`))
    writeFileSync(made, '')
    print(
      'stored, keys made, tables vacuumed',
      `${(persons / ((performance.now() - began) / 1000)).toFixed(0)} persons/s`,
      '(reported)',
    )
  }
  return later.kept
}

async function measureSize(): Promise<void> {
  const [row] = await readAsOwner(installation.credentials.ownerUrl, (tx) =>
    tx.rows(sql<{
      persons: number
      bytes: string
      keys: string
      each: number
    }>`select (select count(*)::int from registry.person) as persons,
      pg_database_size(current_database()) as bytes, pg_total_relation_size('registry.search_key') as keys,
      coalesce((select avg(cardinality(s.keys)) from registry.person_search s tablesample system (1)),
        (select avg(cardinality(s.keys)) from registry.person_search s))::float8 as each`),
  )
  const kilobytes = (bytes: string | undefined): string => (Number(bytes) / (row?.persons ?? 1) / 1024).toFixed(1)
  print(
    `generator ${generator}: ${row?.persons} persons; on disk, without journal`,
    `${kilobytes(row?.bytes)} KB a person, of which keys ${kilobytes(row?.keys)}; ${row?.each.toFixed(1)} keys each`,
    '(reported)',
  )
}

/** Whether the true record is reached, by those who come with others and by each of them alone; and where the time goes, one at a time. */
async function measureFinding(actor: Actor, again: readonly Again[]): Promise<void> {
  for (const [how, visits] of [
    ['as they come', again],
    ['each alone', again.flatMap(({ visit, records }) => visit.map((one, at) => ({ visit: [one], records: [records[at]] })))],
  ] as const) {
    const some = visits.filter(({ records }) => records.some((one) => one !== undefined))
    const tally = { asked: 0, hits: 0, compared: 0, shown: 0, candidates: 0, keys: 0, persons: 0 }
    const times: Asked['milliseconds'][] = []
    for (const { visit, records } of some.slice(0, 4000)) {
      const { members, keys, milliseconds } = await askInSteps({ ...storing(), actor }, asInput(visit.map(({ row }) => row)))
      times.push(milliseconds)
      tally.keys += keys
      for (const [at, found] of members.entries()) count(tally, found, records[at])
    }
    const share = (part: number): string => (part / tally.asked).toFixed(4)
    print(
      `come again, ${how}: ${tally.asked} of ${times.length} visits; by keys / compared / in the first five`,
      `${share(tally.hits)} / ${share(tally.compared)} / ${share(tally.shown)}`,
      how === 'as they come' ? `compared ${recallTarget}` : '(reported)',
    )
    print(
      '  keys asked for; compared, a person',
      `${(tally.keys / tally.persons).toFixed(1)}; ${(tally.candidates / tally.persons).toFixed(1)}`,
      '(reported)',
    )
    for (const phase of phases) {
      const took = times.map((one) => one[phase])
      print(
        `  ${phase}, p50 / p95 / p99`,
        `${[0.5, 0.95, 0.99].map((at) => percentile(took, at).toFixed(2)).join(' / ')} ms`,
        '(reported)',
      )
    }
  }
}

function count(
  tally: { asked: number; hits: number; compared: number; shown: number; candidates: number; persons: number },
  found: Found,
  record: string | undefined,
): void {
  tally.persons += 1
  tally.candidates += found.compared.length
  if (record === undefined) return
  tally.asked += 1
  if (found.hits.includes(record)) tally.hits += 1
  if (found.compared.includes(record)) tally.compared += 1
  if (found.shown.includes(record)) tally.shown += 1
}

/** One person a question, a third of whom come again; then whole visits, as many persons a second. */
async function measureAnswers(
  actor: Actor,
  again: readonly Again[],
  fresh: readonly (readonly { readonly entity: string; readonly row: Parameters<typeof asInput>[0][number] }[])[],
): Promise<void> {
  const visits = again.slice(0, 1000).flatMap(({ visit }, n) => [visit, ...fresh.slice(2 * n, 2 * n + 2)])
  const alone = visits.map((visit, n) => asInput(visit.slice(n % visit.length, (n % visit.length) + 1).map(({ row }) => row)))
  const whole = visits.map((visit) => asInput(visit.map(({ row }) => row)))
  const each = whole.reduce((sum, one) => sum + one.members.length, 0) / whole.length
  const check =
    (inputs: readonly unknown[]) =>
    async (n: number): Promise<void> => {
      const answer = await installation.dispatcher.query('registry/check-duplicates', inputs[n % inputs.length], { actor })
      if (!answer.ok) throw new Error(answer.refusals[0].code)
    }
  // Caches are warm in an office that is open.
  await openLoop(50, 10, check(alone))
  for (const [what, inputs, perSecond, target] of [
    ['one person a question', alone, rate.perSecond / 4, '(reported)'],
    ['one person a question', alone, rate.perSecond / 2, '(reported)'],
    ['one person a question', alone, rate.perSecond, rate.target],
    [`visits of ${each.toFixed(1)} persons`, whole, Math.round(rate.perSecond / 4), '(reported)'],
  ] as const) {
    const cpu = process.cpuUsage()
    const times = await openLoop(perSecond, 20, check(inputs))
    const { user, system } = process.cpuUsage(cpu)
    print(
      `${what}, ${perSecond} a second, open loop, p50 / p95 / p99; Node`,
      `${[0.5, 0.95, 0.99].map((at) => percentile(times, at).toFixed(1)).join(' / ')} ms; ${((user + system) / 1000 / times.length).toFixed(2)} ms`,
      target,
    )
  }
}
