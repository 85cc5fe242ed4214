import type { FactDefinition, FactState } from '@convive/facts'
import { packs } from '@convive/procedures'
import { startBenchServer } from './bench-server.ts'
import { closedLoop, percentile, print } from './figures.ts'

/**
 * Every right of every pack for one person at once, as the interview's answer over HTTP: reasons, from when, the fewest facts it follows from,
 * what would change it, papers, fees. Nobody says in which country they are, a third of the facts are not known. One after the other.
 */
const asked = [...packs.catalogue.values()].filter((one) => one.ask !== undefined && one.id !== 'country_of_stay')
let seed = 7
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}
const days = ['1988-03-04', '2009-11-12', '2019-06-01', '2021-01-31', '2024-02-29', '2025-08-10', '2026-05-02']

function answerTo({ type, values = [] }: FactDefinition): FactState | undefined {
  const code = values[random(Math.max(1, values.length))]?.code
  if (type === 'boolean') return { state: 'value', value: random(2) === 1 }
  if (type === 'date') return { state: 'value', value: days[random(days.length)] ?? '' }
  if (type === 'number') return { state: 'value', value: random(40) }
  if (code === undefined) return undefined
  return { state: 'value', value: type === 'code' ? code : [code] }
}

function person(): Readonly<Record<string, FactState>> {
  const said = asked.flatMap((one): readonly (readonly [string, FactState])[] => {
    const answer = random(3) === 0 ? undefined : answerTo(one)
    return answer === undefined ? [] : [[one.id, answer]]
  })
  return {
    country_of_stay: { state: 'declined' },
    ...Object.fromEntries(said),
    birth_date: { state: 'value', value: '1988-03-04' },
  }
}

const server = await startBenchServer()
try {
  const also = [...packs.procedures.values()].filter((one) => one.offered === 'on_request').map((one) => one.id)
  let refused = 0
  const visit = async (): Promise<void> => {
    const response = await fetch(`${server.address}/api/procedures/interview`, {
      method: 'POST',
      body: JSON.stringify({ people: [{ answers: person() }], also }),
      headers: { 'content-type': 'application/json' },
    })
    if (response.status === 429) throw new Error('too many for one address')
    if (!response.ok) refused += 1
    await response.text()
  }
  for (let n = 0; n < 40; n += 1) await visit()
  const { times } = await closedLoop(1, 200, visit)
  print(
    `every right for one person, ${packs.procedures.size} of them, with reasons (${refused} refused)`,
    `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
    'p99 ≤ 80 ms',
  )
} finally {
  await server.stop()
}
