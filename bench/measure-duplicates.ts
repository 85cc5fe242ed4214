import { chanceFrom, makePopulation, toInput, type DemoHousehold, type DemoPerson } from '@convive/server'
import { startBenchServer, type BenchServer } from './bench-server.ts'
import { closedLoop, print } from './figures.ts'

/**
 * The demonstration's known duplicates through the product's own question, over HTTP and PostgreSQL: those registered once are stored;
 * then whoever comes again with errors, and whoever is new, is asked about as the form does. The peer is the rule most registers use.
 */
type Registered = { readonly persons: readonly string[] }
type Checked = {
  readonly people: readonly { readonly likely: readonly { readonly id: string; readonly band: string }[] }[]
}

const stored = 1200
const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`

async function ask(server: BenchServer, name: string, input: unknown, key = ''): Promise<string> {
  const response = await fetch(`${server.address}/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokens[0]}`, 'idempotency-key': key },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`)
  return text
}

/** What a plain register looks for: the same document number, or the same names and the same birth. */
function plainKeys(person: DemoPerson): readonly string[] {
  const names = [person.given, ...person.family].join(' ').toLowerCase()
  return [`${names} ${person.birth}`, ...(person.document === undefined ? [] : [person.document.number])]
}

async function measure(seed: number): Promise<void> {
  const server = await startBenchServer()
  try {
    const population = [
      ...makePopulation(stored * 2, { chance: chanceFrom(seed), year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] }),
    ]
    const isKnown = (household: DemoHousehold, at: number): boolean => household.copyOf === undefined && at < stored
    const known = population.flatMap((household, at) => (isKnown(household, at) ? [{ household, at }] : []))
    const ids = new Map<number, readonly string[]>()
    await closedLoop(4, known.length, async (n) => {
      const one = known[n]
      if (one === undefined) return
      const made: Registered = JSON.parse(
        await ask(server, 'registry/register-household', toInput(one.household), `known-${seed}-${n}-xxxx`),
      )
      ids.set(one.at, made.persons)
    })
    const plain = new Set(known.flatMap(({ household }) => household.people.flatMap(plainKeys)))
    const tally = { again: 0, first: 0, five: 0, plain: 0, fresh: 0, alarms: 0, shown: 0, plainAlarms: 0 }
    const asked = population.filter((household, at) =>
      household.copyOf === undefined ? at >= stored : ids.has(household.copyOf),
    )
    await closedLoop(4, asked.length, async (n) => {
      const household = asked[n]
      if (household === undefined) return
      const { people }: Checked = JSON.parse(await ask(server, 'registry/check-duplicates', toInput(household)))
      for (const [at, person] of household.people.entries()) {
        const likely = people[at]?.likely ?? []
        const plainly = plainKeys(person).some((key) => plain.has(key))
        if (household.copyOf === undefined) {
          tally.fresh += 1
          if (likely.length > 0) tally.shown += 1
          if (likely.some((one) => one.band === 'very_likely')) tally.alarms += 1
          if (plainly) tally.plainAlarms += 1
        } else {
          const original = ids.get(household.copyOf)?.[at]
          tally.again += 1
          if (likely[0]?.id === original) tally.first += 1
          if (likely.some((one) => one.id === original)) tally.five += 1
          if (plainly) tally.plain += 1
        }
      }
    })
    const { again, fresh } = tally
    print(
      `duplicates, seed ${seed}: ${again} come again among ${[...ids.values()].flat().length} stored; in the first five / first`,
      `${share(tally.five, again)} / ${share(tally.first, again)}; plain rule ${share(tally.plain, again)}`,
      '≥ 90 %',
    )
    print(
      `duplicates, seed ${seed}: ${fresh} new people called "very like" somebody / shown anybody`,
      `${share(tally.alarms, fresh)} / ${share(tally.shown, fresh)}; plain rule ${share(tally.plainAlarms, fresh)}`,
      '≤ 5 % / none set',
    )
  } finally {
    await server.stop()
  }
}

for (const seed of [1, 2, 3]) await measure(seed)
