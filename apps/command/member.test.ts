import { readAsOwner, sql } from '@convive/database'
import { aWorld, type World } from '@convive/server/testing'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

async function convive(
  parameters: readonly string[],
  home = world.home,
): Promise<{ exit: number; said: string; warned: string }> {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_HOME: home }
  const exit = await run(parameters, { environment, say: (line) => said.push(line), warn: (line) => warned.push(line) })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

test('whoever has the machine gives a new code to an administrator whom nobody else could help; the journal notes it', async () => {
  const { memberId } = world.ours.officer.actor
  expect((await world.post('accounts/my-tokens', {}, { token: world.ours.officer.token })).status).toBe(200)
  const { exit, said } = await convive(['member', 'renew', world.ours.officer.signInName.toUpperCase()])
  expect(said).toMatch(/^One-time code for \S+: [0-9A-Z]{16}$/m)
  expect(exit).toBe(0)
  expect((await world.post('accounts/my-tokens', {}, { token: world.ours.officer.token })).status).toBe(401)
  const member = await readAsOwner(world.database.ownerUrl, (tx) =>
    tx.first(
      sql<{ status: string; invited: boolean }>`select m.status, i.member_id is not null as invited
        from accounts.member m left join accounts.invitation i using (organisation_id, member_id) where m.member_id = ${memberId}`,
    ),
  )
  expect(member).toEqual({ status: 'invited', invited: true })
  expect(await convive(['journal', 'verify'])).toMatchObject({ exit: 0 })
  const noted = await readAsOwner(world.database.ownerUrl, (tx) =>
    tx.rows(sql<{ body: string }>`select convert_from(body, 'utf8') as body from journal.entry where seq > 0`),
  )
  expect(
    noted.filter(({ body }) => body.includes('"command":"accounts/renew-invitation"') && body.includes(memberId)),
  ).toHaveLength(1)
})

test('a name that nobody has, a wrong word and a wrong folder are told apart', async () => {
  expect(await convive(['member', 'renew', 'nadie'])).toMatchObject({
    exit: 1,
    warned: expect.stringContaining('nobody signs in as "nadie"'),
  })
  for (const words of [['member'], ['member', 'renew'], ['member', 'reset', 'x'], ['member', 'renew', 'x', 'y']])
    expect(await convive(words)).toMatchObject({ exit: 2, warned: expect.stringContaining('convive member renew SIGN-IN-NAME') })
  const nowhere = await convive(['member', 'renew', 'x'], join(tmpdir(), 'convive-nowhere'))
  expect(nowhere).toMatchObject({ exit: 2, warned: expect.stringContaining('Set CONVIVE_HOME') })
})
