import { chanceFrom, makePopulation, toInput } from '@convive/server'
import { packs } from '@convive/procedures'
import { randomUUID } from 'node:crypto'
import { startBenchServer } from './bench-server.ts'
import { openLoop, percentile, print } from './figures.ts'
import { register, travel } from './visit.ts'

/**
 * The page of a registered person with every right of every pack: nobody wrote down in which country they are, so that all are answered,
 * with reasons, from when, proof, papers and fees. Ten pages a second, open loop; whole pages over HTTP, as the officer's browser asks.
 */
const server = await startBenchServer()

async function command(name: string, input: unknown): Promise<void> {
  const response = await fetch(`${server.address}/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${server.tokens[0]}`,
      'idempotency-key': randomUUID(),
    },
  })
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
}

try {
  const population = makePopulation(60, { chance: chanceFrom(5), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] })
  const paths: string[] = []
  for (const input of [...population].map(toInput)) {
    const { householdId, persons } = await register(server, input)
    const [personId] = persons
    const answer = { state: 'declined' }
    await command('registry/correct-fact', { personId, fact: 'country_of_stay', answer, basedOn: 1 })
    paths.push(`/es/desk/households/${householdId}/persons/${personId}`)
  }
  const visit = async (n: number): Promise<void> => {
    const { status } = await travel(server, paths[n % paths.length] ?? '', { cookie: server.cookie })
    if (status !== 200) throw new Error(`${paths[n % paths.length]}: ${status}`)
  }
  for (let n = 0; n < 30; n += 1) await visit(n)
  const times = await openLoop(10, 30, visit)
  print(
    `the page of a registered person, ${packs.procedures.size} rights answered`,
    `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
    'p99 ≤ 80 ms',
  )
} finally {
  await server.stop()
}
