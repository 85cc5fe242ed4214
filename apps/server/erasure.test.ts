import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from './modules.ts'
import { anOffice, codesOf, person, valueOf, type Member, type Office } from './testing/office.ts'

/** What may go on holding the id of somebody who was erased: ids, days and codes, never a value. */
const mayRemember = [
  'access.erasure',
  'access.person_access',
  'access.reading',
  'commands.done',
  'commands.outbox',
  'journal.entry',
  'journal.stream',
]

let office: Office
let colleague: Member
beforeAll(async () => {
  office = await anOffice()
  colleague = { ...office.colleague(9), roles: ['protection_officer', 'adjudicator'] }
})
afterAll(() => office.db.drop())

/** Every row of every table as text, one line each, as a plain dump would have it. */
async function dumped(): Promise<readonly { readonly table: string; readonly line: string }[]> {
  return readAsOwner(office.db.ownerUrl, async (tx) => {
    const tables = await tx.rows(sql<{
      name: string
    }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n
      on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('information_schema', 'convive') and n.nspname not like 'pg\\_%'`)
    const lines: { table: string; line: string }[] = []
    for (const { name } of tables) {
      const rows = await tx.rows(sql<{ line: string }>`select t::text as line from ${sql.table(name)} t`)
      lines.push(...rows.map(({ line }) => ({ table: name, line })))
    }
    return lines
  })
}

/** Tables that say in a column whose row it is. */
async function tablesOfPersons(): Promise<readonly string[]> {
  const rows = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.rows(sql<{ name: string }>`select table_schema || '.' || table_name as name from information_schema.columns
      where column_name = 'person_id' and table_schema <> 'information_schema' and table_name <> 'erasure' order by 1`),
  )
  return rows.map((row) => row.name)
}

/** Writes past everything, as somebody who holds the database would. */
async function writeAsOwner(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  await client.query(statement, [...values])
  await client.end()
}

async function verified(): Promise<readonly unknown[]> {
  const attests = modules.flatMap((room) => room.attests ?? [])
  return readAsOwner(office.db.ownerUrl, async (tx) => {
    const report = await verifyJournal(tx, { attests })
    // However few streams are looked at together, the same is found.
    expect(await verifyJournal(tx, { attests, streamsAtOnce: 1 })).toEqual(report)
    return report.faults
  })
}

async function numberOf(personId: string): Promise<string> {
  return valueOf<{ person: { number: string } }>(await office.ask('registry/show-person', { personId }, office.officer)).person
    .number
}

async function householdOf(name = 'Sola'): Promise<{ householdId: string; persons: string[] }> {
  return valueOf(await office.send('registry/register-household', aHousehold(aPerson().named(name, 'Plantada')), office.officer))
}

async function aloneRegistered(name?: string): Promise<string> {
  return (await householdOf(name)).persons[0] ?? ''
}

async function erased(personId: string, known?: string): Promise<void> {
  const number = known ?? (await numberOf(personId))
  valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
  valueOf(await office.send('registry/erase-person', { personId, number }, colleague))
}

describe('erasing a person', () => {
  test('leaves nothing of them in any table but ids, days and codes, and the journal still verifies', async () => {
    const { personId, child, applicationId } = await office.handedIn()
    const words = 'Zunilda Plantada, traiga el pasaporte otra vez.'
    const papers = { applicationId, requirements: ['identity'], words, until: '2026-12-11' }
    valueOf(await office.send('procedures/ask-for-papers', papers, colleague))
    const decided = {
      applicationId,
      outcome: 'approved',
      reasons: 'Todo está en orden.',
      basedOn: await office.seen(applicationId),
    }
    valueOf(await office.send('procedures/decide-application', decided, colleague))
    const other = await aloneRegistered()
    const pair = { personId, otherId: other, decision: 'unsure', reason: 'Parece Zunilda Plantada.' }
    valueOf(await office.send('registry/decide-duplicate', pair, office.officer))
    const reason = 'Zunilda Plantada lo pidió'
    const protects: Member = { ...office.officer, roles: ['protection_officer'] }
    const asked = { actor: protects, purpose: 'protection', reason } as const
    valueOf(await office.dispatcher.query('registry/show-restricted', { personId }, asked))
    const { person: shown, members } = valueOf<{ person: { householdId: string }; members: { personId: string }[] }>(
      await office.ask('registry/show-person', { personId }, office.officer),
    )
    const handed = { householdId: shown.householdId, version: '4.1', agreed: members.map((one) => one.personId) }
    valueOf(await office.send('exchange/export-form', handed, protects))
    const number = await numberOf(personId)
    // What this story does not come to, by the hand of whoever holds the database.
    for (const [statement, ...values] of [
      [
        "insert into registry.photo (person_id, photo_id, sealed, face_sealed, added) values ($1, gen_random_uuid(), '\\x01', '\\x02', now())",
      ],
      [
        "insert into registry.correction (person_id, correction_id, fact, class, asked, asked_by, text_sealed) values ($1, gen_random_uuid(), 'sex', 1, now(), $1, '\\x03')",
      ],
      ['insert into registry.alias (person_id, survivor_id) values ($1, $2)', other],
      [
        "insert into registry.emergency (person_id, emergency_id, organisation_id, opened_by, opened, until, reason_sealed) values ($1, gen_random_uuid(), $2, $2, now(), now(), '\\x04')",
        office.stranger.organisationId,
      ],
      [
        'insert into access.person_access (person_id, grantee_id, basis, scope) values ($1, $2, 4, 1)',
        office.stranger.organisationId,
      ],
      [
        "insert into registry.share (person_id, share_id, organisation_id, office_id, purpose, parts, reason_sealed, shared_by, shared, until) values ($1, gen_random_uuid(), $2, $2, 'share_offices', '{identity}', '\\x05', $2, now(), current_date)",
        office.stranger.organisationId,
      ],
      [
        "insert into registry.review (person_id, other_id, organisation_id, band, since) values ($1, $2, $3, 'possible', now()) on conflict do nothing",
        other,
        office.officer.organisationId,
      ],
      [
        'insert into registry.duplicate_sample (person_id, other_id, organisation_id, stratum, drawn, run_id) values ($1, $2, $3, 1, 1, gen_random_uuid())',
        other,
        office.officer.organisationId,
      ],
      [
        'insert into registry.check_waiting (person_id, organisation_id, since) values ($1, $2, now())',
        office.officer.organisationId,
      ],
    ] as const)
      await writeAsOwner(statement, [personId, ...values])
    const before = await dumped()
    expect(before.some(({ line }) => line.includes(reason))).toBe(true)
    expect(before.some(({ line }) => line.includes(number))).toBe(true)
    const tables = new Set(before.filter(({ line }) => line.includes(personId)).map(({ table }) => table))
    // Every table with a column for a person holds this one: a new table has to be in this story.
    for (const table of await tablesOfPersons()) expect(tables, table).toContain(table)
    const key = before.find(({ table, line }) => table === 'registry.person_key' && line.includes(personId))?.line ?? ''

    await erased(personId, number)

    const after = await dumped()
    const remembers = new Set(after.filter(({ line }) => line.includes(personId)).map(({ table }) => table))
    expect([...remembers].toSorted()).toEqual(mayRemember)
    expect(after.filter(({ line }) => line.includes(number) || line.includes('Plantada'))).toEqual([])
    expect(after.some(({ line }) => line.includes(key.slice(40, 100)))).toBe(false)
    const reference = `\\x${office.vault.hmac('statistics-row', personId).toString('hex')}`
    expect(before.some(({ table, line }) => table === 'statistics.person' && line.includes(reference))).toBe(true)
    expect(after.some(({ table, line }) => table === 'statistics.person' && line.includes(reference))).toBe(false)
    const opens = after.filter(({ table, line }) => table === 'access.person_access' && line.includes(personId))
    expect(opens.map(({ line }) => line)).toEqual([expect.stringContaining(office.officer.organisationId)])
    expect(await verified()).toEqual([])
    // The child and the other record are as they were.
    expect(codesOf(await office.ask('registry/show-person', { personId: child }, office.officer))).toEqual([])
    expect(codesOf(await office.ask('registry/show-person', { personId: other }, office.officer))).toEqual([])
    for (const [query, input] of [
      ['registry/show-person', { personId }],
      ['registry/show-erasure', { personId }],
    ] as const)
      expect(codesOf(await office.ask(query, input, office.officer)), query).toEqual(['registry/person-not-found'])
    const found = await office.ask('registry/find-persons', { text: number }, office.officer)
    expect(valueOf<{ persons: unknown[] }>(found).persons).toEqual([])
  })

  test('is seen as a fault when a fact of theirs comes back', async () => {
    const personId = await aloneRegistered()
    const kept = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.first(sql<{ sealed: Buffer }>`select sealed from registry.facts where person_id = ${personId} and class = 1`),
    )
    await erased(personId)
    await writeAsOwner('insert into registry.facts (person_id, class, version, sealed) values ($1, 1, 1, $2)', [
      personId,
      kept?.sealed,
    ])
    expect(await verified()).toEqual([{ kind: 'not-attested', stream: personId, name: 'facts/1@1' }])
    await writeAsOwner('delete from registry.facts where person_id = $1', [personId])
    expect(await verified()).toEqual([])
  })

  test('takes a household that stands empty with it, and ends the session of whoever was signed in', async () => {
    const { householdId, persons } = await householdOf()
    const [personId = ''] = persons
    await writeAsOwner(
      "insert into accounts.session (session_hash, actor_id, kind, started, seen, until) values ($1, $2, 'person', now(), now(), now() + interval '1 hour')",
      [Buffer.alloc(32, 5), personId],
    )
    await erased(personId)
    const left = await dumped()
    expect(left.some(({ table, line }) => table === 'registry.household' && line.includes(householdId))).toBe(false)
    expect(left.some(({ table, line }) => table === 'accounts.session' && line.includes(personId))).toBe(false)
    expect(codesOf(await office.ask('registry/my-data', {}, person(personId)))).toEqual(['registry/person-not-found'])
  })

  test('of three linked records leaves two that are still one person', async () => {
    const people = [await aloneRegistered('Una'), await aloneRegistered('Otra'), await aloneRegistered('Tercera')].toSorted()
    const [first = '', second = '', third = ''] = people
    const same = (otherId: string, by: Member) =>
      office.send('registry/decide-duplicate', { personId: first, otherId, decision: 'same', reason: 'La misma.' }, by)
    valueOf(await same(second, office.officer))
    valueOf(await same(third, office.officer))
    valueOf(await same(third, { ...office.colleague(31), roles: ['registrar'] }))
    await erased(first)
    type Shown = { person: { survivorId: string | null } }
    const survivorOf = async (personId: string) =>
      valueOf<Shown>(await office.ask('registry/show-person', { personId }, office.officer)).person.survivorId
    expect([await survivorOf(second), await survivorOf(third)]).toEqual([null, second])
    const counted = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(sql<{ counted: boolean }>`select counted from statistics.person
        where row_ref = any (${[second, third].map((one) => office.vault.hmac('statistics-row', one))}::bytea[]) order by counted`),
    )
    expect(counted).toEqual([{ counted: false }, { counted: true }])
  })

  test('lets a linked record count for itself again', async () => {
    const [older = '', newer = ''] = [await aloneRegistered('Una'), await aloneRegistered('Otra')].toSorted()
    const same = { personId: older, otherId: newer, decision: 'same', reason: 'La misma.' }
    valueOf(await office.send('registry/decide-duplicate', same, office.officer))
    const counted = async (): Promise<boolean | undefined> =>
      (
        await readAsOwner(office.db.ownerUrl, (tx) =>
          tx.first(sql<{ counted: boolean }>`select counted from statistics.person
            where row_ref = ${office.vault.hmac('statistics-row', newer)}`),
        )
      )?.counted
    expect(await counted()).toBe(false)
    await erased(older)
    expect(await counted()).toBe(true)
  })
})

describe('nobody erases', () => {
  const erase = (personId: string, number: string, actor: Member = colleague) =>
    office.send('registry/erase-person', { personId, number }, actor)

  test('alone: the one who asked does not confirm, not even with another role', async () => {
    const personId = await aloneRegistered()
    const number = await numberOf(personId)
    expect(codesOf(await erase(personId, number))).toEqual(['registry/erasure-not-asked'])
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
    const again = await office.send('registry/ask-erasure', { personId, ground: 'mistake' }, colleague)
    expect(codesOf(again)).toEqual(['registry/erasure-asked-already'])
    expect(codesOf(await erase(personId, number, office.officer))).toEqual(['commands/not-allowed'])
    const both: Member = { ...office.officer, roles: ['registrar', 'protection_officer'] }
    expect(codesOf(await erase(personId, number, both))).toEqual(['registry/erasure-needs-another'])
  })

  test('unseen: what waits is listed and counted for every colleague, and for nobody else', async () => {
    const personId = await aloneRegistered('Espera')
    type Waits = { erasures: number }
    const waits = async (actor: Member) =>
      valueOf<Waits>(await office.ask('registry/what-waits', {}, { ...actor, roles: ['registrar'] })).erasures
    const listed = async (actor: Member) =>
      valueOf<{ erasures: { personId: string; byYou: boolean }[] }>(await office.ask('registry/list-erasures', {}, actor))
        .erasures
    const before = await waits(office.officer)
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
    expect(await waits(office.officer)).toBe(before + 1)
    const find = async (actor: Member) => (await listed(actor)).find((one) => one.personId === personId)
    expect(await find(office.officer)).toMatchObject({ byYou: true })
    expect(await find(colleague)).toMatchObject({ byYou: false })
    expect([await listed(office.stranger), await waits(office.stranger)]).toEqual([[], 0])
    valueOf(await office.send('registry/withdraw-erasure', { personId }, colleague))
    expect([await find(colleague), await waits(colleague)]).toEqual([undefined, before])
  })

  test('the wrong record: the number has to be theirs', async () => {
    const personId = await aloneRegistered()
    const other = await numberOf(await aloneRegistered())
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
    expect(codesOf(await erase(personId, other))).toEqual(['registry/number-differs'])
    valueOf(await office.send('registry/withdraw-erasure', { personId }, colleague))
    expect(codesOf(await erase(personId, await numberOf(personId)))).toEqual(['registry/erasure-not-asked'])
    expect(codesOf(await office.send('registry/withdraw-erasure', { personId }, colleague))).toEqual([
      'registry/erasure-not-asked',
    ])
  })

  test('while an application waits for its decision', async () => {
    const { personId } = await office.handedIn()
    const number = await numberOf(personId)
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
    expect(codesOf(await erase(personId, number))).toEqual(['registry/still-needed'])
    // Nothing of it happened.
    expect(await numberOf(personId)).toBe(number)
    expect(await verified()).toEqual([])
  })

  test('from another organisation, also one that the record was shared with', async () => {
    const personId = await aloneRegistered()
    const ask = { personId, ground: 'asked' }
    expect(codesOf(await office.send('registry/ask-erasure', ask, office.stranger))).toEqual(['registry/person-not-found'])
    await writeAsOwner('insert into access.person_access (person_id, grantee_id, basis, scope) values ($1, $2, 4, 3)', [
      personId,
      office.stranger.organisationId,
    ])
    expect(codesOf(await office.send('registry/ask-erasure', ask, office.stranger))).toEqual(['registry/erasure-not-ours'])
    expect(codesOf(await office.send('registry/ask-erasure', { ...ask, ground: 'x' }, office.officer))).toEqual([
      'registry/ground-required',
    ])
  })

  test('by raw statements past the commands', async () => {
    const personId = await aloneRegistered()
    const session = (member: Member) => ({
      actor: member.memberId,
      grantee: member.organisationId,
      organisation: member.organisationId,
      purpose: 'registration' as const,
    })
    const run = (member: Member, statement: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean | undefined> =>
      office.db.database.transaction(session(member), async (tx) => (await tx.first(statement))?.done)
    const insert = (member: Member, askedBy: string) => sql<{ done: boolean }>`insert into access.erasure
      (person_id, organisation_id, ground, asked_by, asked) values (${personId}, ${member.organisationId}, 'asked', ${askedBy}, now()) returning true as done`
    const erase = sql<{ done: boolean }>`select access.erase(${personId}::uuid, now()) as done`
    const forbidden = { code: '42501' }
    // In somebody else's name, or for an organisation that did not register the person.
    await expect(run(office.officer, insert(office.officer, colleague.memberId))).rejects.toMatchObject(forbidden)
    await expect(run(office.stranger, insert(office.stranger, office.stranger.memberId))).rejects.toMatchObject(forbidden)
    await writeAsOwner('insert into access.person_access (person_id, grantee_id, basis, scope) values ($1, $2, 4, 3)', [
      personId,
      office.stranger.organisationId,
    ])
    await expect(run(office.stranger, insert(office.stranger, office.stranger.memberId))).rejects.toMatchObject(forbidden)
    // Without a request, by the one who asked, and by a stranger.
    expect(await run(colleague, erase)).toBe(false)
    expect(await run(office.officer, insert(office.officer, office.officer.memberId))).toBe(true)
    expect(await run(office.officer, erase)).toBe(false)
    expect(await run(office.stranger, erase)).toBe(false)
    // Each room asks again whether the person was erased.
    for (const call of [
      sql<{ done: boolean }>`select registry.forget(${personId}::uuid, '\\x00'::bytea) is null as done`,
      sql<{ done: boolean }>`select procedures.forget(${personId}::uuid, true) as done`,
      sql<{ done: boolean }>`select papers.forget(${personId}::uuid) is null as done`,
      sql<{ done: boolean }>`select accounts.forget(${personId}::uuid) is null as done`,
    ])
      await expect(run(colleague, call)).rejects.toMatchObject(forbidden)
    // What was done cannot be taken back, and nobody else's request is seen.
    await expect(run(office.officer, sql`update access.erasure set asked_by = ${colleague.memberId}`)).rejects.toMatchObject(
      forbidden,
    )
    expect(await run(office.stranger, sql<{ done: boolean }>`select true as done from access.erasure limit 1`)).toBeUndefined()
  })
})
