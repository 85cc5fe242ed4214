import { chanceFrom, makePopulation, toInput } from '@convive/server'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBenchServer } from './bench-server.ts'
import { openLoop, percentile, print } from './figures.ts'
import { register, travel } from './visit.ts'

/**
 * What the server's process and PostgreSQL hold after minutes (1 unless a number is given) of a working day at twenty requests a second, open loop:
 * registrations, lists, records, searches, duplicate checks, public pages and interviews.
 */
const minutes = Number(process.argv[2] ?? 1)
const server = await startBenchServer()
const households = [
  ...makePopulation(40_000, { chance: chanceFrom(11), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] }),
].map(toInput)
let record = '/es/desk'

async function api(name: string, input: unknown): Promise<void> {
  const response = await fetch(`${server.address}/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokens[0]}` },
  })
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

const day: readonly ((n: number) => Promise<unknown>)[] = [
  async (n) => {
    const { householdId, persons } = await register(server, households[n % households.length])
    record = `/es/desk/households/${householdId}/persons/${persons[0]}`
  },
  () => travel(server, '/es/desk', server),
  () => travel(server, record, server),
  (n) => api('registry/find-persons', { text: ['Maria', 'Jose Perez', 'Jean', 'Ana Gonzalez'][n % 4] }),
  (n) => api('registry/check-duplicates', households[(n * 7) % households.length]),
  () => travel(server, '/ht/desk/register', server),
  () => travel(server, '/pt/help'),
  () => travel(server, '/fr/interview', { form: 'do=results' }),
  () => travel(server, '/en/desk/duplicates', server),
  () => api('registry/list-households', {}),
]

/** Memory of a process alone in MB: what it shares with others is divided among them. */
function megabytes(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function ofPostgres(): number {
  const [main] = readFileSync(join(server.home, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')
  const family = readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        (pid === main || / \S \d+/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[0].split(' ')[2] === main)
      )
    } catch {
      return false
    }
  })
  return family.reduce((sum, pid) => sum + megabytes(pid), 0)
}

try {
  const told: string[] = []
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, megabytes(String(server.pid)))), 1000)
  const times: number[] = []
  for (let minute = 0; minute < minutes; minute += 1) {
    times.push(...(await openLoop(20, 60, async (n) => void (await day[n % day.length]?.(minute * 1200 + n)))))
    told.push(megabytes(String(server.pid)).toFixed(0))
  }
  clearInterval(watch)
  print(
    `memory of Node after each of ${minutes} minutes at 20 requests/s`,
    `${told.join(', ')} MB; most ${most.toFixed(0)} MB`,
    '≤ 300 MB',
  )
  print('memory of PostgreSQL, all its processes', `${ofPostgres().toFixed(0)} MB`, '(reported)')
  print(
    'the answers meanwhile',
    `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
    '(reported)',
  )
} finally {
  await server.stop()
}
