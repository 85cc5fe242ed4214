import { isPartialDate } from '@convive/kernel'
import { askedKeysOf, featuresOf, searchKeysOf, type Features } from '@convive/matching'
import { onePerson } from '../packages/matching/testing/heard-pairs.ts'
import { percentile, print } from './figures.ts'
import { dateOf } from './matching/records.ts'
import { householdAt, type Person } from './matching/population.ts'
import { spellings } from './spellings.ts'

/**
 * Whether the keys of a name as one office wrote it lead to the record as another did, and to how many others: with the year of birth alike and
 * the day not, no document, no phone, among so many made-up households (20,000 unless a number is given).
 */
const households = Number(process.argv[2] ?? 20_000)
const secret = Buffer.alloc(32, 1)
const companions = ['María', 'José', 'Ana', 'Luis', 'Marie', 'Carlos']

function someone(given: readonly string[], family: readonly string[], birth: string): Features {
  return featuresOf({
    names: { given, family },
    ...(isPartialDate(birth) ? { birth } : {}),
    documents: [],
    phones: [],
    householdNames: [],
    nationalities: [],
  })
}

const index = new Map<bigint, string[]>()
function store(id: string, features: Features): void {
  for (const key of searchKeysOf(features, secret)) {
    const holders = index.get(key)
    if (holders === undefined) index.set(key, [id])
    else holders.push(id)
  }
}

let persons = 0
for (let n = 0; n < households; n += 1)
  for (const person of householdAt(11, n)) {
    persons += 1
    store(person.entity, someone(person.given, familyOf(person), dateOf(person.birth)))
  }

function familyOf(person: Person): readonly string[] {
  return person.family.map((name) => name.replaceAll('_', ' '))
}

const every = [...spellings, ...Object.values(onePerson).flat()]
const born = (at: number): string => `${1960 + (at % 50)}-03`
for (const [at, [stored]] of every.entries())
  store(`wanted ${at}`, someone([companions[at % companions.length] ?? ''], [stored], `${born(at)}-04`))

function found(from: number, to: number): string {
  const asked = every.slice(from, to).map(([, typed], offset) => {
    const at = from + offset
    const keys = askedKeysOf(someone([companions[at % companions.length] ?? ''], [typed], `${born(at)}-19`), secret)
    return { at, candidates: new Set(keys.flatMap((key) => index.get(key) ?? [])) }
  })
  const hits = asked.filter(({ at, candidates }) => candidates.has(`wanted ${at}`) && candidates.size <= 25)
  const sizes = asked.map(({ candidates }) => candidates.size)
  return `${((100 * hits.length) / asked.length).toFixed(1)} %; candidates p50 ${percentile(sizes, 0.5)}, most ${Math.max(...sizes)}`
}

print(`keys among ${persons} persons: the twelve named pairs, with ≤ 25 candidates`, found(0, 12), '≥ 95 %')
print('keys: two hundred pairs that the rules were made with', found(12, spellings.length), '≥ 95 %')
print(
  `keys: ${every.length - spellings.length} written down before the rules were changed`,
  found(spellings.length, every.length),
  '≥ 95 %',
)
