import type { Actor } from '@convive/access'
import { keepCounting } from '@convive/procedures'
import { readAsOwner, sql } from '@convive/database'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice, codesOf, pdf, person, valueOf, type Member, type Office } from './testing/office.ts'

let office: Office
let officer: Member
let adjudicator: Member
beforeAll(async () => {
  office = await anOffice()
  officer = office.officer
  adjudicator = office.colleague(9)
})
beforeEach(() => {
  office.clock.now = new Date('2026-11-24T15:00:00Z')
})
afterAll(() => office.db.drop())

const passTo = (day: string): void => {
  office.clock.now = new Date(`${day}T15:00:00Z`)
}
const ask = (applicationId: string, more: object = {}, actor: Actor = adjudicator) =>
  office.send(
    'procedures/ask-for-papers',
    {
      applicationId,
      requirements: ['identity'],
      words: 'La foto del pasaporte no se lee.',
      writtenIn: 'es',
      until: '2026-12-11',
      ...more,
    },
    actor,
  )
type Deadline = {
  id: string
  personId: string
  state: string
  due: { latest: string }
  stopped: number
  left: number
  cite: string
}
type Request = { requestId: string; missing: string[]; ended: string | null; words?: string }
type Shown = {
  deadlines: Deadline[]
  requests: Request[]
  application: { decideBy: string; status: string }
  decisions: unknown[]
}
const shown = async (applicationId: string, actor: Actor = adjudicator) =>
  valueOf<Shown>(await office.ask('procedures/show-application', { applicationId }, actor))
const decideOf = async (applicationId: string, actor?: Actor) =>
  (await shown(applicationId, actor)).deadlines.find((one) => one.id === 'decide')
const attach = (applicationId: string, actor: Actor, requirement = 'identity') =>
  office.send(
    'procedures/attach-evidence',
    { applicationId, requirement, kind: requirement === 'identity' ? 'passport' : 'sworn_declaration', file: pdf },
    actor,
  )
/** The server's clock, on behalf of the office. */
const clockwork = (): Actor => ({ ...officer, kind: 'job', name: 'deadlines' })
const count = async (actor: Actor = clockwork()) =>
  valueOf<{ counted: number; ranOut: number }>(await office.send('procedures/count-deadlines', {}, actor))
const journalOf = async (personId: string, field: string): Promise<number> => {
  const rows = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.rows(sql<{ body: Buffer }>`select body from journal.entry where stream_id = ${personId}`),
  )
  return rows.filter((one) => one.body.includes(`"${field}"`)).length
}

