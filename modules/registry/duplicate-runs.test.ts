import type { Actor } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import type { MemberId } from '@convive/kernel'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isNight } from './jobs/look-for-duplicates.ts'
import { aHousehold, aPerson } from './testing/index.ts'
import { lookOnce } from './testing/look.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

type Step = { persons: number; proposed: number; more: boolean }
type Group = { name: string; pairs: number | 'few'; judged: number | 'few'; precision?: { value: number } }
type Report = {
  runs: {
    finished: string | null
    counts: { persons: number; proposed: number; settled: number; pairs: number; keys: Record<string, number> }
  }[]
  sample: { drawn: number; judged: number }
  all: { precision?: { value: number; low: number; high: number }; recall?: unknown }
  bySex: Group[]
}

const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
let administrator: Actor
beforeAll(async () => {
  office = await openOffice(clock)
  administrator = { ...office.officer, memberId: '01900000-0000-7000-8000-00000000ad01' as MemberId, roles: ['administrator'] }
})
afterAll(() => office.db.drop())

async function someone(given: string, family: string, birth = '1991-04-07'): Promise<string> {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const { persons } = await office.register(aHousehold(aPerson().named(given, family, 'Cuyaguaripa').bornOn(birth)))
  return persons[0] ?? ''
}
const begin = () => {
  clock.now = new Date(clock.now.getTime() + 1000)
  return office.send('registry/begin-duplicate-run', {}, administrator)
}
const step = async (): Promise<Step> => valueOf<Step>(await office.send('registry/continue-duplicate-run', {}, administrator))
async function through(): Promise<void> {
  valueOf(await begin())
  while ((await step()).more);
}
const report = async (): Promise<Report> => valueOf<Report>(await office.ask('registry/duplicate-report', {}, administrator))
async function isWaiting(one: string, other: string): Promise<boolean> {
  const { waiting } = valueOf<{ waiting: { sides: { personId: string }[] }[] }>(await office.ask('registry/list-reviews', {}))
  return waiting.some(({ sides }) => [one, other].every((id) => sides.some((side) => side.personId === id)))
}
const decide = (personId: string, otherId: string, decision: string) => {
  clock.now = new Date(clock.now.getTime() + 60_000)
  return office.send('registry/decide-duplicate', { personId, otherId, decision, reason: `es ${decision}` })
}
async function asOwner(text: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  await client.query(text, [...values])
  await client.end()
}
/** As if nobody had been found when they were registered, such as before a rule was better. */
const forgetQueue = () => asOwner('delete from registry.review')

