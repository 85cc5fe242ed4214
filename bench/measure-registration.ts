import { chanceFrom, makePopulation, toInput } from '@convive/server'
import { startBenchServer } from './bench-server.ts'
import { closedLoop, percentile, print } from './figures.ts'

/**
 * `registry/register-household` over HTTP: four people, needs, consent, search keys, duplicate check, journal. Then with the
 * page's own duplicate check, which shows names and reasons, before it.
 */
const server = await startBenchServer()
const population = makePopulation(30_000, { chance: chanceFrom(7), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] })
const households = population.filter((household) => household.people.length === 4).map(toInput)

function householdOf(n: number): unknown {
  return households[n % households.length]
}

async function post(name: string, input: unknown, key: string): Promise<void> {
  const response = await fetch(`${server.address}/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}`, 'idempotency-key': key },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`)
}

try {
  await closedLoop(8, 300, (n) => post('registry/register-household', householdOf(n), `warm-${n}-xxxx`))
  const plain = await closedLoop(8, 3000, (n) => post('registry/register-household', householdOf(n + 300), `run-${n}-xxxx`))
  print(
    `register-household over HTTP, 4 people, 8 callers (${households.length} households)`,
    `${plain.perSecond.toFixed(0)}/s, p95 ${percentile(plain.times, 0.95).toFixed(0)} ms`,
    '≥ 200/s, p95 ≤ 75 ms (stretch 300/s)',
  )
  const checked = await closedLoop(8, 1000, async (n) => {
    const household = householdOf(n + 3300)
    await post('registry/check-duplicates', household, '')
    await post('registry/register-household', household, `both-${n}-xxxx`)
  })
  print(
    'the same after the page has shown likely duplicates',
    `${checked.perSecond.toFixed(0)}/s, p95 ${percentile(checked.times, 0.95).toFixed(0)} ms`,
    '(reported)',
  )
} finally {
  await server.stop()
}