describe('asked for papers', () => {
  test('the clock stands still, the person reads what is missing and until when, and it goes on when they have brought it', async () => {
    const { personId, applicationId } = await office.handedIn()
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', due: { latest: '2027-01-07' }, left: 30, stopped: 0 })
    valueOf(await ask(applicationId))
    passTo('2026-12-01')
    expect(await decideOf(applicationId)).toMatchObject({ state: 'stopped', stopped: 17, due: { latest: '2027-01-26' } })
    const mine = await shown(applicationId, person(personId))
    expect(mine.requests).toMatchObject([
      { missing: ['identity'], ended: null, words: 'La foto del pasaporte no se lee.', until: '2026-12-11' },
    ])
    expect(mine.deadlines.find((one) => one.id === 'decide')).toMatchObject({ state: 'stopped' })
    type Rights = { applications: { applicationId: string; papersUntil?: string }[] }
    const rights = valueOf<Rights>(await office.ask('procedures/rights-of-person', { personId }, person(personId)))
    expect(rights.applications).toMatchObject([{ applicationId, papersUntil: '2026-12-11' }])
    // Another paper than the one asked for does not let it go on.
    valueOf(await attach(applicationId, person(personId), 'entry'))
    expect(await decideOf(applicationId)).toMatchObject({ state: 'stopped' })
    valueOf(await attach(applicationId, person(personId)))
    const after = await shown(applicationId)
    expect(after.requests).toMatchObject([{ missing: [], ended: '2026-12-01' }])
    // Five business days of Ysapy did not count: 25 to 27 November, 30 November, 1 December.
    expect(after.application.decideBy).toBe('2027-01-14')
    expect(await journalOf(personId, 'papers-asked/identity')).toBe(1)
    expect(await journalOf(personId, 'deadline/decide/moved')).toBe(2)
    expect(after.application.status).toBe('submitted')
  })

  test('it goes on by itself when the day until which was waited has passed, and can be brought still', async () => {
    const { personId, applicationId } = await office.handedIn()
    valueOf(await ask(applicationId, { until: '2026-11-30' }))
    passTo('2026-12-01')
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', due: { latest: '2027-01-13' } })
    valueOf(await attach(applicationId, person(personId)))
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', due: { latest: '2027-01-13' } })
  })

  test('taken back, it goes on that day; what was taken back is not taken back again', async () => {
    const { applicationId } = await office.handedIn()
    const { requestId } = valueOf<{ requestId: string }>(await ask(applicationId))
    passTo('2026-11-26')
    valueOf(await office.send('procedures/end-request', { requestId }, officer))
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', due: { latest: '2027-01-11' } })
    expect(codesOf(await office.send('procedures/end-request', { requestId }, officer))).toEqual(['procedures/request-ended'])
  })

  test('twice at once for different papers stops it once, until both are there', async () => {
    const { personId, applicationId } = await office.handedIn()
    valueOf(await ask(applicationId))
    valueOf(await ask(applicationId, { requirements: ['record'] }, officer))
    passTo('2026-11-26')
    valueOf(await attach(applicationId, person(personId)))
    expect(await decideOf(applicationId)).toMatchObject({ state: 'stopped' })
    passTo('2026-11-27')
    valueOf(await attach(applicationId, person(personId), 'record'))
    expect(await decideOf(applicationId)).toMatchObject({ stopped: 3, due: { latest: '2027-01-12' } })
  })

  test('nonsense is refused by name, and stops nothing', async () => {
    const { child, applicationId } = await office.handedIn()
    const codes = async (more: object) => codesOf(await ask(applicationId, more))
    expect(await codes({ requirements: [] })).toEqual(['procedures/papers-required'])
    expect(await codes({ requirements: ['library_card'] })).toEqual(['procedures/requirement-unknown'])
    expect(await codes({ words: 'no' })).toEqual(['procedures/words-required'])
    for (const until of ['2026-11-24', '2026-11-23', '2027-11-24', '2026-02-30', ''])
      expect(await codes({ until }), until).toEqual(['procedures/day-not-in-time'])
    expect(await codes({ personId: child })).toEqual(['procedures/not-in-household'])
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', stopped: 0 })
    valueOf(await ask(applicationId))
    expect(await codes({ requirements: ['record', 'identity'] })).toEqual(['procedures/asked-already'])
    const draft = await office.open((await office.handedIn()).child)
    expect(codesOf(await ask(draft))).toEqual(['procedures/not-open'])
  })

  test('is not done by another office, by a registrar, or by the person; nobody else reads the words', async () => {
    const { personId, applicationId } = await office.handedIn()
    const { requestId } = valueOf<{ requestId: string }>(await ask(applicationId))
    const mine = person(personId)
    const registrar: Member = { ...officer, roles: ['registrar'] }
    const strange: Member = { ...office.stranger, roles: ['adjudicator'] }
    for (const [actor, code] of [
      [mine, 'commands/not-allowed'],
      [registrar, 'commands/not-allowed'],
      [{ ...officer, roles: ['administrator'] } as Member, 'commands/not-allowed'],
    ] as const) {
      expect(codesOf(await ask(applicationId, {}, actor))).toEqual([code])
      expect(codesOf(await office.send('procedures/end-request', { requestId }, actor))).toEqual([code])
      expect(codesOf(await office.send('procedures/count-deadlines', {}, actor))).toEqual([code])
    }
    expect(codesOf(await ask(applicationId, {}, strange))).toEqual(['procedures/application-not-found'])
    expect(codesOf(await office.send('procedures/end-request', { requestId }, strange))).toEqual(['procedures/request-not-found'])
    expect(valueOf<{ soon: number; runOut: number }>(await office.ask('procedures/what-runs-out', {}, strange))).toEqual({
      soon: 0,
      runOut: 0,
    })
    expect(await decideOf(applicationId)).toMatchObject({ state: 'stopped' })
  })

  test('by raw statements past the commands another office reaches neither rows nor days', async () => {
    const { personId, applicationId } = await office.handedIn()
    valueOf(await ask(applicationId))
    const session = {
      actor: office.stranger.memberId,
      grantee: office.stranger.organisationId,
      organisation: office.stranger.organisationId,
      purpose: 'casework' as const,
    }
    const run = <Row>(statement: ReturnType<typeof sql<Row>>) =>
      office.db.database.transaction(session, (tx) => tx.rows(statement))
    expect(await run(sql`select 1 from procedures.deadline where application_id = ${applicationId}`)).toEqual([])
    expect(await run(sql`select 1 from procedures.paper_request where application_id = ${applicationId}`)).toEqual([])
    expect(await run(sql`select * from procedures.stops_of(${applicationId}::uuid)`)).toEqual([])
    expect(
      await run(sql`update procedures.deadline set state = 'met' where application_id = ${applicationId} returning 1`),
    ).toEqual([])
    const forbidden = { code: '42501' }
    await expect(run(sql`select * from procedures.offices_to_count('2030-01-01')`)).rejects.toMatchObject(forbidden)
    await expect(run(sql`delete from procedures.deadline`)).rejects.toMatchObject(forbidden)
    await expect(
      run(sql`insert into procedures.deadline (person_id, application_id, deadline_id, binds, starts, stopped_days, on_expiry, state, pack_version, computed)
        values (${personId}, ${applicationId}, 'x', 'office', '2026-01-01', 0, 'approve', 'run_out', '1', '{}')`),
    ).rejects.toMatchObject(forbidden)
  })
})

