import { aWorld, samples, type World } from '@convive/server/testing'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
let folder = ''
let owner: pg.Client
let checkpoint = ''
beforeAll(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'convive-journal-'))
  owner = new pg.Client({ connectionString: world.database.superuserUrl })
  await owner.connect()
  await world.prepare('registry/register-household', (await samples['registry/register-household']?.(world))?.input)
  for (let at = 0; at < 6; at += 1)
    await world.prepare('accounts/invite-member', { name: 'Una', signInName: `una-${at}@ysapy.example`, roles: ['planner'] })
})
afterAll(async () => {
  await owner.end()
  await world.close()
  rmSync(folder, { recursive: true })
})

type Outcome = { readonly exit: number; readonly said: string; readonly warned: string }

async function journal(...parameters: readonly string[]): Promise<Outcome> {
  return journalIn(world.home, parameters)
}

async function journalIn(home: string, parameters: readonly string[]): Promise<Outcome> {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_HOME: home }
  const exit = await run(['journal', ...parameters], {
    environment,
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
  })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

/** Harms the journal for real, committed, lets `look` at it, and puts everything back as it was. */
async function harmed(statements: readonly string[], look: () => Promise<void>): Promise<void> {
  const tables = ['journal.entry', 'journal.stream']
  for (const table of tables) await owner.query(`create table saved_${table.replace('.', '_')} as table ${table}`)
  try {
    for (const statement of statements) await owner.query(statement)
    await look()
  } finally {
    for (const table of tables) {
      await owner.query(`delete from ${table}`)
      await owner.query(`insert into ${table} select * from saved_${table.replace('.', '_')}`)
      await owner.query(`drop table saved_${table.replace('.', '_')}`)
    }
  }
}

const ours = (): string => `stream_id = '${world.ours.officer.actor.organisationId}'`

describe('convive journal verify', () => {
  test('ends with 0 on a sound journal, and says that without a checkpoint a cut tail cannot be seen', async () => {
    const { exit, said, warned } = await journal('verify')
    expect(said).toMatch(/^\d+ chains, \d+ entries, [1-9]\d* digests: everything adds up$/)
    expect({ exit, warned }).toEqual({ exit: 0, warned: expect.stringContaining('Make one with: convive journal checkpoint') })
  })

  test('finds the newest checkpoint by itself', async () => {
    const made = await journal('checkpoint')
    expect(made).toMatchObject({ exit: 0, warned: '' })
    checkpoint = /\S+\.json/.exec(made.said)?.[0] ?? ''
    expect(await journal('verify')).toMatchObject({ exit: 0, warned: '' })
    expect(await journal('verify', '--checkpoint', checkpoint)).toMatchObject({ exit: 0, warned: '' })
  })

  const places = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat(7), fc.constantFrom('body', 'hash')), {
    numRuns: 12,
    seed: 20_261_126,
  })
  test.each(places)('a changed bit is found: entry %i, byte %i, bit %i of its %s', async (entry, byte, bit, column) => {
    const rows = await owner.query(`select stream_id, seq, length(${column}) as bytes from journal.entry order by stream_id, seq`)
    const { stream_id: stream, seq, bytes } = rows.rows[entry % rows.rows.length]
    const at = byte % bytes
    const change = `update journal.entry set ${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${1 << bit}) where stream_id = '${stream}' and seq = ${seq}`
    await harmed([change], async () => {
      const { exit, warned } = await journal('verify')
      expect(warned).toContain(`changed: ${stream} entry ${seq}`)
      expect(exit).toBe(1)
    })
    expect(await journal('verify')).toMatchObject({ exit: 0 })
  })

  test('a deleted row, swapped rows and swapped numbers are found, each with its place', async () => {
    await harmed([`delete from journal.entry where ${ours()} and seq = 3`], async () => {
      const { exit, warned } = await journal('verify')
      expect(warned).toContain(`missing: ${world.ours.officer.actor.organisationId} entry 4`)
      expect(exit).toBe(1)
    })
    const swap = `update journal.entry e set body = o.body from journal.entry o where e.${ours()} and o.${ours()} and e.seq in (2, 3) and o.seq = 5 - e.seq`
    await harmed([swap], async () => {
      const { exit, warned } = await journal('verify')
      expect(warned).toContain(`changed: ${world.ours.officer.actor.organisationId} entry 2`)
      expect(exit).toBe(1)
    })
    const renumber = [2, 3].map(
      (seq) => `update journal.entry set seq = ${seq === 2 ? 1003 : 1002} where ${ours()} and seq = ${seq}`,
    )
    await harmed([...renumber, `update journal.entry set seq = seq - 1000 where ${ours()} and seq > 1000`], async () => {
      const { exit, warned } = await journal('verify')
      expect(warned).toContain(`changed: ${world.ours.officer.actor.organisationId} entry 2`)
      expect(exit).toBe(1)
    })
  })

  test('a tail cut off together with its head is found with the last checkpoint, and only with it', async () => {
    const cut = [
      `delete from journal.entry where ${ours()} and seq > 3`,
      `update journal.stream set length = 3, head = (select hash from journal.entry where ${ours()} and seq = 3) where ${ours()}`,
    ]
    await harmed(cut, async () => {
      const seen = await journal('verify', '--checkpoint', checkpoint)
      expect(seen.warned).toContain(`truncated: ${world.ours.officer.actor.organisationId}`)
      expect(seen.exit).toBe(1)
      const aside = join(folder, 'aside.json')
      writeFileSync(aside, readFileSync(checkpoint))
      rmSync(checkpoint)
      expect(await journal('verify')).toMatchObject({ exit: 0 })
      writeFileSync(checkpoint, readFileSync(aside))
      expect(await journal('verify')).toMatchObject({ exit: 1 })
    })
  })
})

describe('what cannot be verified ends with 2 and says why', () => {
  test('a checkpoint that somebody wrote themselves, and one that is none', async () => {
    const forged = join(folder, 'forged.json')
    const signed: unknown = JSON.parse(readFileSync(checkpoint, 'utf8').replace(/"at":\s*"2/, '"at":"3'))
    writeFileSync(forged, JSON.stringify(signed))
    expect(await journal('verify', '--checkpoint', forged)).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('does not carry this installation'),
    })
    writeFileSync(forged, '{}')
    expect(await journal('verify', '--checkpoint', forged)).toMatchObject({ exit: 2 })
    expect(await journal('verify', '--checkpoint', join(folder, 'none.json'))).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('There is no file'),
    })
    expect(await journal('verify', '--chekpoint', forged)).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('--checkpoint FILE'),
    })
  })

  test('a folder of no server, and a server that has stopped', async () => {
    expect(await journalIn(join(folder, 'nowhere'), ['verify'])).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('Set CONVIVE_HOME'),
    })
    const stopped = join(folder, 'stopped')
    mkdirSync(stopped)
    writeFileSync(join(stopped, 'master.key'), readFileSync(join(world.home, 'master.key')))
    expect(await journalIn(stopped, ['verify'])).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('has stopped. Start it with: npm start'),
    })
    // A server that was killed could not take back where its database was.
    writeFileSync(join(stopped, 'running.json'), JSON.stringify({ ownerUrl: 'postgres://x:y@127.0.0.1:1/z' }))
    expect(await journalIn(stopped, ['verify'])).toMatchObject({
      exit: 2,
      warned: expect.stringContaining('and its database with it'),
    })
  })
})
