import { chanceFrom, makePopulation, toInput } from '@convive/server'
import { startBenchServer, type BenchServer } from './bench-server.ts'
import { closedLoop, percentile, print } from './figures.ts'

/**
 * `registry/register-household` over HTTP: four people, needs, consent, search keys, duplicate check, journal; eight callers of
 * four organisations, then of one. Then with the page's own duplicate check, which shows names and reasons, before it. Then one organisation
 * on a disk that takes 5 ms to flush. Beside it, on the same machine, a plain server that validates the same bodies and stores four rows
 * each. `CONVIVE_BENCH_HOME` names a large installation in which all but the slow disk is measured; what is registered stays there.
 */
const population = [...makePopulation(40_000, { chance: chanceFrom(7), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] })]
const households = population.filter((household) => household.people.length === 4).map(toInput)

function householdOf(n: number): unknown {
  return households[n % households.length]
}

async function measure(server: BenchServer): Promise<void> {
  const many = server.tokens.length
  const register = (n: number, key: string, token = n % many): Promise<void> =>
    post(server, { name: 'registry/register-household', input: householdOf(n), key: `${key}-${n}-xxxx`, token })
  await closedLoop(8, 1000, (n) => register(n, 'warm'))
  const several = await closedLoop(8, 3000, (n) => register(n + 1000, 'run'))
  print(
    `register-household over HTTP, 4 people, 8 callers, ${many} organisations (${households.length} households)`,
    figure(several),
    '≥ 200/s, p95 ≤ 75 ms (stretch 300/s)',
  )
  print('the same, one organisation', figure(await closedLoop(8, 2000, (n) => register(n + 4000, 'one', 0))), '(reported)')
  const checked = await closedLoop(8, 1000, async (n) => {
    await post(server, { name: 'registry/check-duplicates', input: householdOf(n + 6000), key: '', token: n % many })
    await register(n + 6000, 'both')
  })
  print('the same after the page has shown likely duplicates', figure(checked), '(reported)')
}

async function measurePlain(server: BenchServer): Promise<void> {
  const store = (n: number): Promise<void> =>
    post(server, { name: 'registry/register-household', input: householdOf(n), key: `plain-${n}-xxxx`, token: 0 })
  await closedLoop(8, 1000, store)
  const plain = await closedLoop(8, 3000, (n) => store(n + 1000))
  print('peer: Fastify, Zod and pg storing the same four people as plain rows', figure(plain), '(to compare)')
}

async function post(
  server: BenchServer,
  ask: { readonly name: string; readonly input: unknown; readonly key: string; readonly token: number },
): Promise<void> {
  const response = await fetch(`${server.address}/api/${ask.name}`, {
    method: 'POST',
    body: JSON.stringify(ask.input),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${server.tokens[ask.token]}`,
      'idempotency-key': ask.key,
    },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`)
}

function figure(run: { readonly times: readonly number[]; readonly perSecond: number }): string {
  return `${run.perSecond.toFixed(0)}/s, p95 ${percentile(run.times, 0.95).toFixed(0)} ms`
}

async function measureSlowDisk(server: BenchServer): Promise<void> {
  const register = (n: number): Promise<void> =>
    post(server, { name: 'registry/register-household', input: householdOf(n), key: `slow-${n}-xxxx`, token: 0 })
  await closedLoop(8, 500, register)
  print('one organisation, each flush 5 ms', figure(await closedLoop(8, 2000, (n) => register(n + 500))), '≥ 120/s')
}

async function withServer(
  work: (server: BenchServer) => Promise<void>,
  ...[script, options]: Parameters<typeof startBenchServer>
): Promise<void> {
  const server = await startBenchServer(script, options)
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

const kept = process.env['CONVIVE_BENCH_HOME']
await withServer(measurePlain, 'serve-plain.ts')
await withServer(measure, 'serve.ts', kept === undefined ? {} : { home: kept })
await withServer(measureSlowDisk, 'serve.ts', { flush: 5 })