describe('a deadline that runs out', () => {
  test('goes before a person once, first in the list and told to who answers for the office; nothing is decided', async () => {
    const { personId, applicationId } = await office.handedIn()
    passTo('2027-01-07')
    while ((await count()).counted > 0);
    expect(await decideOf(applicationId)).toMatchObject({ state: 'running', left: 0 })
    expect(await journalOf(personId, 'deadline/decide/run_out')).toBe(0)
    passTo('2027-01-08')
    // Whoever works there may count too, but they have one clock: nothing runs out by it.
    await count(officer)
    expect(await journalOf(personId, 'deadline/decide/run_out')).toBe(0)
    const both = await Promise.all([count(), count()])
    while ((await count()).counted > 0);
    expect(both.reduce((sum, one) => sum + one.ranOut, 0)).toBeGreaterThan(0)
    expect(await journalOf(personId, 'deadline/decide/run_out')).toBe(1)
    const told = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(
        sql<{
          n: number
        }>`select 1 as n from commands.outbox where event = 'procedures/deadline-run-out' and body ->> 'applicationId' = ${applicationId}`,
      ),
    )
    expect(told).toHaveLength(1)
    const after = await shown(applicationId)
    expect(after).toMatchObject({ decisions: [], application: { status: 'submitted' } })
    expect(after.deadlines).toMatchObject([
      { id: 'decide', state: 'run_out', onExpiry: 'escalate', cite: 'Ley de Residencia (ficticia), art. 11' },
    ])
    const waits = valueOf<{ runOut: number }>(
      await office.ask('procedures/what-runs-out', {}, { ...officer, roles: ['administrator'] }),
    )
    expect(waits.runOut).toBeGreaterThan(0)
    type List = { applications: { applicationId: string; clock?: string; silence?: string }[] }
    const late = await office.handedIn()
    const list = valueOf<List>(
      await office.ask('procedures/list-applications', { statuses: ['submitted'] }, officer),
    ).applications
    const at = (id: string) => list.findIndex((one) => one.applicationId === id)
    expect(at(applicationId)).toBeLessThan(at(late.applicationId))
    expect(list[at(applicationId)]).toMatchObject({ clock: 'run_out', silence: 'escalate', daysLeft: -1 })
    // A person decides it, as ever.
    const basedOn = await office.seen(applicationId)
    const decided = { applicationId, outcome: 'approved', reasons: 'Cumple lo que pide la ley.', basedOn }
    valueOf(await office.send('procedures/decide-application', decided, adjudicator))
    expect((await shown(applicationId)).deadlines).toMatchObject([{ state: 'met' }])
  })

  test('a case under way in another hand is passed over and counted at the next look', async () => {
    const { applicationId } = await office.handedIn()
    passTo('2027-03-01')
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const { promise: holds, resolve: taken } = Promise.withResolvers<void>()
    const session = {
      actor: officer.memberId,
      grantee: officer.organisationId,
      organisation: officer.organisationId,
      purpose: 'casework' as const,
    }
    const other = office.db.database.transaction(session, async (tx) => {
      await tx.rows(sql`select 1 from procedures.application where application_id = ${applicationId} for update`)
      taken()
      await held
    })
    await holds
    while ((await count()).counted > 0);
    release()
    await other
    expect(await count()).toEqual({ counted: 1, ranOut: 1 })
  })

  test('the server’s clock counts for every office, and not while it cannot be trusted', async () => {
    const { personId, applicationId } = await office.handedIn()
    passTo('2027-02-01')
    const failed: unknown[] = []
    const around = {
      ...office,
      database: office.db.database,
      timeZone: 'America/Asuncion',
      failed: (error: unknown) => void failed.push(error),
      doubted: () => void failed.push('clock'),
    }
    const keeper = (witness: Date) =>
      keepCounting({ ...around, clock: () => office.clock.now, witness: async () => witness, steady: () => 0 })
    const doubting = keeper(new Date('2026-11-24T15:00:00Z'))
    expect(await doubting.look()).toBe(0)
    await doubting.stop()
    expect(failed.splice(0)).toContain('clock')
    expect(await journalOf(personId, 'deadline/decide/run_out')).toBe(0)
    const [one, other] = [keeper(office.clock.now), keeper(office.clock.now)]
    await Promise.all([one.look(), other.look()])
    await Promise.all([one.stop(), other.stop()])
    expect(failed).toEqual([])
    expect(await journalOf(personId, 'deadline/decide/run_out')).toBe(1)
    expect(await decideOf(applicationId)).toMatchObject({ state: 'run_out' })
  })

  test('to appeal ends for who was refused on the day the notice told, and a decision is not touched', async () => {
    const { personId, applicationId } = await office.handedIn()
    const basedOn = await office.seen(applicationId)
    const againstRules = await office.againstRules(applicationId)
    const decided = { applicationId, outcome: 'refused', reasons: 'El pasaje no es de ella.', basedOn, againstRules }
    valueOf(await office.send('procedures/decide-application', decided, adjudicator))
    const mine = person(personId)
    const appealOf = async () => (await shown(applicationId, mine)).deadlines.find((one) => one.id === 'appeal')
    expect(await appealOf()).toMatchObject({ personId, state: 'running', due: { latest: '2026-12-08' }, left: 10 })
    passTo('2026-12-09')
    while ((await count()).counted > 0);
    expect(await appealOf()).toMatchObject({ state: 'run_out' })
    expect((await shown(applicationId)).application.status).toBe('refused')
  })

  test('of applications from before deadlines were kept is counted at the first look, also what the notice told', async () => {
    const [open, told] = [await office.handedIn(), await office.handedIn()]
    const basedOn = await office.seen(told.applicationId)
    const againstRules = await office.againstRules(told.applicationId)
    const reasons = 'El pasaje no es de ella.'
    const decided = { applicationId: told.applicationId, outcome: 'refused', reasons, basedOn, againstRules }
    valueOf(await office.send('procedures/decide-application', decided, adjudicator))
    const client = new pg.Client({ connectionString: office.db.ownerUrl })
    await client.connect()
    await client.query('delete from procedures.deadline')
    await client.query("update procedures.application set watched = status <> 'draft', counted = null")
    await client.end()
    while ((await count()).counted > 0);
    expect(await decideOf(open.applicationId)).toMatchObject({ state: 'running', due: { latest: '2027-01-07' } })
    const { deadlines } = await shown(told.applicationId)
    expect(deadlines).toMatchObject([
      { id: 'appeal', state: 'running', due: { latest: '2026-12-08' } },
      { id: 'decide', state: 'met' },
    ])
  })

  test('taken back by the person, nothing runs any more', async () => {
    const { personId, applicationId } = await office.handedIn()
    valueOf(await office.send('procedures/withdraw-application', { applicationId }, person(personId)))
    expect(await decideOf(applicationId)).toMatchObject({ state: 'met' })
  })
})

