import { chanceFrom, makePopulation, toInput } from '@convive/server'
import { startBenchServer } from './bench-server.ts'
import { print } from './figures.ts'
import { register, weigh, type Weight } from './visit.ts'

/** The pages of an officer: what the first page brings with everything it names, and each later page when style, script and mark are there. */
const server = await startBenchServer()

try {
  const population = makePopulation(120, { chance: chanceFrom(3), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] })
  const made: Awaited<ReturnType<typeof register>>[] = []
  for (const input of [...population].map(toInput)) made.push(await register(server, input))
  const largest = made.toSorted((a, b) => b.persons.length - a.persons.length)[0]
  const household = `/desk/households/${largest?.householdId}`
  const lists = ['', '/register', '/find', '/duplicates', '/corrections', '/erasures', '/imports', '/readings', '/emergency']
  const paths = [...lists.map((one) => `/desk${one}`), `${household}/slips`, `${household}/persons/${largest?.persons[0]}`]
  for (const encoding of ['gzip', 'br']) {
    let first: Weight = { path: '', bytes: 0 }
    let after = first
    for (const locale of ['es', 'pt', 'en', 'fr', 'ht'])
      for (const path of paths) {
        const { page, whole } = await weigh(server, `/${locale}${path}`, encoding)
        if (whole > first.bytes) first = { path: `/${locale}${path}`, bytes: whole }
        if (page > after.bytes) after = { path: `/${locale}${path}`, bytes: page }
      }
    const told = ({ bytes, path }: Weight): string =>
      `${(bytes / 1024).toFixed(1)} KB (${path.replaceAll(/[0-9a-f-]{36}/g, '…')})`
    print(
      `pages of the desk, ${encoding}, with headers: first load / after`,
      `${told(first)} / ${told(after)}`,
      '≤ 160 KB / ≤ 20 KB',
    )
  }
} finally {
  await server.stop()
}