describe('looking for duplicates among everybody', () => {
  test('two records that nobody had noticed come into the queue, once, with a report', async () => {
    const [first, second] = [await someone('Wilmeris', 'Tovar'), await someone('Guilmeris', 'Tobar')]
    await forgetQueue()
    await through()
    expect(await isWaiting(first, second)).toBe(true)
    const [run] = (await report()).runs
    expect(run?.finished).not.toBeNull()
    expect(run?.counts).toMatchObject({ persons: 2, proposed: 1, settled: 0 })
    expect((run?.counts.keys['none'] ?? 0) + (run?.counts.keys['few'] ?? 0)).toBeGreaterThan(10)
    await through()
    expect((await report()).runs[0]?.counts, 'who waits already is not proposed again').toMatchObject({ proposed: 0 })
  })

  test('who lives together is not asked about, twins neither', async () => {
    const twin = (given: string) =>
      aPerson().named(given, 'Arismendi', 'Tucupita').bornOn('2015-10-30').with({ relation: 'child', consentBy: 'guardian' })
    const { persons } = await office.register(
      aHousehold(aPerson().named('Yuraima', 'Tucupita').bornOn('1985-01-20'), twin('María José'), twin('María Fernanda')),
    )
    await through()
    expect(await isWaiting(persons[1] ?? '', persons[2] ?? '')).toBe(false)
  })

  test('whoever was told apart, or linked, is not asked about again, nor are other records of the same two persons', async () => {
    const [a, b, c] = [
      await someone('Maikel', 'Urdaneta'),
      await someone('Maykel', 'Urdaneta'),
      await someone('Maiquel', 'Urdaneta'),
    ]
    valueOf(await decide(a, b, 'same'))
    valueOf(await decide(a, c, 'different'))
    await forgetQueue()
    await through()
    expect(await isWaiting(a, b)).toBe(false)
    expect(await isWaiting(a, c)).toBe(false)
    expect(await isWaiting(b, c), 'b is a, and a is not c').toBe(false)
    expect((await report()).runs[0]?.counts.settled).toBeGreaterThanOrEqual(3)
    valueOf(await office.send('registry/undo-link', { personId: a, otherId: c }))
    await forgetQueue()
    await through()
    expect(await isWaiting(b, c), 'taken back, it is a question again').toBe(true)
  })

  test('one at a time, broken off and gone on with, everybody is looked at once', async () => {
    for (let n = 0; n < 120; n += 1)
      await someone(`Persona${String.fromCodePoint(97 + (n % 26))}`, `Distinta${n}`, `19${50 + (n % 49)}-03-0${1 + (n % 9)}`)
    valueOf(await begin())
    expect(codesOf(await begin())).toEqual(['registry/run-under-way'])
    const [one, other] = await Promise.all([step(), step()])
    // Whoever finds the run held does nothing; whoever comes after goes on behind the last.
    const done = [one, other].filter((each) => each.persons > 0)
    expect(done.every((each) => each.persons === 50 && each.more)).toBe(true)
    // Another process, as after a kill, knows nothing but what is stored.
    await lookOnce(office, clock)
    const total = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.first(sql<{ n: number }>`select count(*)::int as n from registry.person`),
    )
    expect((await report()).runs[0]).toMatchObject({ counts: { persons: total?.n } })
    expect((await report()).runs[0]?.finished).not.toBeNull()
  })

  test('the clock begins a run at night only, once a night', async () => {
    expect(isNight(new Date('2026-05-04T15:00:00Z'), 'America/Asuncion')).toBe(false)
    const runs = async (): Promise<number> => (await report()).runs.length
    const before = await runs()
    clock.now = new Date('2026-05-06T18:00:00Z')
    await lookOnce(office, clock)
    expect(await runs()).toBe(before)
    clock.now = new Date('2026-05-07T06:00:00Z')
    await lookOnce(office, clock)
    await lookOnce(office, clock)
    expect(await runs()).toBe(before + 1)
  })

  test('another organisation sees nothing of it', async () => {
    const other = await office.officerOf('otro')
    const theirs: Actor = { ...other, roles: ['administrator', 'registrar'] }
    expect(valueOf<Report>(await office.ask('registry/duplicate-report', {}, theirs))).toMatchObject({
      runs: [],
      sample: { drawn: 0 },
    })
    expect(valueOf(await office.ask('registry/duplicate-sample', {}, theirs))).toEqual({ pairs: [], count: 0 })
  })
})

describe('the sample to judge', () => {
  test('is the same after every run, at most eight of a kind, and what is judged tells how well duplicates are found', async () => {
    for (let n = 0; n < 12; n += 1) {
      await someone(`Yus${'aeiou'[n % 5]}lis${'abc'[Math.floor(n / 5)]}`, `Ramo${n}`, `1980-02-1${n % 10}`)
      await someone(`Yuz${'aeiou'[n % 5]}lis${'abc'[Math.floor(n / 5)]}`, `Rammo${n}`, `1980-02-1${n % 10}`)
    }
    await through()
    const drawn = valueOf<{ pairs: { personId: string; otherId: string }[]; count: number }>(
      await office.ask('registry/duplicate-sample', {}),
    )
    expect(drawn.pairs.length).toBeGreaterThan(5)
    expect(Object.keys(drawn.pairs[0] ?? {}), 'how alike they were found is not told').toEqual(['personId', 'otherId'])
    await through()
    expect(valueOf(await office.ask('registry/duplicate-sample', {}))).toEqual(drawn)
    const kept = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(sql<{ n: number }>`select count(*)::int as n from registry.duplicate_sample group by stratum`),
    )
    expect(Math.max(...kept.map((row) => row.n))).toBeLessThanOrEqual(8)
    for (const { personId, otherId } of drawn.pairs) valueOf(await decide(personId, otherId, 'different'))
    const { all, bySex } = await report()
    expect(all.precision?.value).toBeLessThan(1)
    expect(all.precision?.low).toBeLessThanOrEqual(all.precision?.value ?? 0)
    expect(bySex.find((one) => one.name === 'M')).toMatchObject({ pairs: 0, judged: 0 })
    expect(bySex.filter((one) => one.pairs === 'few').length, 'what is hidden does not follow from the rest').not.toBe(1)
  })
})