test('what was counted and asked is in the copy a person takes along, in the words of the office', async () => {
  const { personId, applicationId } = await office.handedIn()
  valueOf(await ask(applicationId))
  const copy = JSON.stringify(valueOf(await office.ask('registry/my-copy', { personId }, person(personId))))
  expect(copy).toContain('La foto del pasaporte no se lee.')
  expect(copy).toContain('"article":"Ley de Residencia (ficticia), art. 11"')
})

test('whom a changed pack reaches is listed with the answer then and now, for the office alone, and nothing is changed', async () => {
  const { applicationId } = await office.handedIn()
  type Listed = { affected: { applicationId: string; under: string; version: string; before?: string; now: string }[] }
  const listed = async (actor: Actor = officer) =>
    valueOf<Listed>(await office.ask('procedures/changed-law', {}, actor)).affected.find(
      (one) => one.applicationId === applicationId,
    )
  expect(await listed()).toBeUndefined()
  const session = {
    actor: officer.memberId,
    grantee: officer.organisationId,
    organisation: officer.organisationId,
    purpose: 'casework' as const,
  }
  const older = sql`update procedures.application set pack_version = '2025-01-01.1' where application_id = ${applicationId}`
  await office.db.database.transaction(session, (tx) => tx.run(older))
  expect(await listed()).toMatchObject({ under: '2025-01-01.1', now: 'yes', before: undefined })
  expect(await listed({ ...office.stranger, roles: ['adjudicator'] })).toBeUndefined()
  const me = person('01900000-0000-7000-8000-0000000000ee')
  expect(codesOf(await office.ask('procedures/changed-law', {}, me))).toEqual(['commands/not-allowed'])
})
